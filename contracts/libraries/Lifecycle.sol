// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ILedgerErrors } from "../interfaces/ILedgerErrors.sol";
import { Claim } from "../types/Records.sol";
import { Status } from "../types/Status.sol";
import {
    Action,
    AssetState,
    Duties,
    Kind,
    Means,
    Outcome,
    QuarantineReason,
    RefusalReason,
    RequisitionState,
    Stage
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
    uint256 private constant HELD = STORED | IN_USE | FAULTY | REPAIRED;
    uint256 private constant NOT_FINAL = HELD | IN_TRANSIT | SCRAP_REQUESTED | SCRAP_APPROVED;

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

    /// @dev The largest value that stands for "any value".
    uint8 private constant ANY = 0xff;

    uint256 private constant ANY_VALUE = uint256(ANY) << 48;
    uint256 private constant A_PLACE = (1 << 40) | ANY_VALUE;
    uint256 private constant A_BASIS = (1 << 40) | (1 << 48);
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

    /// @dev {ILedger.record} takes the action: its row says all.
    uint256 internal constant RECORD = 1 << 64;
    /// @dev `until` may be given.
    uint256 internal constant UNTIL = 1 << 65;
    /// @dev An appointed provider may do it too.
    uint256 internal constant APPOINTABLE = 1 << 66;
    /// @dev Only on the custodian's own goods.
    uint256 internal constant OWNED = 1 << 67;
    /// @dev The signer is remembered for the next check of separation.
    uint256 internal constant SIGN = 1 << 68;
    /// @dev The signer must not be the remembered one.
    uint256 internal constant SEPARATE = 1 << 69;
    /// @dev The state is remembered, to come back to.
    uint256 internal constant REMEMBER = 1 << 70;
    /// @dev It consumes an item of a single-use product.
    uint256 internal constant CONSUME = 1 << 71;
    /// @dev Only on what is usable.
    uint256 internal constant USABLE = 1 << 72;
    /// @dev It sets the flag of quarantine; it clears it.
    uint256 internal constant QUARANTINE = 1 << 73;
    uint256 internal constant RELEASE = 1 << 74;

    /*//////////////////////////////////////////////////////////////////////////
                                        THE TABLE
    //////////////////////////////////////////////////////////////////////////*/

    // R_ACCEPT: from ordered only if the supplier is not on the ledger; the last delivery fulfils instead.
    uint256 private constant R_APPLY = NEW | TO_REQUESTED | BY_APPLY | AT_APPLY;
    uint256 private constant R_APPROVE = REQUESTED | TO_APPROVED | BY_APPROVE | AT_APPROVE;
    uint256 private constant R_REJECT = REQUESTED | TO_REJECTED | BY_APPROVE | AT_APPROVE;
    uint256 private constant R_CANCEL = REQUESTED | APPROVED | TO_CANCELLED | BY_APPLY | AT_APPLY;
    uint256 private constant R_ORDER = APPROVED | TO_ORDERED | BY_BUY | AT_PROCURE;
    uint256 private constant R_SHIP = ORDERED | SHIPPED | TO_SHIPPED | BY_SUPPLY | AT_PROCURE;
    uint256 private constant R_ACCEPT = ORDERED | SHIPPED | TO_SHIPPED | BY_INSPECT | AT_ACCEPT | ANY_VALUE;
    uint256 private constant R_REFUSE = SHIPPED | TO_SAME | BY_INSPECT | AT_ACCEPT | A_REASON;
    uint256 private constant R_CLOSE = ORDERED | SHIPPED | TO_CLOSED | BY_BUY | AT_PROCURE;

    uint256 private constant A_ENROL = NEW | TO_STORED | BY_INSPECT | A_BASIS;
    uint256 private constant A_SHIP = STORED | TO_IN_TRANSIT | BY_SUPPLY | AT_PROCURE | OWNED | REMEMBER | USABLE;
    uint256 private constant A_ACCEPT = NEW | IN_TRANSIT | TO_STORED | BY_INSPECT | AT_ACCEPT | ANY_VALUE | USABLE;
    uint256 private constant A_REFUSE = IN_TRANSIT | TO_BEFORE | BY_INSPECT | AT_ACCEPT | A_REASON;
    uint256 private constant A_USE =
        STORED | IN_USE | TO_IN_USE | BY_USE | AT_USE | ANY_VALUE | RECORD | CONSUME | USABLE;
    uint256 private constant A_STORE = STORED | IN_USE | TO_STORED | BY_KEEP | AT_MANAGE | ANY_VALUE | RECORD;
    uint256 private constant A_MOVE = HELD | TO_SAME | BY_KEEP | AT_MANAGE | A_PLACE | RECORD;
    uint256 private constant A_WITHDRAW = IN_TRANSIT | TO_BEFORE | BY_KEEP | AT_MANAGE | RECORD;
    uint256 private constant A_MAINTAIN =
        HELD | TO_SAME | BY_MAINTAIN | AT_MAINTAIN | AN_OUTCOME | RECORD | UNTIL | APPOINTABLE;
    uint256 private constant A_REPORT_FAULT = HELD | TO_FAULTY | BY_USE | BY_KEEP | AT_REPAIR | RECORD;
    uint256 private constant A_REPAIR = FAULTY | TO_REPAIRED | BY_MAINTAIN | AT_REPAIR | RECORD | APPOINTABLE | SIGN;
    uint256 private constant A_REINSTATE = REPAIRED | TO_STORED | BY_RELEASE | AT_REPAIR | RECORD | SEPARATE;
    uint256 private constant A_REQUEST_SCRAP =
        STORED | FAULTY | TO_SCRAP_REQUESTED | BY_KEEP | AT_SCRAP | RECORD | OWNED | SIGN | REMEMBER;
    uint256 private constant A_APPROVE_SCRAP =
        SCRAP_REQUESTED | TO_SCRAP_APPROVED | BY_APPROVE | AT_SCRAP | RECORD | SEPARATE | SIGN;
    uint256 private constant A_REJECT_SCRAP = SCRAP_REQUESTED | TO_BEFORE | BY_APPROVE | AT_SCRAP | RECORD | SEPARATE;
    uint256 private constant A_DISPOSE =
        SCRAP_APPROVED | TO_DISPOSED | BY_DISPOSE | AT_SCRAP | A_MEANS | RECORD | SEPARATE;
    uint256 private constant A_QUARANTINE = NOT_FINAL | TO_SAME | BY_KEEP | AT_MANAGE | A_CAUSE | RECORD | QUARANTINE;
    uint256 private constant A_RELEASE = NOT_FINAL | TO_SAME | BY_RELEASE | AT_MANAGE | RECORD | RELEASE;

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
        if (action == Action.Close) return Row.wrap(R_CLOSE);
        return Row.wrap(0);
    }

    /// @notice The row of an action on an asset; empty if there is none. The most frequent ones come first.
    function ofAsset(Action action) internal pure returns (Row) {
        if (action == Action.Use) return Row.wrap(A_USE);
        if (action == Action.Maintain) return Row.wrap(A_MAINTAIN);
        if (action == Action.Store) return Row.wrap(A_STORE);
        if (action == Action.Move) return Row.wrap(A_MOVE);
        if (action == Action.ReportFault) return Row.wrap(A_REPORT_FAULT);
        if (action == Action.Repair) return Row.wrap(A_REPAIR);
        if (action == Action.Reinstate) return Row.wrap(A_REINSTATE);
        if (action == Action.RequestScrap) return Row.wrap(A_REQUEST_SCRAP);
        if (action == Action.ApproveScrap) return Row.wrap(A_APPROVE_SCRAP);
        if (action == Action.RejectScrap) return Row.wrap(A_REJECT_SCRAP);
        if (action == Action.Dispose) return Row.wrap(A_DISPOSE);
        if (action == Action.Withdraw) return Row.wrap(A_WITHDRAW);
        if (action == Action.Quarantine) return Row.wrap(A_QUARANTINE);
        if (action == Action.Release) return Row.wrap(A_RELEASE);
        if (action == Action.Enrol) return Row.wrap(A_ENROL);
        if (action == Action.Ship) return Row.wrap(A_SHIP);
        if (action == Action.Accept) return Row.wrap(A_ACCEPT);
        if (action == Action.Refuse) return Row.wrap(A_REFUSE);
        return Row.wrap(0);
    }

    /// @notice The state after an action, or {ILedgerErrors.WrongState}.
    function next(Row row, Kind kind, Action action, Status status, bytes32 subject) internal pure returns (uint8 to) {
        uint8 from = status.state();
        if ((Row.unwrap(row) >> from) & 1 == 0) revert ILedgerErrors.WrongState(kind, subject, action, from);

        to = uint8(Row.unwrap(row) >> 16);
        if (to == SAME) to = from;
        else if (to == BEFORE) to = status.before();
    }

    /// @notice Refuses a claim that says what its action has no room for.
    function requireClaim(Row row, Action action, Claim calldata claim) internal view {
        uint32 min = uint8(Row.unwrap(row) >> 40);
        uint32 max = uint8(Row.unwrap(row) >> 48);
        if (max == ANY) max = type(uint32).max;
        if (claim.value < min || claim.value > max) {
            revert ILedgerErrors.ValueOutOfRange(action, claim.value, min, max);
        }

        if (claim.until != 0 && (!row.has(UNTIL) || claim.until <= block.timestamp)) {
            revert ILedgerErrors.UntilOutOfRange(action, claim.until, uint32(block.timestamp));
        }
    }
}
