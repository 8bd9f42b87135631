// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../../../contracts/interfaces/ILedgerErrors.sol";
import { AssetId, Head } from "../../../contracts/types/Ids.sol";
import { Claim } from "../../../contracts/types/Records.sol";
import { Action, AssetState, CalibrationResult, Duties, Means, Terms } from "../../../contracts/types/Vocabulary.sol";
import "./Actors.sol";
import { Ghost, GhostRecall, Written } from "./Ghosts.sol";
import { Replay } from "./Replay.sol";
import {
    ENTERED,
    FAULTY,
    HELD,
    IN_TRANSIT,
    IN_USE,
    INSPECTED,
    NOT_FINAL,
    REPAIRED,
    SCRAP_APPROVED,
    SCRAP_REQUESTED,
    STORED
} from "./States.sol";

/// @dev A step on an item that somebody is about to try. What its action does not need is left out.
struct Attempt {
    Action action;
    AssetId item;
    address by;
    Claim claim;
    /// The addressee, or the new custodian.
    uint24 to;
    uint24 owner;
    Terms terms;
    int16 lowest;
    int16 highest;
    uint32 from;
    /// It says nothing of the head that it builds on, or of the way that the item came.
    bool bare;
}

/// @notice The rules: how the ledger answers a step, given what the events said so far. Each function answers with the
/// selector with which the ledger refuses, 0 if it does not.
abstract contract Model is Replay {
    uint32 private constant MAX_OFFER = 30 days;

    /*//////////////////////////////////////////////////////////////////////////
                                    STEPS ON AN ITEM
    //////////////////////////////////////////////////////////////////////////*/

    function _answer(Attempt memory a) internal view returns (bytes4) {
        Ghost storage ghost = _ghost(a.item);
        if (a.action == Action.Reassign) return _answerReassign(ghost, a);
        (uint256 from, uint16 duties) = _row(a.action);
        if ((from >> ghost.state) & 1 == 0) return ILedgerErrors.WrongState.selector;
        bytes4 stranger = _stranger(ghost, a.action, organisationOf[a.by]);
        if (stranger != 0) return stranger;
        if (dutiesOf[a.by] & duties == 0) return ILedgerErrors.DutyMissing.selector;
        bool offers = a.action == Action.Offer || a.action == Action.SendBack;
        if (offers && !_isInTime(a.claim.until)) return ILedgerErrors.UntilOutOfRange.selector;
        if (a.bare && _needsHead(a.action)) return ILedgerErrors.HeadRequired.selector;

        bytes4 refusal = _answerWork(ghost, a);
        if (refusal == 0) refusal = _answerCondition(ghost, a);
        if (refusal == 0) refusal = _answerTransfer(ghost, a);
        return refusal;
    }

    /// @dev Whether the organisation has a say: the addressee, the custodian, or whom the action allows besides.
    function _stranger(Ghost storage ghost, Action action, uint24 organisation) private view returns (bytes4) {
        if (action == Action.Take || action == Action.Decline) {
            return organisation == ghost.offeredTo ? bytes4(0) : ILedgerErrors.WrongOrganisation.selector;
        }
        if (organisation == ghost.custodian) return 0;
        uint16 appointable = _appointable(action);
        if (appointable != 0) {
            bool appointed = _isAppointed(ghost.custodian, organisation, appointable);
            return appointed ? bytes4(0) : ILedgerErrors.NotAppointed.selector;
        }
        bool concerned = organisation == REGULATOR || organisation == ghosts[ghost.product].manufacturer;
        bool reports = action == Action.ReportAdverseEvent && concerned;
        return reports ? bytes4(0) : ILedgerErrors.WrongOrganisation.selector;
    }

    /// @dev Scrapping, and who checks whom.
    function _answerWork(Ghost storage ghost, Attempt memory a) private view returns (bytes4) {
        Action action = a.action;
        uint24 member = memberOf[a.by];
        bool owned = action == Action.RequestScrap || action == Action.ApproveScrap || action == Action.Dispose;
        if (ghost.owner != ghost.custodian && owned) return ILedgerErrors.BorrowedGoods.selector;
        bool own = action == Action.Confirm && member == ghost.enroller;
        if (action == Action.Reinstate) own = member == ghost.repairer;
        if (action == Action.ApproveScrap || action == Action.RejectScrap) own = member == ghost.requester;
        if (own) return ILedgerErrors.OwnWork.selector;

        bool approved = _hasApproved(AssetId.unwrap(a.item), member);
        if (action == Action.ApproveScrap && approved) return ILedgerErrors.AlreadyApproved.selector;
        if (action == Action.Dispose && approved) return ILedgerErrors.OwnWork.selector;
        return 0;
    }

    /// @dev What looks at quarantine, recalls, remedies, calibrations and readings.
    function _answerCondition(Ghost storage ghost, Attempt memory a) private view returns (bytes4) {
        Action action = a.action;
        if (action == Action.Use) return _unusable(ghost);
        if (action == Action.Dispose && _handsOn(Means(uint8(a.claim.value)))) return _blocked(ghost);
        if (action == Action.Quarantine && ghost.quarantined) return ILedgerErrors.Quarantined.selector;
        if (action == Action.Release && !ghost.quarantined) return ILedgerErrors.NotQuarantined.selector;
        if (action == Action.Calibrate) return _answerCalibrate(ghost, a.claim);
        if (action == Action.Monitor) {
            uint32 end = _occurredAt(a.claim);
            bool ordered = a.from <= end && end > ghost.monitoredAt;
            return ordered ? bytes4(0) : ILedgerErrors.SpanOutOfOrder.selector;
        }
        if (action == Action.Acknowledge) {
            bool open = ghost.recall.level != 0 || ghosts[ghost.product].recall.level != 0;
            return open ? bytes4(0) : ILedgerErrors.NotRecalled.selector;
        }
        if (action == Action.Remedy) {
            if (!_isRecalled(ghost)) return ILedgerErrors.NotRecalled.selector;
            bool justNow = _isRaisedNow(ghost.recall) || _isRaisedNow(ghosts[ghost.product].recall);
            if (justNow) return ILedgerErrors.RecalledJustNow.selector;
        }
        if (action == Action.ConfirmRemedy) {
            if (ghost.remedyAt == 0) return ILedgerErrors.NotRemedied.selector;
            if (ghost.remedier == memberOf[a.by]) return ILedgerErrors.OwnWork.selector;
        }
        return 0;
    }

    function _isRaisedNow(GhostRecall storage recall) private view returns (bool) {
        return recall.level != 0 && recall.raisedAt == block.timestamp;
    }

    /// @dev One that failed has no end; one that passed ends after the block, and within the interval from when it was done.
    function _answerCalibrate(Ghost storage ghost, Claim memory claim) private view returns (bytes4) {
        if (_occurredAt(claim) < ghost.calibratedAt) return ILedgerErrors.OlderThanLast.selector;
        bool within = claim.until == 0;
        if (claim.value == uint32(CalibrationResult.Passed)) {
            uint256 interval = ghosts[ghost.product].interval;
            uint256 last = interval == 0 ? type(uint32).max : _occurredAt(claim) + interval * 1 days;
            within = claim.until > block.timestamp && claim.until <= last;
        }
        return within ? bytes4(0) : ILedgerErrors.UntilOutOfRange.selector;
    }

    function _answerTransfer(Ghost storage ghost, Attempt memory a) private view returns (bytes4) {
        if (a.action == Action.Take) {
            if (block.timestamp > ghost.deadline) return ILedgerErrors.DeadlinePassed.selector;
            bool blocked = ghost.offeredTerms != Terms.Returned && _isRecalled(ghost);
            return blocked ? ILedgerErrors.Recalled.selector : bytes4(0);
        }
        if (a.action == Action.Offer) {
            bool faulty = ghost.state == uint8(AssetState.Faulty);
            bytes4 refusal = faulty ? _recalled(ghost) : _unusable(ghost);
            if (refusal != 0) return refusal;
            if (ghost.owner != ghost.custodian) return ILedgerErrors.BorrowedGoods.selector;
            if (a.terms == Terms.None || a.terms == Terms.Returned) return ILedgerErrors.InvalidTerms.selector;
            refusal = _answerAddressee(a);
            return refusal == 0 ? _answerTerms(ghost, a.to, a.terms) : refusal;
        }
        if (a.action != Action.SendBack) return 0;
        bytes4 stranger = _answerAddressee(a);
        if (stranger != 0) return stranger;
        bool known = a.to == ghost.owner || a.to == ghosts[ghost.product].manufacturer;
        bool origin = known || (!a.bare && _cameFrom(AssetId.unwrap(a.item), ghost, a.to));
        return origin ? bytes4(0) : ILedgerErrors.NotItsOrigin.selector;
    }

    /// @dev On which terms goods may be offered to whom.
    function _answerTerms(Ghost storage ghost, uint24 to, Terms terms) private view returns (bytes4) {
        if (ghost.state == uint8(AssetState.Faulty)) {
            if (terms != Terms.Loan) return ILedgerErrors.InvalidTerms.selector;
            if (to != PROVIDER) return ILedgerErrors.RoleMissing.selector;
            bool appointed = _isAppointed(ghost.custodian, to, Duties.MAINTAIN);
            return appointed ? bytes4(0) : ILedgerErrors.NotAppointed.selector;
        }
        bool sold = terms == Terms.Owned && _isHospital(to) && !_isHospital(ghost.custodian);
        bool trades = ghost.custodian == MANUFACTURER || ghost.custodian == RIVAL;
        if (sold || (terms == Terms.Consignment && !trades)) return ILedgerErrors.RoleMissing.selector;
        bool unsettled = terms == Terms.Consignment && ghost.consignor != 0;
        return unsettled ? ILedgerErrors.Unsettled.selector : bytes4(0);
    }

    /// @dev Whether the custodian accepted or took the item from there, if not only sent back. Of what it borrows, only the last
    /// time counts, and none before it was reassigned.
    function _cameFrom(bytes32 subject, Ghost storage ghost, uint24 from) private view returns (bool) {
        Written[] storage history = histories[subject];
        bool borrowed = ghost.owner != ghost.custodian;
        for (uint256 i = history.length; i > 0; --i) {
            uint256 facts = history[i - 1].entry.facts;
            Action action = Action(uint8(facts >> 248));
            if (borrowed && action == Action.Reassign) return false;
            bool returned = uint32(facts >> 128) == uint32(Terms.Returned);
            bool comes = action == Action.Accept || (action == Action.Take && !returned);
            if (!comes || history[i - 1].entry.organisation != ghost.custodian) continue;
            if (uint24(facts >> 192) == from) return true;
            if (borrowed) return false;
        }
        return false;
    }

    function _isInTime(uint32 until) private view returns (bool) {
        return until > block.timestamp && until <= block.timestamp + MAX_OFFER;
    }

    function _needsHead(Action action) internal pure returns (bool) {
        return action == Action.Take || action == Action.Decline || action == Action.ConfirmRemedy;
    }

    function _handsOn(Means means) private pure returns (bool) {
        return means == Means.Sold || means == Means.TradedIn || means == Means.Donated;
    }

    function _answerAddressee(Attempt memory a) private view returns (bytes4) {
        if (a.to == organisationOf[a.by]) return ILedgerErrors.OwnOrganisation.selector;
        return a.to == REGULATOR ? ILedgerErrors.RoleMissing.selector : bytes4(0);
    }

    function _answerReassign(Ghost storage ghost, Attempt memory a) private view returns (bytes4) {
        if ((NOT_FINAL >> ghost.state) & 1 == 0) return ILedgerErrors.WrongState.selector;
        if (organisationOf[a.by] != REGULATOR) return ILedgerErrors.RoleMissing.selector;
        if (dutiesOf[a.by] & Duties.APPROVE == 0) return ILedgerErrors.DutyMissing.selector;
        bool holders = a.to != REGULATOR && a.owner != REGULATOR;
        return holders ? bytes4(0) : ILedgerErrors.RoleMissing.selector;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  UNDER A REQUISITION
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev All requisitions are shipped ones: of the hospital, from the manufacturer, with much outstanding.
    function _answerShip(Ghost storage ghost, bytes32 product, address by) internal view returns (bytes4) {
        if (organisationOf[by] != MANUFACTURER) return ILedgerErrors.WrongOrganisation.selector;
        if (dutiesOf[by] & Duties.SUPPLY == 0) return ILedgerErrors.DutyMissing.selector;
        if (ghost.state != uint8(AssetState.Stored)) return ILedgerErrors.WrongState.selector;
        if (ghost.custodian != MANUFACTURER) return ILedgerErrors.WrongOrganisation.selector;
        if (_unusable(ghost) != 0) return _unusable(ghost);
        if (ghost.owner != MANUFACTURER) return ILedgerErrors.BorrowedGoods.selector;
        return ghost.product == product ? bytes4(0) : ILedgerErrors.WrongProduct.selector;
    }

    function _answerAccept(
        Ghost storage ghost,
        bytes32 product,
        bytes32 requisition,
        address by
    ) internal view returns (bytes4) {
        bytes4 refusal = _consignee(by);
        if (refusal != 0) return refusal;
        if (memberOf[by] == ghosts[requisition].buyer) return ILedgerErrors.OwnPurchase.selector;
        if (product != ghosts[requisition].product) return ILedgerErrors.WrongProduct.selector;
        if (ghost.state == uint8(AssetState.InTransit)) {
            if (_unusable(ghost) != 0) return _unusable(ghost);
            return _isShipped(ghost, requisition) ? bytes4(0) : ILedgerErrors.NotShippedHere.selector;
        }
        bool entered = (ENTERED >> ghost.state) & 1 != 0;
        return entered ? ILedgerErrors.SubjectExists.selector : ILedgerErrors.OnlyThroughManufacturer.selector;
    }

    function _answerRefuse(Ghost storage ghost, bytes32 requisition, address by) internal view returns (bytes4) {
        bytes4 refusal = _consignee(by);
        if (refusal != 0) return refusal;
        if (ghost.state != uint8(AssetState.InTransit)) return ILedgerErrors.WrongState.selector;
        return _isShipped(ghost, requisition) ? bytes4(0) : ILedgerErrors.NotShippedHere.selector;
    }

    /// @dev `shown`: whether the way since it was taken is brought.
    function _answerSettle(
        Ghost storage ghost,
        bytes32 requisition,
        address by,
        bool shown
    ) internal view returns (bytes4) {
        if (organisationOf[by] != HOSPITAL) return ILedgerErrors.WrongOrganisation.selector;
        if (dutiesOf[by] & Duties.BUY == 0) return ILedgerErrors.DutyMissing.selector;
        if (ghost.product != ghosts[requisition].product) return ILedgerErrors.WrongProduct.selector;
        if (ghost.consignor == 0 || ghost.debtor != HOSPITAL) return ILedgerErrors.NothingToSettle.selector;
        if (ghost.consignor != MANUFACTURER) return ILedgerErrors.WrongOrganisation.selector;
        if (!shown) return ILedgerErrors.TakerNotShown.selector;
        return ghost.taker == memberOf[by] ? ILedgerErrors.OwnWork.selector : bytes4(0);
    }

    function _consignee(address by) private view returns (bytes4) {
        if (organisationOf[by] != HOSPITAL) return ILedgerErrors.WrongOrganisation.selector;
        return dutiesOf[by] & Duties.INSPECT == 0 ? ILedgerErrors.DutyMissing.selector : bytes4(0);
    }

    function _isShipped(Ghost storage ghost, bytes32 requisition) private view returns (bool) {
        return ghost.shipment == requisition && ghost.offeredTo == 0;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                RECALLS AND CORRECTIONS
    //////////////////////////////////////////////////////////////////////////*/

    function _answerRecall(
        Ghost storage target,
        bytes32 product,
        uint8 level,
        uint8 instruction,
        address by
    ) internal view returns (bytes4) {
        bytes4 refusal = _recaller(product, by);
        if (refusal != 0) return refusal;
        uint24 organisation = organisationOf[by];
        if (organisation == REGULATOR || target.recall.level == 0 || target.recall.raisedBy == organisation) return 0;
        bool softer = level > target.recall.level || instruction != target.recall.instruction;
        return softer ? ILedgerErrors.RecallOfAnother.selector : bytes4(0);
    }

    function _answerLift(
        Ghost storage target,
        bytes32 product,
        bool documented,
        address by
    ) internal view returns (bytes4) {
        if (target.state == 0) return ILedgerErrors.UnknownSubject.selector;
        bytes4 refusal = _recaller(product, by);
        if (refusal != 0) return refusal;
        if (!documented) return ILedgerErrors.DetailsRequired.selector;
        if (target.recall.level == 0) return ILedgerErrors.NotRecalled.selector;
        bool others = target.recall.raisedBy != organisationOf[by] && organisationOf[by] != REGULATOR;
        return others ? ILedgerErrors.RecallOfAnother.selector : bytes4(0);
    }

    function _recaller(bytes32 product, address by) private view returns (bytes4) {
        bool concerned = organisationOf[by] == REGULATOR || organisationOf[by] == ghosts[product].manufacturer;
        if (!concerned) return ILedgerErrors.WrongOrganisation.selector;
        return dutiesOf[by] & Duties.RECALL == 0 ? ILedgerErrors.DutyMissing.selector : bytes4(0);
    }

    /// @dev Of an asset's or a product's entry, the `depth`th from the end.
    function _answerCorrect(
        bytes32 subject,
        uint256 depth,
        address by,
        uint32 occurredAt
    ) internal view returns (bytes4) {
        uint256 index = histories[subject].length - depth;
        if (histories[subject][index].entry.organisation != organisationOf[by]) return ILedgerErrors.NotAuthor.selector;
        (, uint16 duties) = _row(_corrected(subject, depth));
        if (dutiesOf[by] & duties == 0) return ILedgerErrors.DutyMissing.selector;
        if (occurredAt == 0) occurredAt = uint32(block.timestamp);
        if (occurredAt > _recordedAt(subject, index)) return ILedgerErrors.OccurredInFuture.selector;
        bool again = corrected[subject][histories[subject][index].head];
        return again ? ILedgerErrors.AlreadyCorrected.selector : bytes4(0);
    }

    /// @dev When the step that the entry at `index` records, or corrects, was recorded.
    function _recordedAt(bytes32 subject, uint256 index) private view returns (uint32) {
        Written[] storage history = histories[subject];
        while (Action(uint8(history[index].entry.facts >> 248)) == Action.Correct) {
            bytes27 superseded = Head.unwrap(history[index].entry.originHead);
            while (history[index].head != superseded) --index;
        }
        return uint32(history[index].entry.facts >> 32);
    }

    /// @dev The action of that entry, or the one that it corrects itself.
    function _corrected(bytes32 subject, uint256 depth) internal view returns (Action action) {
        uint256 facts = histories[subject][histories[subject].length - depth].entry.facts;
        action = Action(uint8(facts >> 248));
        if (action == Action.Correct) action = Action(uint8(facts >> 160));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        SHARED
    //////////////////////////////////////////////////////////////////////////*/

    function _ghost(AssetId item) internal view returns (Ghost storage) {
        return ghosts[AssetId.unwrap(item)];
    }

    function _unusable(Ghost storage ghost) internal view returns (bytes4) {
        if (_blocked(ghost) != 0) return _blocked(ghost);
        return _isLapsed(ghost) ? ILedgerErrors.CalibrationLapsed.selector : bytes4(0);
    }

    function _blocked(Ghost storage ghost) internal view returns (bytes4) {
        return ghost.quarantined ? ILedgerErrors.Quarantined.selector : _recalled(ghost);
    }

    function _recalled(Ghost storage ghost) internal view returns (bytes4) {
        return _isRecalled(ghost) ? ILedgerErrors.Recalled.selector : bytes4(0);
    }

    function _occurredAt(Claim memory claim) internal view returns (uint32) {
        return claim.occurredAt == 0 ? uint32(block.timestamp) : claim.occurredAt;
    }

    /// @dev From which states, and with which duties, one of which is needed.
    function _row(Action action) internal pure returns (uint256 from, uint16 duties) {
        if (action == Action.Use) return (STORED | IN_USE, Duties.USE);
        if (action == Action.Store) return (STORED | IN_USE, Duties.KEEP);
        if (action == Action.Move || action == Action.Stocktake || action == Action.Note) return (HELD, Duties.KEEP);
        if (action == Action.Monitor) return (HELD | IN_TRANSIT, Duties.KEEP);
        if (action == Action.Offer) return (STORED | FAULTY, Duties.KEEP);
        if (action == Action.SendBack) return (INSPECTED | STORED | FAULTY | REPAIRED, Duties.KEEP);
        if (action == Action.Withdraw) return (IN_TRANSIT, Duties.KEEP);
        if (action == Action.Take || action == Action.Decline) return (IN_TRANSIT, Duties.INSPECT);
        if (action == Action.Maintain || action == Action.Calibrate) return (HELD, Duties.MAINTAIN);
        if (action == Action.Remedy) return (HELD, Duties.MAINTAIN);
        if (action == Action.ConfirmRemedy) return (HELD, Duties.RELEASE);
        if (action == Action.Confirm) return (INSPECTED, Duties.INSPECT);
        if (action == Action.ReportFault) return (HELD, Duties.USE | Duties.KEEP);
        if (action == Action.Repair) return (FAULTY, Duties.MAINTAIN);
        if (action == Action.Reinstate) return (REPAIRED, Duties.RELEASE);
        if (action == Action.RequestScrap) return (INSPECTED | STORED | FAULTY, Duties.KEEP);
        if (action == Action.ApproveScrap || action == Action.RejectScrap) return (SCRAP_REQUESTED, Duties.APPROVE);
        if (action == Action.Dispose) return (SCRAP_APPROVED, Duties.DISPOSE);
        if (action == Action.Quarantine) return (NOT_FINAL, Duties.KEEP);
        if (action == Action.Release) return (NOT_FINAL, Duties.RELEASE);
        if (action == Action.Acknowledge) return (ENTERED, Duties.KEEP);
        if (action == Action.ReportAdverseEvent) return (ENTERED, Duties.USE | Duties.KEEP | Duties.RECALL);
        // What only a correction looks up.
        if (action == Action.Enrol || action == Action.Accept || action == Action.Refuse) return (0, Duties.INSPECT);
        if (action == Action.Ship) return (0, Duties.SUPPLY);
        if (action == Action.Settle) return (0, Duties.BUY);
        if (action == Action.Recall || action == Action.Lift) return (0, Duties.RECALL);
        return (NOT_FINAL, Duties.APPROVE);
    }
}
