// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The nine stages of a life, in order; `None` for steps before the first.
enum Stage {
    None,
    Apply,
    Approve,
    Procure,
    Accept,
    Use,
    Manage,
    Maintain,
    Repair,
    Scrap
}

/// @notice What has a history.
enum Kind {
    None,
    Product,
    Requisition,
    Asset,
    Batch
}

/// @notice Every step that a history can record. The numbers stand in facts for ever: append, never reorder.
enum Action {
    None,
    Register,
    Renew,
    Apply,
    Approve,
    Reject,
    Cancel,
    Order,
    Ship,
    Accept,
    Refuse,
    Close,
    Enrol,
    Use,
    Store,
    Move,
    Withdraw,
    Maintain,
    ReportFault,
    Repair,
    Reinstate,
    RequestScrap,
    ApproveScrap,
    RejectScrap,
    Dispose,
    Quarantine,
    Release,
    Prescribe,
    Confirm,
    Offer,
    SendBack,
    Decline,
    Take,
    Settle,
    Reassign,
    Calibrate,
    Monitor,
    Note,
    Stocktake,
    ReportAdverseEvent,
    Recall,
    Acknowledge,
    Remedy,
    ConfirmRemedy,
    Lift,
    Correct,
    Commission,
    Declare,
    Split,
    Dispense,
    Undo,
    Redate,
    Amend
}

/// @notice A product's states.
enum ProductState {
    None,
    Registered
}

/// @notice A requisition's states.
enum RequisitionState {
    None,
    Requested,
    Approved,
    Rejected,
    Cancelled,
    Ordered,
    Shipped,
    Fulfilled,
    Closed
}

/// @notice An asset's states. The four held ones come first. `Inspected` waits for a second person; `Announced` is known by a recall alone, and has not entered.
enum AssetState {
    None,
    Stored,
    InUse,
    Faulty,
    Repaired,
    InTransit,
    ScrapRequested,
    ScrapApproved,
    Disposed,
    Consumed,
    Inspected,
    Announced
}

/// @notice What a product is: 设备, 药品, 耗材.
enum ProductKind {
    None,
    Device,
    Drug,
    Consumable
}

/// @notice A batch's states. `Announced` is known by a recall alone.
enum BatchState {
    None,
    Open,
    Announced
}

/// @notice How units of a product are told apart: by serial (items), or by lot (parcels of batches).
enum Tracking {
    Serial,
    Lot
}

/// @notice Whether a member may write. `Replaced` marks a former account of a member that has a new one.
enum MemberStatus {
    None,
    Active,
    Suspended,
    Revoked,
    Replaced
}

/// @notice How an asset came onto the ledger otherwise than by an acceptance (lowest 8 bits of `value` of enrol; the other 24
/// are the day of manufacture, counted from 1970-01-01): 生产, 存量, 盘盈, 受赠, 换货.
enum Basis {
    None,
    Manufactured,
    Existing,
    Found,
    Donated,
    Exchanged
}

/// @notice How soon the goods are needed (`value` of apply): 普通, 紧急.
enum Urgency {
    Ordinary,
    Urgent
}

/// @notice On which terms a custodian has an asset: 自有, 借用, 租赁, 寄售, 试用. `Returned` is said only of an asset that is
/// sent back, while it is in transit and when it is taken.
enum Terms {
    None,
    Owned,
    Loan,
    Rental,
    Consignment,
    Trial,
    Returned
}

/// @notice Why a delivery was refused (`value` of refuse).
enum RefusalReason {
    None,
    Damaged,
    WrongGoods,
    DocumentsMissing,
    Expired,
    FailedInspection,
    Other
}

/// @notice Why an asset was quarantined (`value` of quarantine).
enum QuarantineReason {
    None,
    Suspected,
    Damaged,
    DocumentsMissing,
    AdverseEvent,
    Other
}

/// @notice What maintenance found (`value` of maintain).
enum Outcome {
    None,
    Passed,
    NeedsRepair
}

/// @notice What a calibration (强检) found (`value` of calibrate).
enum CalibrationResult {
    None,
    Passed,
    Failed
}

/// @notice What a note is about (lowest 8 bits of `value` of note).
enum Remark {
    None,
    OperatingHours,
    Firmware,
    Cleaning,
    Disinfection,
    Training,
    Other
}

/// @notice What an adverse event (不良事件) did (`value` of report adverse event).
enum Harm {
    None,
    Malfunction,
    Injury,
    SeriousInjury,
    Death
}

/// @notice How serious a recall is: 一级, 二级, 三级, the first the most (Measures for the Administration of Medical
/// Device Recalls, 2017, article 13; Measures for the Administration of Drug Recalls, 2022).
enum RecallLevel {
    None,
    First,
    Second,
    Third
}

/// @notice What a recall tells holders to do.
enum Instruction {
    None,
    Stop,
    Inspect,
    CorrectOnSite,
    SendBack
}

/// @notice How an asset was disposed of (`value` of dispose).
enum Means {
    None,
    Destroyed,
    MedicalWaste,
    Sold,
    TradedIn,
    Donated,
    Lost
}

/// @notice What approvals are given for.
enum Purpose {
    Buy,
    Scrap
}

/// @notice What a member may do in its organisation; a member's duties are a union of these bits.
library Duties {
    uint16 internal constant APPLY = 1 << 0;
    uint16 internal constant APPROVE = 1 << 1;
    uint16 internal constant BUY = 1 << 2;
    uint16 internal constant SUPPLY = 1 << 3;
    uint16 internal constant INSPECT = 1 << 4;
    uint16 internal constant USE = 1 << 5;
    uint16 internal constant KEEP = 1 << 6;
    uint16 internal constant RELEASE = 1 << 7;
    uint16 internal constant MAINTAIN = 1 << 8;
    uint16 internal constant DISPOSE = 1 << 9;
    uint16 internal constant RECALL = 1 << 10;
    uint16 internal constant ENDORSE = 1 << 11;
    uint16 internal constant ADMINISTER = 1 << 12;
    /// @dev Those whose steps say a place.
    uint16 internal constant NAME_PLACES = USE | KEEP;
}

/// @notice What an organisation is; its roles are a union of these bits.
library Roles {
    uint8 internal constant HOSPITAL = 1 << 0;
    uint8 internal constant MANUFACTURER = 1 << 1;
    uint8 internal constant SUPPLIER = 1 << 2;
    uint8 internal constant SERVICE_PROVIDER = 1 << 3;
    uint8 internal constant REGULATOR = 1 << 4;
    uint8 internal constant ENDORSER = 1 << 5;
    uint8 internal constant ALL = (1 << 6) - 1;
    /// @dev Who regulates holds no goods and buys none: otherwise it would decide on itself.
    uint8 internal constant WITH_REGULATOR = REGULATOR | ENDORSER;
    /// @dev Who can be an asset's custodian or owner.
    uint8 internal constant HOLDERS = HOSPITAL | MANUFACTURER | SUPPLIER | SERVICE_PROVIDER;
    /// @dev Who can be an outside approver: 主管部门, 财政, a partner; not who is paid for repairs.
    uint8 internal constant APPROVERS = HOSPITAL | MANUFACTURER | SUPPLIER | REGULATOR;

    uint16 private constant HOLDS_GOODS =
        Duties.INSPECT | Duties.KEEP | Duties.RELEASE | Duties.MAINTAIN | Duties.APPROVE | Duties.DISPOSE;

    /// @notice The duties that an administrator may give in an organisation with these roles. Never `administer`: only
    /// the council names administrators, who hold nothing else.
    function dutiesOf(uint8 roles) internal pure returns (uint16 duties) {
        if (roles & HOSPITAL != 0) duties |= HOLDS_GOODS | Duties.APPLY | Duties.BUY | Duties.USE;
        if (roles & MANUFACTURER != 0) duties |= HOLDS_GOODS | Duties.SUPPLY | Duties.RECALL;
        if (roles & SUPPLIER != 0) duties |= HOLDS_GOODS | Duties.SUPPLY;
        if (roles & SERVICE_PROVIDER != 0) duties |= HOLDS_GOODS;
        if (roles & REGULATOR != 0) duties |= Duties.APPROVE | Duties.RECALL;
        if (roles & ENDORSER != 0) duties |= Duties.ENDORSE;
    }
}
