// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerEvents } from "../../../contracts/interfaces/ILedgerEvents.sol";
import { Action, AssetState } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Entry } from "./Entries.sol";
import { Stages } from "./Stages.sol";
import { Log, vm } from "./Vm.sol";

/// @dev What the entries of one subject say, taken together.
struct Ghost {
    bytes27 head;
    uint32 lastBlock;
    uint8 state;
    bool asset;
    uint24 custodian;
    /// A fault was reported, and no other member than the repairer has reinstated the item since.
    bool tainted;
    uint24 repairer;
    uint24 requester;
    uint24 approver;
}

/// @notice Replays the ledger's events into ghosts, as a client without access to its storage would, and counts what
/// must never be seen. The invariants say that the counts stay 0 and that the ghosts are what the ledger stores.
abstract contract Replay is Stages {
    mapping(bytes32 subject => Ghost) internal ghosts;
    uint256 public entries;
    uint256 public accepted;

    /// @dev An entry that does not follow from the one before, or whose times or origin are wrong.
    uint256 public broken;
    /// @dev An entry on an asset by an organisation that neither holds it, nor is appointed, nor is its addressee.
    uint256 public trespasses;
    /// @dev A member who checked or finished the own work.
    uint256 public selfChecks;
    /// @dev A faulty or repaired item that was used, stored or shipped without having been reinstated.
    uint256 public laundered;
    /// @dev An entry after a final state.
    uint256 public resurrections;

    /// @dev Last second of the provider's appointment by the hospital.
    uint32 internal appointedUntil;

    Entry private _pending;

    function _replay(Log[] memory logs) internal {
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32 selector = logs[i].topics[0];
            if (selector == ILedgerEvents.Derived.selector) {
                _pending.origin = logs[i].topics[2];
                _pending.originHead = abi.decode(logs[i].data, (bytes27));
                if (ghosts[_pending.origin].head != _pending.originHead) ++broken;
            } else if (selector == ILedgerEvents.Recorded.selector) {
                _replayEntry(logs[i]);
                delete _pending;
            }
        }
    }

    function _replayEntry(Log memory log) private {
        uint256 facts;
        bytes32 subject = log.topics[1];
        Ghost storage ghost = ghosts[subject];
        bytes27 previous = ghost.lastBlock == 0 ? _genesis(address(ledger), subject) : ghost.head;
        _pending.subject = subject;
        (facts, _pending.details) = abi.decode(log.data, (uint256, bytes32));
        uint24 organisation = uint24(uint256(log.topics[2]));

        if (uint32(facts) != ghost.lastBlock) ++broken;
        if (uint32(facts >> 32) != block.timestamp) ++broken;
        if (uint32(facts >> 64) > block.timestamp) ++broken;

        Action action = Action(uint8(facts >> 248));
        if (action == Action.Enrol) ghost.asset = true;
        if (ghost.asset) _replayAsset(ghost, action, uint8(facts >> 240), organisation, uint24(facts >> 216));
        ghost.head = _headAfter(previous, organisation, facts, _pending);
        ghost.lastBlock = uint32(block.number);
        ghost.state = uint8(facts >> 240);
        ++entries;
    }

    function _replayAsset(Ghost storage ghost, Action action, uint8 to, uint24 organisation, uint24 member) private {
        if (ghost.state == uint8(AssetState.Disposed) || ghost.state == uint8(AssetState.Consumed)) ++resurrections;
        _replayCustody(ghost, action, organisation);

        if (action == Action.ReportFault) ghost.tainted = true;
        if (action == Action.Repair) ghost.repairer = member;
        if (action == Action.Reinstate) {
            if (member == ghost.repairer) ++selfChecks;
            ghost.tainted = false;
        }
        if (action == Action.RequestScrap) ghost.requester = member;
        if (action == Action.ApproveScrap || action == Action.RejectScrap) {
            if (member == ghost.requester) ++selfChecks;
            ghost.approver = member;
        }
        if (action == Action.Dispose && member == ghost.approver) ++selfChecks;

        bool usable =
            to == uint8(AssetState.Stored) ||
                to == uint8(AssetState.InUse) ||
                to == uint8(AssetState.InTransit) ||
                to == uint8(AssetState.Consumed);
        if (ghost.tainted && usable) ++laundered;
    }

    function _replayCustody(Ghost storage ghost, Action action, uint24 organisation) private {
        if (action == Action.Enrol) {
            ghost.custodian = organisation;
        } else if (action == Action.Accept || action == Action.Refuse) {
            // In these runs every requisition is the hospital's own.
            if (organisation != HOSPITAL) ++trespasses;
            if (action == Action.Accept) {
                ghost.custodian = organisation;
                ++accepted;
            }
        } else if (organisation != ghost.custodian) {
            bool appointable = action == Action.Maintain || action == Action.Repair;
            bool appointed =
                organisation == PROVIDER && ghost.custodian == HOSPITAL && appointedUntil >= block.timestamp;
            if (!appointable || !appointed) ++trespasses;
        }
    }
}
