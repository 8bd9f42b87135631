// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Entry as Recorded } from "../../../contracts/types/Records.sol";
import { Action, AssetState, Duties, Kind, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Stages } from "./Stages.sol";

/// @dev A recall of a product or an item; level 0 if none is open.
struct GhostRecall {
    uint32 raisedAt;
    /// Whose it is.
    uint24 raisedBy;
    uint8 level;
    uint8 instruction;
    bool byRegulator;
}

/// @dev What the entries of one subject say, taken together.
struct Ghost {
    bytes27 head;
    uint32 lastBlock;
    uint8 state;
    /// The state that it goes back to, from transit or a rejected scrapping.
    uint8 before;
    Kind kind;
    GhostRecall recall;
    // An asset's.
    bytes32 product;
    uint24 custodian;
    uint24 owner;
    Terms terms;
    Terms offeredTerms;
    uint24 offeredTo;
    uint32 deadline;
    bytes32 shipment;
    bool quarantined;
    uint32 calibratedUntil;
    uint32 calibratedAt;
    uint32 monitoredAt;
    uint32 remedyAt;
    uint32 remediedAt;
    uint24 consignor;
    uint24 debtor;
    /// A fault was reported, and the item was not reinstated since.
    bool tainted;
    // Members whose work another one checks. What was never confirmed was enrolled, or taken, by the first.
    uint24 enroller;
    uint24 repairer;
    uint24 requester;
    uint24 remedier;
    /// Who took it on consignment last.
    uint24 taker;
    // A product's.
    /// Goods of it have entered, or were announced.
    bool entered;
    uint24 manufacturer;
    uint8 productKind;
    uint8 riskClass;
    bool singleUse;
    uint16 interval;
    int16 lowest;
    int16 highest;
    // A requisition's.
    uint24 buyer;
    uint32 delivered;
}

/// @dev One entry, taken apart.
struct Step {
    bytes32 subject;
    uint24 organisation;
    Action action;
    uint8 to;
    uint24 member;
    uint24 counterpart;
    uint32 quantity;
    uint32 value;
    uint32 until;
    uint32 occurredAt;
    bytes32 origin;
    bytes27 originHead;
}

/// @dev One entry as it was written, with the heads before and after it.
struct Written {
    Recorded entry;
    bytes27 previous;
    bytes27 head;
}

/// @notice What is known from events alone, and what follows from it.
abstract contract Ghosts is Stages {
    mapping(bytes32 subject => Ghost) internal ghosts;
    mapping(bytes32 subject => Written[]) internal histories;
    mapping(bytes32 subject => mapping(bytes27 head => bool)) internal corrected;
    /// @dev Whether it was this organisation's own once.
    mapping(bytes32 subject => mapping(uint24 organisation => bool)) internal hasOwned;
    /// @dev Who approved the scrapping that was requested last.
    mapping(bytes32 subject => uint24[]) internal approvers;

    /// @dev The hospital's appointment of the provider, and its policy.
    uint16 internal appointedDuties;
    uint32 internal appointedUntil;
    uint64 internal approvals;

    function _isAppointed(uint24 custodian, uint24 organisation, uint16 duties) internal view returns (bool) {
        if (custodian != HOSPITAL || organisation != PROVIDER) return false;
        return appointedDuties & duties != 0 && appointedUntil >= block.timestamp;
    }

    /// @dev The item's own recall, or its product's, is open, and it was not remedied since.
    function _isRecalled(Ghost storage ghost) internal view returns (bool) {
        return _isOpen(ghost.recall, ghost.remediedAt) || _isOpen(ghosts[ghost.product].recall, ghost.remediedAt);
    }

    function _isOpen(GhostRecall storage recall, uint32 remediedAt) private view returns (bool) {
        return recall.level != 0 && recall.raisedAt >= remediedAt;
    }

    function _isLapsed(Ghost storage ghost) internal view returns (bool) {
        return ghosts[ghost.product].interval != 0 && ghost.calibratedUntil < block.timestamp;
    }

    /// @dev Approvals that scrapping an item needs: only the hospital has a policy.
    function _quorum(Ghost storage ghost) internal view returns (uint256 quorum) {
        Ghost storage product = ghosts[ghost.product];
        uint256 cell = (3 + product.productKind - 1) * 3 + product.riskClass - 1;
        if (ghost.custodian == HOSPITAL) quorum = (approvals >> (3 * cell)) & 3;
        if (quorum == 0) quorum = 1;
    }

    function _hasApproved(bytes32 subject, uint24 member) internal view returns (bool) {
        for (uint256 i = 0; i < approvers[subject].length; ++i) {
            if (approvers[subject][i] == member) return true;
        }
        return false;
    }

    function _isHospital(uint24 organisation) internal pure returns (bool) {
        return organisation == HOSPITAL || organisation == RIVAL;
    }

    function _isFinal(Ghost storage ghost) internal view returns (bool) {
        return ghost.state == uint8(AssetState.Disposed) || ghost.state == uint8(AssetState.Consumed);
    }

    /// @dev What an appointed provider may do, by which duty; 0 for all else.
    function _appointable(Action action) internal pure returns (uint16) {
        if (action == Action.Monitor) return Duties.KEEP;
        bool maintains =
            action == Action.Maintain ||
                action == Action.Calibrate ||
                action == Action.Repair ||
                action == Action.Remedy;
        return maintains ? Duties.MAINTAIN : 0;
    }

    function _isBeingScrapped(Ghost storage ghost) internal view returns (bool) {
        return ghost.state == uint8(AssetState.ScrapRequested) || ghost.state == uint8(AssetState.ScrapApproved);
    }
}
