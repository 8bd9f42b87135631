// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Claim } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import {
    Action,
    AssetState,
    Basis,
    CalibrationResult,
    Duties,
    Harm,
    Kind,
    Means,
    Outcome,
    QuarantineReason,
    RefusalReason,
    Remark,
    RequisitionState,
    Stage,
    Urgency
} from "../types/Vocabulary.sol";

/// @notice One row of the lifecycle table, packed from the lowest bit: states from 16 · state to 8 · duties 16 ·
/// least value 8 · largest value 8 · stage 8 · rules.
type Row is uint256;

using { duties, has } for Row global;

/// @dev One of these is needed.
function duties(Row row) pure returns (uint16) {
    return uint16(Row.unwrap(row) >> 24);
}

function has(Row row, uint256 rule) pure returns (bool) {
    return Row.unwrap(row) & rule != 0;
}

/// @title Lifecycle
/// @notice The table of what may follow what: the one place that says it, for every action on requisitions and assets.
library Lifecycle {
    /*//////////////////////////////////////////////////////////////////////////
                                   STATES TO START FROM
    //////////////////////////////////////////////////////////////////////////*/

    uint256 private constant NEW = 1;

    uint256 private constant REQUESTED = 1 << uint8(RequisitionState.Requested);
    uint256 private constant APPROVED = 1 << uint8(RequisitionState.Approved);
    uint256 private constant ORDERED = 1 << uint8(RequisitionState.Ordered);
    uint256 private constant SHIPPED = 1 << uint8(RequisitionState.Shipped);

    uint256 private constant STORED = 1 << uint8(AssetState.Stored);
    uint256 private constant IN_USE = 1 << uint8(AssetState.InUse);
    uint256 private constant FAULTY = 1 << uint8(AssetState.Faulty);
    uint256 private constant REPAIRED = 1 << uint8(AssetState.Repaired);
    uint256 private constant IN_TRANSIT = 1 << uint8(AssetState.InTransit);
    uint256 private constant SCRAP_REQUESTED = 1 << uint8(AssetState.ScrapRequested);
    uint256 private constant SCRAP_APPROVED = 1 << uint8(AssetState.ScrapApproved);
    uint256 private constant DISPOSED = 1 << uint8(AssetState.Disposed);
    uint256 private constant CONSUMED = 1 << uint8(AssetState.Consumed);
    uint256 private constant INSPECTED = 1 << uint8(AssetState.Inspected);
    uint256 private constant ANNOUNCED = 1 << uint8(AssetState.Announced);
    uint256 private constant HELD = STORED | IN_USE | FAULTY | REPAIRED;
    uint256 private constant NOT_FINAL = HELD | IN_TRANSIT | SCRAP_REQUESTED | SCRAP_APPROVED | INSPECTED;
    uint256 private constant ENTERED = NOT_FINAL | DISPOSED | CONSUMED;

    /*//////////////////////////////////////////////////////////////////////////
                                    STATES TO GO TO
    //////////////////////////////////////////////////////////////////////////*/

    uint8 private constant SAME = 0xfe;
    uint8 private constant BEFORE = 0xff;

    uint256 private constant TO_SAME = uint256(SAME) << 16;
    uint256 private constant TO_BEFORE = uint256(BEFORE) << 16;

    uint256 private constant TO_REQUESTED = uint256(RequisitionState.Requested) << 16;
    uint256 private constant TO_APPROVED = uint256(RequisitionState.Approved) << 16;
    uint256 private constant TO_REJECTED = uint256(RequisitionState.Rejected) << 16;
    uint256 private constant TO_CANCELLED = uint256(RequisitionState.Cancelled) << 16;
    uint256 private constant TO_ORDERED = uint256(RequisitionState.Ordered) << 16;
    uint256 private constant TO_SHIPPED = uint256(RequisitionState.Shipped) << 16;
    uint256 private constant TO_CLOSED = uint256(RequisitionState.Closed) << 16;

    uint256 private constant TO_STORED = uint256(AssetState.Stored) << 16;
    uint256 private constant TO_IN_USE = uint256(AssetState.InUse) << 16;
    uint256 private constant TO_FAULTY = uint256(AssetState.Faulty) << 16;
    uint256 private constant TO_REPAIRED = uint256(AssetState.Repaired) << 16;
    uint256 private constant TO_IN_TRANSIT = uint256(AssetState.InTransit) << 16;
    uint256 private constant TO_SCRAP_REQUESTED = uint256(AssetState.ScrapRequested) << 16;
    uint256 private constant TO_SCRAP_APPROVED = uint256(AssetState.ScrapApproved) << 16;
    uint256 private constant TO_DISPOSED = uint256(AssetState.Disposed) << 16;
    uint256 private constant TO_INSPECTED = uint256(AssetState.Inspected) << 16;

    /*//////////////////////////////////////////////////////////////////////////
                                  DUTIES, VALUES, STAGES
    //////////////////////////////////////////////////////////////////////////*/

    uint256 private constant BY_APPLY = uint256(Duties.APPLY) << 24;
    uint256 private constant BY_APPROVE = uint256(Duties.APPROVE) << 24;
    uint256 private constant BY_BUY = uint256(Duties.BUY) << 24;
    uint256 private constant BY_SUPPLY = uint256(Duties.SUPPLY) << 24;
    uint256 private constant BY_INSPECT = uint256(Duties.INSPECT) << 24;
    uint256 private constant BY_USE = uint256(Duties.USE) << 24;
    uint256 private constant BY_KEEP = uint256(Duties.KEEP) << 24;
    uint256 private constant BY_RELEASE = uint256(Duties.RELEASE) << 24;
    uint256 private constant BY_MAINTAIN = uint256(Duties.MAINTAIN) << 24;
    uint256 private constant BY_DISPOSE = uint256(Duties.DISPOSE) << 24;
    uint256 private constant BY_RECALL = uint256(Duties.RECALL) << 24;

    /// @dev The largest value that stands for "any value".
    uint8 private constant ANY = 0xff;

    uint256 private constant ANY_VALUE = uint256(ANY) << 48;
    uint256 private constant A_PLACE = (1 << 40) | ANY_VALUE;
    uint256 private constant AN_URGENCY = uint256(type(Urgency).max) << 48;
    uint256 private constant A_BASIS = (1 << 40) | (uint256(type(Basis).max) << 48);
    uint256 private constant A_RESULT = (1 << 40) | (uint256(type(CalibrationResult).max) << 48);
    uint256 private constant A_HARM = (1 << 40) | (uint256(type(Harm).max) << 48);
    uint256 private constant A_REMARK = (1 << 40) | (uint256(type(Remark).max) << 48);
    uint256 private constant AN_OUTCOME = (1 << 40) | (uint256(type(Outcome).max) << 48);
    uint256 private constant A_REASON = (1 << 40) | (uint256(type(RefusalReason).max) << 48);
    uint256 private constant A_CAUSE = (1 << 40) | (uint256(type(QuarantineReason).max) << 48);
    uint256 private constant A_MEANS = (1 << 40) | (uint256(type(Means).max) << 48);

    uint256 private constant AT_APPLY = uint256(Stage.Apply) << 56;
    uint256 private constant AT_APPROVE = uint256(Stage.Approve) << 56;
    uint256 private constant AT_PROCURE = uint256(Stage.Procure) << 56;
    uint256 private constant AT_ACCEPT = uint256(Stage.Accept) << 56;
    uint256 private constant AT_USE = uint256(Stage.Use) << 56;
    uint256 private constant AT_MANAGE = uint256(Stage.Manage) << 56;
    uint256 private constant AT_MAINTAIN = uint256(Stage.Maintain) << 56;
    uint256 private constant AT_REPAIR = uint256(Stage.Repair) << 56;
    uint256 private constant AT_SCRAP = uint256(Stage.Scrap) << 56;

    /*//////////////////////////////////////////////////////////////////////////
                                          RULES
    //////////////////////////////////////////////////////////////////////////*/

    // Each is obeyed by {Steps}, but for those of {requireClaim}, and those that say which function takes the action.

    /// @dev {ILedger.record} takes the action: its row says all.
    uint256 internal constant RECORD = 1 << 64;
    /// @dev `until` may be given: after the block.
    uint256 internal constant UNTIL = 1 << 65;
    /// @dev An appointed provider may do it too.
    uint256 internal constant APPOINTABLE = 1 << 66;
    /// @dev Only on the custodian's own goods.
    uint256 internal constant OWNED = 1 << 67;
    /// @dev The signer is remembered for the next check of separation; with {REMEMBER}, so that who signed before comes back
    /// with the state.
    uint256 internal constant SIGN = 1 << 68;
    /// @dev The signer must not be the remembered one.
    uint256 internal constant SEPARATE = 1 << 69;
    /// @dev The state is remembered, to come back to.
    uint256 internal constant REMEMBER = 1 << 70;
    /// @dev It consumes an item of a single-use product.
    uint256 internal constant CONSUME = 1 << 71;
    /// @dev Only on what is usable; of what is faulty, that it is not recalled.
    uint256 internal constant USABLE = 1 << 72;
    /// @dev It sets the flag of quarantine; it clears it.
    uint256 internal constant QUARANTINE = 1 << 73;
    uint256 internal constant RELEASE = 1 << 74;
    /// @dev It is the addressee's, not the custodian's.
    uint256 internal constant ADDRESSEE = 1 << 75;
    /// @dev `until` must be given: the last second to take it, at most {MAX_OFFER} away.
    uint256 internal constant DEADLINE = 1 << 76;
    /// @dev It says until when a calibration holds, or that it failed.
    uint256 internal constant CALIBRATE = 1 << 77;
    /// @dev Only the lowest 8 bits of `value` are the code; the others are a figure.
    uint256 internal constant CODED = 1 << 78;
    /// @dev The product's manufacturer and regulators may do it too.
    uint256 internal constant CONCERNED = 1 << 79;
    /// @dev It ends an offer, if there is one.
    uint256 internal constant END_OFFER = 1 << 80;
    /// @dev {ILedger.decide} or {ILedger.decideScrap} takes the action.
    uint256 internal constant DECIDE = 1 << 81;
    /// @dev {ILedger.answerRecall} takes the action.
    uint256 internal constant ANSWER = 1 << 82;
    /// @dev Of items only.
    uint256 internal constant ITEMS = 1 << 83;
    /// @dev Of parcels only.
    uint256 internal constant PARCELS = 1 << 84;
    /// @dev `value` is a quantity: of an item, at most 1.
    uint256 internal constant COUNT = 1 << 85;
    /// @dev It must name the head that it builds on, since another organisation can change what it means.
    uint256 internal constant HEAD = 1 << 86;
    /// @dev Whose step it is, its requisition says.
    uint256 internal constant REQUISITION = 1 << 87;
    /// @dev It is a regulator's.
    uint256 internal constant REGULATOR = 1 << 88;
    /// @dev The outside approver that the custodian's policy names may do it too.
    uint256 internal constant OUTSIDE = 1 << 89;
    /// @dev Who approved must not do it.
    uint256 internal constant NO_APPROVER = 1 << 90;
    /// @dev What is stored of a witnessed product is inspected afterwards; what is inspected remembers the signer.
    uint256 internal constant WITNESS = 1 << 91;
    /// @dev Means that hand goods on are not for what is quarantined, recalled or expired.
    uint256 internal constant HANDS_ON = 1 << 92;
    /// @dev Also in a suspended organisation: it only takes back.
    uint256 internal constant THOUGH_SUSPENDED = 1 << 93;

    /// @notice For how long an offer may stand at most, in seconds.
    uint32 internal constant MAX_OFFER = 30 days;

    /*//////////////////////////////////////////////////////////////////////////
                                        THE TABLE
    //////////////////////////////////////////////////////////////////////////*/

    // R_APPROVE: stays where it is until the quorum is reached; from ordered and shipped only if it was urgent.
    // R_ORDER: from requested only if it is urgent.
    // R_ACCEPT: from ordered only if the supplier is not on the ledger. R_ACCEPT, R_SETTLE: the last unit fulfils, if approved.
    uint256 private constant R_APPLY = NEW | TO_REQUESTED | BY_APPLY | AT_APPLY | AN_URGENCY;
    uint256 private constant R_APPROVE = REQUESTED | ORDERED | SHIPPED | TO_APPROVED | BY_APPROVE | AT_APPROVE | DECIDE;
    uint256 private constant R_REJECT = REQUESTED | TO_REJECTED | BY_APPROVE | AT_APPROVE | DECIDE;
    uint256 private constant R_CANCEL = REQUESTED | APPROVED | TO_CANCELLED | BY_APPLY | AT_APPLY | DECIDE;
    uint256 private constant R_ORDER = REQUESTED | APPROVED | TO_ORDERED | BY_BUY | AT_PROCURE;
    uint256 private constant R_SHIP = ORDERED | SHIPPED | TO_SHIPPED | BY_SUPPLY | AT_PROCURE;
    uint256 private constant R_ACCEPT = ORDERED | SHIPPED | TO_SHIPPED | BY_INSPECT | AT_ACCEPT | ANY_VALUE;
    uint256 private constant R_REFUSE = SHIPPED | TO_SAME | BY_INSPECT | AT_ACCEPT | A_REASON;
    uint256 private constant R_SETTLE = ORDERED | SHIPPED | TO_SHIPPED | BY_BUY | AT_PROCURE;
    uint256 private constant R_CLOSE = ORDERED | SHIPPED | TO_CLOSED | BY_BUY | AT_PROCURE | DECIDE;

    // A_ENROL: what was manufactured is stored.
    uint256 private constant A_ENROL = NEW | ANNOUNCED | TO_INSPECTED | BY_INSPECT | A_BASIS | CODED | WITNESS;
    uint256 private constant A_CONFIRM = INSPECTED | TO_STORED | BY_INSPECT | AT_ACCEPT | RECORD | SEPARATE;
    uint256 private constant A_SHIP = STORED | TO_IN_TRANSIT | BY_SUPPLY | AT_PROCURE | OWNED | REMEMBER | USABLE;
    // A_ACCEPT: what is not on the ledger is declared, and has no head yet.
    uint256 private constant A_ACCEPT =
        NEW |
            ANNOUNCED |
            IN_TRANSIT |
            TO_STORED |
            BY_INSPECT |
            AT_ACCEPT |
            ANY_VALUE |
            REQUISITION |
            HEAD |
            USABLE |
            WITNESS;
    uint256 private constant A_REFUSE = IN_TRANSIT | TO_BEFORE | BY_INSPECT | AT_ACCEPT | A_REASON | REQUISITION | HEAD;
    uint256 private constant A_USE =
        STORED | IN_USE | TO_IN_USE | BY_USE | AT_USE | ANY_VALUE | RECORD | CONSUME | USABLE | ITEMS;
    // A_DISPENSE: consumed with the last of it.
    uint256 private constant A_DISPENSE = STORED | TO_STORED | BY_USE | AT_USE | ANY_VALUE | USABLE | PARCELS;
    uint256 private constant A_UNDO = STORED | CONSUMED | TO_STORED | BY_USE | AT_USE | USABLE | PARCELS;
    uint256 private constant A_SPLIT = NEW | STORED | TO_STORED | BY_KEEP | AT_MANAGE | PARCELS;
    uint256 private constant A_STORE = STORED | IN_USE | TO_STORED | BY_KEEP | AT_MANAGE | ANY_VALUE | RECORD;
    uint256 private constant A_MOVE = HELD | TO_SAME | BY_KEEP | AT_MANAGE | A_PLACE | RECORD;
    uint256 private constant A_STOCKTAKE = HELD | TO_SAME | BY_KEEP | AT_MANAGE | ANY_VALUE | RECORD | COUNT;
    uint256 private constant A_NOTE = HELD | TO_SAME | BY_KEEP | AT_MANAGE | A_REMARK | RECORD | CODED;
    uint256 private constant A_QUARANTINE = NOT_FINAL | TO_SAME | BY_KEEP | AT_MANAGE | A_CAUSE | RECORD | QUARANTINE;
    uint256 private constant A_RELEASE = NOT_FINAL | TO_SAME | BY_RELEASE | AT_MANAGE | RECORD | RELEASE;
    uint256 private constant A_MONITOR = HELD | IN_TRANSIT | TO_SAME | BY_KEEP | AT_MANAGE | APPOINTABLE;
    // A_OFFER: from faulty only to an appointed service provider.
    uint256 private constant A_OFFER =
        STORED | FAULTY | TO_IN_TRANSIT | BY_KEEP | AT_MANAGE | ANY_VALUE | OWNED | REMEMBER | USABLE | DEADLINE;
    uint256 private constant A_SEND_BACK =
        INSPECTED | STORED | FAULTY | REPAIRED | TO_IN_TRANSIT | BY_KEEP | AT_MANAGE | REMEMBER | DEADLINE;
    uint256 private constant A_WITHDRAW =
        IN_TRANSIT | TO_BEFORE | BY_KEEP | AT_MANAGE | RECORD | END_OFFER | THOUGH_SUSPENDED;
    uint256 private constant A_DECLINE =
        IN_TRANSIT | TO_BEFORE | BY_INSPECT | AT_MANAGE | RECORD | ADDRESSEE | HEAD | END_OFFER;
    uint256 private constant A_TAKE =
        IN_TRANSIT | TO_BEFORE | BY_INSPECT | AT_MANAGE | ADDRESSEE | HEAD | END_OFFER | WITNESS;
    uint256 private constant A_MAINTAIN =
        HELD | TO_SAME | BY_MAINTAIN | AT_MAINTAIN | AN_OUTCOME | RECORD | UNTIL | APPOINTABLE | ITEMS;
    uint256 private constant A_CALIBRATE =
        HELD | TO_SAME | BY_MAINTAIN | AT_MAINTAIN | A_RESULT | RECORD | APPOINTABLE | CALIBRATE | ITEMS;
    uint256 private constant A_REMEDY = HELD | TO_SAME | BY_MAINTAIN | AT_MAINTAIN | APPOINTABLE | ANSWER;
    uint256 private constant A_CONFIRM_REMEDY = HELD | TO_SAME | BY_RELEASE | AT_MAINTAIN | ANSWER | HEAD;
    uint256 private constant A_REPORT_FAULT = HELD | TO_FAULTY | BY_USE | BY_KEEP | AT_REPAIR | RECORD | ITEMS;
    uint256 private constant A_REPAIR =
        FAULTY | TO_REPAIRED | BY_MAINTAIN | AT_REPAIR | RECORD | APPOINTABLE | SIGN | ITEMS;
    uint256 private constant A_REINSTATE = REPAIRED | TO_STORED | BY_RELEASE | AT_REPAIR | RECORD | SEPARATE | ITEMS;
    uint256 private constant A_REQUEST_SCRAP =
        INSPECTED | STORED | FAULTY | TO_SCRAP_REQUESTED | BY_KEEP | AT_SCRAP | RECORD | OWNED | SIGN | REMEMBER;
    // A_APPROVE_SCRAP: stays where it is until the quorum is reached.
    uint256 private constant A_APPROVE_SCRAP =
        SCRAP_REQUESTED | TO_SCRAP_APPROVED | BY_APPROVE | AT_SCRAP | OUTSIDE | SEPARATE | SIGN | OWNED | DECIDE;
    uint256 private constant A_REJECT_SCRAP =
        SCRAP_REQUESTED | TO_BEFORE | BY_APPROVE | AT_SCRAP | OUTSIDE | SEPARATE | DECIDE;
    uint256 private constant A_DISPOSE =
        SCRAP_APPROVED |
            TO_DISPOSED |
            BY_DISPOSE |
            AT_SCRAP |
            A_MEANS |
            RECORD |
            SEPARATE |
            NO_APPROVER |
            OWNED |
            HANDS_ON;
    uint256 private constant A_SETTLE = ENTERED | TO_SAME | BY_BUY | AT_PROCURE | REQUISITION | HEAD;
    // A_REASSIGN: from scrap requested or approved, to the state before.
    uint256 private constant A_REASSIGN = NOT_FINAL | TO_SAME | BY_APPROVE | REGULATOR;
    uint256 private constant A_REPORT_ADVERSE_EVENT =
        ENTERED | TO_SAME | BY_USE | BY_KEEP | BY_RECALL | A_HARM | RECORD | CONCERNED;
    // A_RECALL: what has not entered is announced; otherwise the state stays. Products are recalled alike.
    uint256 private constant A_RECALL = NEW | ANNOUNCED | ENTERED | TO_SAME | BY_RECALL;
    uint256 private constant A_LIFT = ANNOUNCED | ENTERED | TO_SAME | BY_RECALL;
    uint256 private constant A_ACKNOWLEDGE = ENTERED | TO_SAME | BY_KEEP | ANSWER;

    /// @dev Rows for steps that know their action, so that these need not look it up.
    Row internal constant SHIP = Row.wrap(A_SHIP);
    Row internal constant ACCEPT = Row.wrap(A_ACCEPT);
    Row internal constant REFUSE = Row.wrap(A_REFUSE);
    Row internal constant SETTLE = Row.wrap(A_SETTLE);
    Row internal constant ENROL = Row.wrap(A_ENROL);
    Row internal constant MONITOR = Row.wrap(A_MONITOR);
    Row internal constant REASSIGN = Row.wrap(A_REASSIGN);
    Row internal constant OFFER = Row.wrap(A_OFFER);
    Row internal constant SEND_BACK = Row.wrap(A_SEND_BACK);
    Row internal constant DISPENSE = Row.wrap(A_DISPENSE);
    Row internal constant UNDO = Row.wrap(A_UNDO);
    Row internal constant SPLIT = Row.wrap(A_SPLIT);
    Row internal constant TAKE = Row.wrap(A_TAKE);
    Row internal constant RECALL = Row.wrap(A_RECALL);

    /// @notice The row of an action on a requisition; empty if there is none.
    function ofRequisition(Action action) internal pure returns (Row) {
        if (action == Action.Apply) return Row.wrap(R_APPLY);
        if (action == Action.Approve) return Row.wrap(R_APPROVE);
        if (action == Action.Reject) return Row.wrap(R_REJECT);
        if (action == Action.Cancel) return Row.wrap(R_CANCEL);
        if (action == Action.Order) return Row.wrap(R_ORDER);
        if (action == Action.Ship) return Row.wrap(R_SHIP);
        if (action == Action.Accept) return Row.wrap(R_ACCEPT);
        if (action == Action.Refuse) return Row.wrap(R_REFUSE);
        if (action == Action.Settle) return Row.wrap(R_SETTLE);
        if (action == Action.Close) return Row.wrap(R_CLOSE);
        return Row.wrap(0);
    }

    /// @notice The row of an action on an asset; empty if there is none. The most frequent ones come first.
    function ofAsset(Action action) internal pure returns (Row) {
        if (action == Action.Maintain) return Row.wrap(A_MAINTAIN);
        if (action == Action.Calibrate) return Row.wrap(A_CALIBRATE);
        if (action == Action.Use) return Row.wrap(A_USE);
        if (action == Action.Store) return Row.wrap(A_STORE);
        if (action == Action.Move) return Row.wrap(A_MOVE);
        if (action == Action.Note) return Row.wrap(A_NOTE);
        if (action == Action.Stocktake) return Row.wrap(A_STOCKTAKE);
        if (action == Action.ReportFault) return Row.wrap(A_REPORT_FAULT);
        if (action == Action.Repair) return Row.wrap(A_REPAIR);
        if (action == Action.Reinstate) return Row.wrap(A_REINSTATE);
        if (action == Action.RequestScrap) return Row.wrap(A_REQUEST_SCRAP);
        if (action == Action.Dispose) return Row.wrap(A_DISPOSE);
        if (action == Action.Withdraw) return Row.wrap(A_WITHDRAW);
        if (action == Action.Decline) return Row.wrap(A_DECLINE);
        if (action == Action.Quarantine) return Row.wrap(A_QUARANTINE);
        if (action == Action.Release) return Row.wrap(A_RELEASE);
        if (action == Action.Confirm) return Row.wrap(A_CONFIRM);
        if (action == Action.ReportAdverseEvent) return Row.wrap(A_REPORT_ADVERSE_EVENT);
        if (action == Action.Enrol) return Row.wrap(A_ENROL);
        if (action == Action.Offer) return Row.wrap(A_OFFER);
        if (action == Action.Take) return Row.wrap(A_TAKE);
        if (action == Action.SendBack) return Row.wrap(A_SEND_BACK);
        if (action == Action.Ship) return Row.wrap(A_SHIP);
        if (action == Action.Accept) return Row.wrap(A_ACCEPT);
        if (action == Action.Refuse) return Row.wrap(A_REFUSE);
        if (action == Action.ApproveScrap) return Row.wrap(A_APPROVE_SCRAP);
        if (action == Action.RejectScrap) return Row.wrap(A_REJECT_SCRAP);
        if (action == Action.Monitor) return Row.wrap(A_MONITOR);
        if (action == Action.Acknowledge) return Row.wrap(A_ACKNOWLEDGE);
        if (action == Action.Remedy) return Row.wrap(A_REMEDY);
        if (action == Action.ConfirmRemedy) return Row.wrap(A_CONFIRM_REMEDY);
        if (action == Action.Settle) return Row.wrap(A_SETTLE);
        if (action == Action.Reassign) return Row.wrap(A_REASSIGN);
        if (action == Action.Recall) return Row.wrap(A_RECALL);
        if (action == Action.Lift) return Row.wrap(A_LIFT);
        if (action == Action.Dispense) return Row.wrap(A_DISPENSE);
        if (action == Action.Undo) return Row.wrap(A_UNDO);
        if (action == Action.Split) return Row.wrap(A_SPLIT);
        return Row.wrap(0);
    }

    /// @notice The state after an action; otherwise {ILedgerErrors.UnknownSubject} or {ILedgerErrors.WrongState}.
    function next(Row row, Kind kind, Action action, Status status, bytes32 subject) internal pure returns (uint8 to) {
        uint8 from = status.state();
        if ((Row.unwrap(row) >> from) & 1 == 0) {
            if (from == 0) revert ILedgerErrors.UnknownSubject(subject);
            revert ILedgerErrors.WrongState(kind, subject, action, from);
        }

        to = uint8(Row.unwrap(row) >> 16);
        if (to == SAME) to = from;
        else if (to == BEFORE) to = status.before();
    }

    /// @notice Refuses a claim that says what its action has no room for. What `until` says of a calibration is checked
    /// where it is.
    function requireClaim(Row row, Action action, Claim calldata claim) internal view {
        requireValue(row, action, claim.value);
        uint32 until = claim.until;
        if (row.has(DEADLINE)) return requireUntil(action, until, block.timestamp + MAX_OFFER);
        if (until == 0) return;

        if (row.has(UNTIL)) return requireUntil(action, until, type(uint32).max);
        if (!row.has(CALIBRATE)) revert ILedgerErrors.UntilOutOfRange(action, until, 0, 0);
    }

    /// @notice Refuses a claim that says anything by `value` or `until`.
    function requireNoClaim(Action action, Claim calldata claim) internal pure {
        if (claim.value != 0) revert ILedgerErrors.ValueOutOfRange(action, claim.value, 0, 0);
        if (claim.until != 0) revert ILedgerErrors.UntilOutOfRange(action, claim.until, 0, 0);
    }

    /// @notice Refuses an `until` that is not after the block, or later than `max`.
    function requireUntil(Action action, uint32 until, uint256 max) internal view {
        if (until > block.timestamp && until <= max) return;

        if (max > type(uint32).max) max = type(uint32).max;
        revert ILedgerErrors.UntilOutOfRange(action, until, uint32(block.timestamp + 1), uint32(max));
    }

    /// @notice Refuses a value outside its action's range.
    function requireValue(Row row, Action action, uint32 value) internal pure {
        uint32 min = uint8(Row.unwrap(row) >> 40);
        uint32 max = uint8(Row.unwrap(row) >> 48);
        if (max == ANY) {
            if (value >= min) return;
            max = type(uint32).max;
        }
        uint32 code = row.has(CODED) ? value & 0xff : value;
        if (code < min || code > max) revert ILedgerErrors.ValueOutOfRange(action, value, min, max);
    }
}
