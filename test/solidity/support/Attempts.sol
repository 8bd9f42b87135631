// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head } from "../../../contracts/types/Ids.sol";
import { Entry, Passage } from "../../../contracts/types/Records.sol";
import { Action, AssetState, CalibrationResult, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Ghost, Written } from "./Ghosts.sol";
import { Attempt, Model } from "./Model.sol";
import { NOT_FINAL } from "./States.sol";

/// @notice Random steps on items: which action, what it says, who takes it, and the call that it makes.
abstract contract Attempts is Model {
    /// @dev A prime, so that any stride leads to all of them.
    uint256 internal constant ACTIONS = 41;

    address[] internal members;

    constructor() {
        members = [
            CHIEF,
            NURSE,
            KEEPER,
            RELEASER,
            ENGINEER,
            APPROVER,
            DISPOSER,
            INSPECTOR,
            WITNESS,
            BUYER,
            TECHNICIAN,
            PROVIDER_KEEPER,
            MAKER,
            MAKER_KEEPER,
            MAKER_CHIEF,
            RECALLER,
            RIVAL_CHIEF,
            REGISTRAR,
            WARDEN
        ];
    }

    /// @dev The actions on an item alone; those under a requisition, recalls and corrections are tried elsewhere.
    function actions() public pure returns (Action[ACTIONS] memory) {
        return
            [
                Action.Use,
                Action.Store,
                Action.Move,
                Action.Stocktake,
                Action.Note,
                Action.Monitor,
                Action.Offer,
                Action.SendBack,
                Action.Take,
                Action.Decline,
                Action.Withdraw,
                Action.Maintain,
                Action.Calibrate,
                Action.Remedy,
                Action.ConfirmRemedy,
                Action.Acknowledge,
                Action.Confirm,
                Action.ReportFault,
                Action.Repair,
                Action.Reinstate,
                Action.RequestScrap,
                Action.ApproveScrap,
                Action.RejectScrap,
                Action.Dispose,
                Action.Quarantine,
                Action.Release,
                Action.ReportAdverseEvent,
                Action.Reassign,
                // More often, since much comes before or after them.
                Action.Use,
                Action.Use,
                Action.Use,
                Action.Offer,
                Action.Take,
                Action.Take,
                Action.Repair,
                Action.Reinstate,
                Action.ConfirmRemedy,
                Action.ConfirmRemedy,
                Action.ApproveScrap,
                Action.ApproveScrap,
                Action.Dispose
            ];
    }

    /// @dev Three of four times a step that is possible for some member, otherwise any.
    function _attempt(AssetId item, uint256 seed) internal view returns (Attempt memory a) {
        a.item = item;
        bool likely = (seed >> 8) % 4 != 0;
        Action[ACTIONS] memory all = actions();
        uint256 stride = 1 + ((seed >> 80) % (ACTIONS - 1));
        for (uint256 i = 0; i < ACTIONS; ++i) {
            a.action = all[((seed >> 16) + i * stride) % ACTIONS];
            if (!likely || _isPossible(a.action, _ghost(item), (seed >> 96) % 4 == 0)) break;
        }
        _say(a, seed >> 24, likely);

        a.by = members[(seed >> 56) % members.length];
        if (likely) _choose(a, (seed >> 56) % members.length, (seed >> 104) % 3 == 0);
    }

    /// @dev Somebody whose step it is: for whom it is possible or, if there is nobody or one should `clash`, not at all.
    function _choose(Attempt memory a, uint256 who, bool clash) private view {
        address clashing;
        for (uint256 i = 0; i < members.length; ++i) {
            a.by = members[(who + i) % members.length];
            bytes4 answer = _answer(a);
            bool strange =
                answer == ILedgerErrors.WrongOrganisation.selector ||
                    answer == ILedgerErrors.NotAppointed.selector ||
                    answer == ILedgerErrors.DutyMissing.selector;
            if (answer == 0 || (clash && !strange)) return;
            if (!strange && clashing == address(0)) clashing = a.by;
        }
        if (clashing != address(0)) a.by = clashing;
    }

    /// @dev `rarely`: also what puts an end to most else, or can always be said.
    function _isPossible(Action action, Ghost storage ghost, bool rarely) private view returns (bool) {
        bool ends = action == Action.Quarantine || action == Action.Reassign;
        bool says = action == Action.ReportAdverseEvent || action == Action.Acknowledge;
        if (!rarely && (ends || says)) return false;
        if (ghost.quarantined ? action == Action.Use || action == Action.Quarantine : action == Action.Release) {
            return false;
        }
        bool answers = action == Action.Remedy || action == Action.Acknowledge;
        if (answers && !_isRecalled(ghost)) return false;
        if (action == Action.ConfirmRemedy && ghost.remedyAt == 0) return false;
        bool offered = action == Action.Take || action == Action.Decline;
        if (offered && ghost.offeredTo == 0) return false;
        (uint256 from, ) = _row(action);
        return ((action == Action.Reassign ? NOT_FINAL : from) >> ghost.state) & 1 != 0;
    }

    /// @dev Values are always in their action's range: the tests of each action look at the others.
    function _say(Attempt memory a, uint256 seed, bool likely) private view {
        Action action = a.action;
        Ghost storage ghost = _ghost(a.item);
        uint32 dice = uint32(seed >> 32);
        a.claim.details = bytes32(seed);
        if (seed % 4 == 0) a.claim.occurredAt = uint32(block.timestamp) - (dice % 30 days);
        a.claim.value = _value(action, dice);
        a.bare = !likely && (dice >> 24) % 4 == 0;
        if (!a.bare && _needsHead(action)) a.claim.expected = Head.wrap(ghost.head);
        if (action == Action.Maintain && dice % 2 == 0) a.claim.until = uint32(block.timestamp) + 1 + (dice % 365 days);
        if (action == Action.Calibrate && a.claim.value == uint32(CalibrationResult.Passed)) {
            a.claim.until = uint32(block.timestamp) + (dice % (likely ? 25 days : 40 days)) + (likely ? 1 : 0);
            if (likely) a.claim.occurredAt = 0;
        }
        if (action == Action.Monitor) {
            a.lowest = int16(uint16(dice % 8 == 0 ? 0 : 40));
            a.highest = a.lowest + int16(uint16((dice >> 8) % 50));
            if (!likely) a.from = uint32(block.timestamp) - (dice % 1 days);
        }
        if (action == Action.Offer || action == Action.SendBack || action == Action.Reassign) {
            _address(a, ghost, dice, likely);
        }
    }

    function _address(Attempt memory a, Ghost storage ghost, uint32 dice, bool likely) private view {
        uint24[5] memory organisations = [HOSPITAL, RIVAL, PROVIDER, MANUFACTURER, REGULATOR];
        a.to = organisations[(dice >> 8) % (likely ? 4 : 5)];
        a.owner = (dice >> 16) % 4 == 0 ? organisations[(dice >> 20) % (likely ? 4 : 5)] : a.to;
        a.terms = Terms(uint8(1 + ((dice >> 12) % (likely ? 5 : 6))));
        if (a.action == Action.Reassign) return;
        a.claim.until = uint32(block.timestamp) + (dice % (likely ? 10 days : 40 days)) + (likely ? 1 : 0);
        if (a.action == Action.Offer) a.claim.value = dice % 30_000;
        if (!likely) return;
        if (a.action == Action.Offer && ghost.custodian == MANUFACTURER && dice % 2 == 0) {
            (a.to, a.terms) = (HOSPITAL, Terms.Consignment);
        }
        // What is supplied to a hospital for good is refused; what a hospital hands on is not.
        bool given = a.action == Action.Offer && _isHospital(a.to) && a.terms == Terms.Owned;
        if (given && !_isHospital(ghost.custodian) && (dice >> 4) % 4 != 0) a.terms = Terms.Loan;
        // One hospital to another; and back from who had it of a hospital.
        if (a.action == Action.Offer && _isHospital(ghost.custodian) && (dice >> 24) % 2 == 0) {
            (a.to, a.terms) = (ghost.custodian == HOSPITAL ? RIVAL : HOSPITAL, Terms.Owned);
        }
        if (a.action == Action.Offer && ghost.consignor != 0) a.terms = Terms.Consignment;
        if (a.action == Action.SendBack && dice % 4 != 0) {
            a.to = ghost.owner == ghost.custodian ? MANUFACTURER : ghost.owner;
            bool sold = ghost.owner == ghost.custodian && hasOwned[AssetId.unwrap(a.item)][HOSPITAL];
            if (sold && (dice >> 24) % 2 == 0) a.to = HOSPITAL;
        }
        if (a.action == Action.Offer && ghost.state == uint8(AssetState.Faulty)) {
            (a.to, a.terms) = (PROVIDER, Terms.Loan);
        }
    }

    function _value(Action action, uint32 dice) internal pure returns (uint32) {
        if (action == Action.Move) return 1 + (dice % 1_000);
        if (action == Action.Use || action == Action.Store) return dice % 1_000;
        if (action == Action.Stocktake || action == Action.Correct) return dice % 2;
        if (action == Action.Note) return (dice << 8) | (1 + (dice % 6));
        if (action == Action.Calibrate) return dice % 8 == 0 ? 2 : 1;
        if (action == Action.Maintain) return 1 + (dice % 2);
        if (action == Action.Quarantine) return 1 + (dice % 5);
        if (action == Action.ReportAdverseEvent) return 1 + (dice % 4);
        if (action == Action.Dispose || action == Action.Refuse) return 1 + (dice % 6);
        return action == Action.Enrol ? 1 : 0;
    }

    /// @dev The way that an item came, from its first entry on; none if it is not to be told.
    function _told(AssetId item, bool bare) internal view returns (Passage[] memory way) {
        Written[] storage history = histories[AssetId.unwrap(item)];
        if (bare || history.length == 0) return way;
        Entry[] memory entries = new Entry[](history.length);
        for (uint256 i = 0; i < entries.length; ++i) entries[i] = history[i].entry;
        way = new Passage[](1);
        way[0] = Passage(Head.wrap(history[0].previous), entries);
    }

    function _encode(Attempt memory a) internal view returns (bytes memory) {
        Action action = a.action;
        if (action == Action.Offer) return abi.encodeCall(ledger.offer, (a.item, a.to, a.terms, a.claim));
        if (action == Action.SendBack)
            return abi.encodeCall(ledger.sendBack, (a.item, a.to, _told(a.item, a.bare), a.claim));
        if (action == Action.Take) return abi.encodeCall(ledger.take, (a.item, a.claim));
        if (action == Action.Reassign) return abi.encodeCall(ledger.reassign, (a.item, a.to, a.owner, a.claim));
        if (action == Action.Monitor) {
            return abi.encodeCall(ledger.monitor, (a.item, a.lowest, a.highest, a.from, a.claim));
        }
        if (action == Action.ApproveScrap || action == Action.RejectScrap) {
            return abi.encodeCall(ledger.decideScrap, (a.item, action, a.claim));
        }
        if (action == Action.Acknowledge || action == Action.Remedy || action == Action.ConfirmRemedy) {
            return abi.encodeCall(ledger.answerRecall, (a.item, action, a.claim));
        }
        return abi.encodeCall(ledger.record, (action, a.item, a.claim));
    }
}
