/**
 * The words of the ledger and the numbers that stand for them on the chain: the mirror of
 * `contracts/types/Vocabulary.sol`, in the same order. The first of each list stands for "none".
 */

/** The nine stages of a life, in order. */
export const stages = [
  "apply",
  "approve",
  "procure",
  "accept",
  "use",
  "manage",
  "maintain",
  "repair",
  "scrap",
] as const;
export type Stage = (typeof stages)[number];

/** What the nine stages are called in the regulations. */
export const stageNames: Readonly<Record<Stage, string>> = {
  apply: "申请",
  approve: "审批",
  procure: "采购",
  accept: "验收",
  use: "使用",
  manage: "管理",
  maintain: "维护",
  repair: "维修",
  scrap: "报废",
};

/** What has a history. */
export const kinds = ["none", "product", "requisition", "asset", "batch"] as const;
export type Kind = Exclude<(typeof kinds)[number], "none">;

export const actions = [
  "none",
  "register",
  "renew",
  "apply",
  "approve",
  "reject",
  "cancel",
  "order",
  "ship",
  "accept",
  "refuse",
  "close",
  "enrol",
  "use",
  "store",
  "move",
  "withdraw",
  "maintain",
  "reportFault",
  "repair",
  "reinstate",
  "requestScrap",
  "approveScrap",
  "rejectScrap",
  "dispose",
  "quarantine",
  "release",
  "prescribe",
  "confirm",
  "offer",
  "sendBack",
  "decline",
  "take",
  "settle",
  "reassign",
  "calibrate",
  "monitor",
  "note",
  "stocktake",
  "reportAdverseEvent",
  "recall",
  "acknowledge",
  "remedy",
  "confirmRemedy",
  "lift",
  "correct",
  "commission",
  "declare",
  "split",
  "dispense",
  "undo",
  "redate",
  "amend",
] as const;
/** What an entry records. */
export type Action = Exclude<(typeof actions)[number], "none">;

/** What the actions are called in Chinese. */
export const actionNames: Readonly<Record<Action, string>> = {
  register: "注册",
  renew: "延续注册",
  apply: "申请",
  approve: "批准",
  reject: "驳回",
  cancel: "撤销",
  order: "订购",
  ship: "发货",
  accept: "验收",
  refuse: "拒收",
  close: "关闭",
  enrol: "登记",
  use: "使用",
  store: "入库",
  move: "转移",
  withdraw: "撤回",
  maintain: "维护",
  reportFault: "报修",
  repair: "维修",
  reinstate: "恢复使用",
  requestScrap: "申请报废",
  approveScrap: "批准报废",
  rejectScrap: "驳回报废",
  dispose: "处置",
  quarantine: "隔离",
  release: "解除隔离",
  prescribe: "规定",
  confirm: "复核",
  offer: "移交",
  sendBack: "退回",
  decline: "谢绝",
  take: "接收",
  settle: "结算",
  reassign: "改派",
  calibrate: "强检",
  monitor: "监测",
  note: "备注",
  stocktake: "盘点",
  reportAdverseEvent: "不良事件",
  recall: "召回",
  acknowledge: "召回确认",
  remedy: "整改",
  confirmRemedy: "整改复核",
  lift: "解除召回",
  correct: "更正",
  commission: "投产登记",
  declare: "申报批次",
  split: "拆分",
  dispense: "发放",
  undo: "撤销发放",
  redate: "更改效期",
  amend: "更正注册",
};

export const batchStates = ["none", "open", "announced"] as const;
export const productStates = ["none", "registered"] as const;
export const requisitionStates = [
  "none",
  "requested",
  "approved",
  "rejected",
  "cancelled",
  "ordered",
  "shipped",
  "fulfilled",
  "closed",
] as const;
export const assetStates = [
  "none",
  "stored",
  "inUse",
  "faulty",
  "repaired",
  "inTransit",
  "scrapRequested",
  "scrapApproved",
  "disposed",
  "consumed",
  "inspected",
  "announced",
] as const;

export type BatchState = (typeof batchStates)[number];
export type ProductState = (typeof productStates)[number];
export type RequisitionState = (typeof requisitionStates)[number];
export type AssetState = (typeof assetStates)[number];
export type State = ProductState | RequisitionState | AssetState | BatchState;

/** The states of each kind, by number. */
export const states: Readonly<Record<Kind, readonly State[]>> = {
  product: productStates,
  requisition: requisitionStates,
  asset: assetStates,
  batch: batchStates,
};

export const duties = [
  "apply",
  "approve",
  "buy",
  "supply",
  "inspect",
  "use",
  "keep",
  "release",
  "maintain",
  "dispose",
  "recall",
  "endorse",
  "administer",
] as const;
/** What a member may do; on the chain, bit n of the word stands for the n-th. */
export type Duty = (typeof duties)[number];

export const roles = ["hospital", "manufacturer", "supplier", "serviceProvider", "regulator", "endorser"] as const;
/** What an organisation is; on the chain, bit n of the byte stands for the n-th. */
export type Role = (typeof roles)[number];

export const productKinds = ["none", "device", "drug", "consumable"] as const;
export type ProductKind = Exclude<(typeof productKinds)[number], "none">;

export const trackings = ["serial", "lot"] as const;
/** How units of a product are told apart: by serial (items), or by lot (parcels of batches). */
export type Tracking = (typeof trackings)[number];

export const memberStatuses = ["none", "active", "suspended", "revoked", "replaced"] as const;
export type MemberStatus = (typeof memberStatuses)[number];

export const bases = ["none", "manufactured", "existing", "found", "donated", "exchanged"] as const;
export const urgencies = ["ordinary", "urgent"] as const;
export const terms = ["none", "owned", "loan", "rental", "consignment", "trial", "returned"] as const;
export const refusalReasons = [
  "none",
  "damaged",
  "wrongGoods",
  "documentsMissing",
  "expired",
  "failedInspection",
  "other",
] as const;
export const quarantineReasons = ["none", "suspected", "damaged", "documentsMissing", "adverseEvent", "other"] as const;
export const outcomes = ["none", "passed", "needsRepair"] as const;
export const calibrationResults = ["none", "passed", "failed"] as const;
export const remarks = ["none", "operatingHours", "firmware", "cleaning", "disinfection", "training", "other"] as const;
export const harms = ["none", "malfunction", "injury", "seriousInjury", "death"] as const;
export const recallLevels = ["none", "first", "second", "third"] as const;
export const instructions = ["none", "stop", "inspect", "correctOnSite", "sendBack"] as const;
export const purposes = ["buy", "scrap"] as const;
export const means = ["none", "destroyed", "medicalWaste", "sold", "tradedIn", "donated", "lost"] as const;

/** How an item came onto the ledger otherwise than by an acceptance: 生产, 存量, 盘盈, 受赠, 换货. */
export type Basis = Exclude<(typeof bases)[number], "none">;
/** How soon goods are needed: 普通, 紧急. */
export type Urgency = (typeof urgencies)[number];
/** On which terms a custodian has an asset: 自有, 借用, 租赁, 寄售, 试用; returned of what is sent back, until it is taken. */
export type Terms = Exclude<(typeof terms)[number], "none">;
/** Why a delivery was refused. */
export type RefusalReason = Exclude<(typeof refusalReasons)[number], "none">;
/** Why an asset was quarantined. */
export type QuarantineReason = Exclude<(typeof quarantineReasons)[number], "none">;
/** What maintenance found. */
export type Outcome = Exclude<(typeof outcomes)[number], "none">;
/** What a calibration (强检) found. */
export type CalibrationResult = Exclude<(typeof calibrationResults)[number], "none">;
/** What a note is about. */
export type Remark = Exclude<(typeof remarks)[number], "none">;
/** What an adverse event (不良事件) did. */
export type Harm = Exclude<(typeof harms)[number], "none">;
/** How serious a recall is: 一级, 二级, 三级, the first the most. */
export type RecallLevel = Exclude<(typeof recallLevels)[number], "none">;
/** What a recall tells holders to do. */
export type Instruction = Exclude<(typeof instructions)[number], "none">;
/** What approvals are given for. */
export type Purpose = (typeof purposes)[number];
/** How an asset was disposed of. */
export type Means = Exclude<(typeof means)[number], "none">;
