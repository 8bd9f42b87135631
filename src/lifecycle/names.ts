import type { Phrase } from "./phrase.ts";
import {
  type Action,
  type AssetState,
  actionNames,
  type BatchState,
  bases,
  calibrationResults,
  type Duty,
  harms,
  instructions,
  type Kind,
  type MemberStatus,
  means,
  outcomes,
  type ProductState,
  productKinds,
  quarantineReasons,
  type RequisitionState,
  type Role,
  recallLevels,
  refusalReasons,
  remarks,
  type Stage,
  type State,
  stageNames,
  type Tracking,
  terms,
} from "./vocabulary.ts";
import { inWords } from "./words.ts";

export type { Phrase };

type Names<W extends string> = Readonly<Record<W, string>>;

const kindNames: Names<Kind> = { product: "产品", requisition: "采购申请", asset: "资产", batch: "批次" };

const productStateNames: Names<ProductState> = { none: "无", registered: "已注册" };
const batchStateNames: Names<BatchState> = { none: "无", open: "在册", announced: "预告" };
const requisitionStateNames: Names<RequisitionState> = {
  none: "无",
  requested: "已申请",
  approved: "已批准",
  rejected: "已驳回",
  cancelled: "已撤销",
  ordered: "已订购",
  shipped: "已发货",
  fulfilled: "已完成",
  closed: "已关闭",
};
const assetStateNames: Names<AssetState> = {
  none: "无",
  stored: "在库",
  inUse: "在用",
  faulty: "故障",
  repaired: "已修复",
  inTransit: "运输中",
  scrapRequested: "已申请报废",
  scrapApproved: "已批准报废",
  disposed: "已处置",
  consumed: "已用尽",
  inspected: "待复核",
  announced: "预告",
};
/** No state has two names. */
const stateNames: Names<State> = {
  ...productStateNames,
  ...batchStateNames,
  ...requisitionStateNames,
  ...assetStateNames,
};

const roleNames: Names<Role> = {
  hospital: "医院",
  manufacturer: "生产企业",
  supplier: "供应商",
  serviceProvider: "服务机构",
  regulator: "监管机构",
  endorser: "背书机构",
};
const dutyNames: Names<Duty> = {
  apply: "申请",
  approve: "审批",
  buy: "采购",
  supply: "供货",
  inspect: "验收",
  use: "使用",
  keep: "保管",
  release: "放行",
  maintain: "维护",
  dispose: "处置",
  recall: "召回",
  endorse: "背书",
  administer: "管理",
};
const memberStatusNames: Names<MemberStatus> = {
  none: "无",
  active: "有效",
  suspended: "已暂停",
  revoked: "已撤销",
  replaced: "已换账户",
};
const trackingNames: Names<Tracking> = { serial: "序列号", lot: "批号" };

/** What an organisation is, by its name. */
export const roleName = (role: Role): Phrase => ({ en: inWords(role), zh: roleNames[role] });
/** What a member may do, by its name. */
export const dutyName = (duty: Duty): Phrase => ({ en: duty, zh: dutyNames[duty] });
/** Whether a member can write, by its name. */
export const memberStatusName = (status: MemberStatus): Phrase => ({ en: status, zh: memberStatusNames[status] });
/** How units are told apart, by its name. */
export const trackingName = (tracking: Tracking): Phrase => ({ en: tracking, zh: trackingNames[tracking] });

/** What has a history, by its name. */
export const kindName = (kind: Kind): Phrase => ({ en: kind, zh: kindNames[kind] });
/** A state, by its name. */
export const stateName = (state: State): Phrase => ({ en: inWords(state), zh: stateNames[state] });
/** A stage of the nine, by its name. */
export const stageName = (stage: Stage): Phrase => ({ en: stage, zh: stageNames[stage] });
/** An action, by its name. */
export const actionName = (action: Action): Phrase => ({ en: inWords(action), zh: actionNames[action] });

/** Reads the numbers by which entries hold the words of a list; of a number beyond it, there is nothing to say. */
function named<W extends string>(words: readonly W[], names: Names<W>): (number: number) => Phrase {
  return (number) => {
    const word = words[number];
    return { en: inWords(word), zh: word === undefined ? "" : names[word] };
  };
}

export const basisName = named(bases, {
  none: "无",
  manufactured: "生产",
  existing: "存量",
  found: "盘盈",
  donated: "受赠",
  exchanged: "换货",
});
export const termsName = named(terms, {
  none: "无",
  owned: "自有",
  loan: "借用",
  rental: "租赁",
  consignment: "寄售",
  trial: "试用",
  returned: "退回",
});
export const refusalReasonName = named(refusalReasons, {
  none: "无",
  damaged: "损坏",
  wrongGoods: "货物不符",
  documentsMissing: "资料缺失",
  expired: "已过期",
  failedInspection: "验收不合格",
  other: "其他",
});
export const quarantineReasonName = named(quarantineReasons, {
  none: "无",
  suspected: "存疑",
  damaged: "损坏",
  documentsMissing: "资料缺失",
  adverseEvent: "不良事件",
  other: "其他",
});
export const outcomeName = named(outcomes, { none: "无", passed: "合格", needsRepair: "需维修" });
export const calibrationResultName = named(calibrationResults, { none: "无", passed: "合格", failed: "不合格" });
export const remarkName = named(remarks, {
  none: "无",
  operatingHours: "运行小时",
  firmware: "固件",
  cleaning: "清洁",
  disinfection: "消毒",
  training: "培训",
  other: "其他",
});
export const harmName = named(harms, {
  none: "无",
  malfunction: "故障",
  injury: "伤害",
  seriousInjury: "严重伤害",
  death: "死亡",
});
export const recallLevelName = named(recallLevels, { none: "无", first: "一级", second: "二级", third: "三级" });
export const instructionName = named(instructions, {
  none: "无",
  stop: "停止使用",
  inspect: "检查",
  correctOnSite: "现场纠正",
  sendBack: "退回",
});
export const meansName = named(means, {
  none: "无",
  destroyed: "销毁",
  medicalWaste: "按医疗废物处置",
  sold: "出售",
  tradedIn: "以旧换新",
  donated: "捐赠",
  lost: "遗失",
});
export const productKindName = named(productKinds, { none: "无", device: "设备", drug: "药品", consumable: "耗材" });
