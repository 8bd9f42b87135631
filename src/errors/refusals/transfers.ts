import { termsName } from "../../lifecycle/names.ts";
import { terms } from "../../lifecycle/vocabulary.ts";
import { LOOK, moment, refused, spoken } from "./refusal.ts";

/* Whose goods they are, and where they go. */

/** Thrown when the asset, or any goods that are not on the ledger yet, is not on its way under this requisition. */
export class NotShippedHere extends refused("NotShippedHere", {
  en: () => "The goods are not on their way under this requisition.",
  zh: () => "这些货物不在该采购申请下的运输途中。",
  hint: {
    en: "`medtrace show` says under which requisition they were shipped.",
    zh: "`medtrace show` 显示货物在哪个采购申请下发货。",
  },
}) {}

/** Thrown when the terms are none that an asset can be offered on. */
export class InvalidTerms extends refused("InvalidTerms", {
  en: (d) => `The asset cannot be offered on the terms ${spoken(d.terms)}.`,
  zh: ({ terms: its }) => `该资产不能以“${termsName(terms.indexOf(its)).zh}”移交。`,
  hint: {
    en: "Choose other terms; `medtrace help offer` lists them.",
    zh: "请另选条件；`medtrace help offer` 列出条件。",
  },
}) {}

/** Thrown when an organisation would hand something to itself. */
export class OwnOrganisation extends refused("OwnOrganisation", {
  en: (d) => `Organisation ${d.organisation} cannot name itself here.`,
  zh: ({ organisation }) => `机构 ${organisation} 在此不能指明自己。`,
  hint: {
    en: "Name another organisation; `medtrace org` lists them.",
    zh: "请指明另一机构；`medtrace org` 列出机构。",
  },
}) {}

/** Thrown when an asset is sent back to another than its owner, its manufacturer, or whom it came from. */
export class NotItsOrigin extends refused("NotItsOrigin", {
  en: (d) => `The asset did not come from organisation ${d.organisation}.`,
  zh: ({ organisation }) => `该资产不是来自机构 ${organisation}。`,
  hint: {
    en: "It goes back to its owner, supplier or manufacturer; `medtrace show` names the owner.",
    zh: "只能退回所有方、供应商或生产企业；`medtrace show` 显示所有方。",
  },
}) {}

/** Thrown when an offer is taken after its last second. */
export class DeadlinePassed extends refused("DeadlinePassed", {
  en: (d) => `The offer could be taken until ${moment(d.deadline)}.`,
  zh: ({ deadline }) => `该移交可接收至 ${moment(deadline)}。`,
  hint: { en: "The sender withdraws and offers anew.", zh: "请由发出方撤回后重新移交。" },
}) {}

/** Thrown when there is nothing to settle for the asset. */
export class NothingToSettle extends refused("NothingToSettle", {
  en: () => "Nothing is owed for the asset.",
  zh: () => "该资产没有待结算的。",
  hint: LOOK,
}) {}

/** Thrown when the entries that a settlement brings do not show who took the goods on consignment. */
export class TakerNotShown extends refused("TakerNotShown", {
  en: () => "The entries do not show who took the goods on consignment.",
  zh: () => "所附记录未显示由谁接收了寄售货物。",
  hint: LOOK,
}) {}

/** Thrown when goods are consigned while an earlier use of them is not settled. */
export class Unsettled extends refused("Unsettled", {
  en: (d) => `An earlier use of the asset is not settled with organisation ${d.consignor}.`,
  zh: ({ consignor }) => `该资产此前的使用尚未与机构 ${consignor} 结算。`,
  hint: { en: "Settle it first, with `medtrace settle`.", zh: "请先用 `medtrace settle` 结算。" },
}) {}

/** Thrown when only the owner's own goods will do. */
export class BorrowedGoods extends refused("BorrowedGoods", {
  en: (d) => `The asset belongs to organisation ${d.owner}.`,
  zh: ({ owner }) => `该资产归机构 ${owner} 所有。`,
  hint: { en: "Send it back, or ask its owner.", zh: "请退回，或询问所有方。" },
}) {}
