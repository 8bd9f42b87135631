import { termsName } from "../../lifecycle/names.ts";
import { terms as allTerms } from "../../lifecycle/vocabulary.ts";
import { moment } from "../phrase.ts";
import { look, refusal, spoken } from "./refusal.ts";

/* Whose goods they are, and where they go. */

/** Thrown when the asset, or any goods that are not on the ledger yet, is not on its way under this requisition. */
export class NotShippedHere extends refusal("NotShippedHere", () => ({
  en: "The goods are not on their way under this requisition.",
  zh: "这些货物不在该采购申请下的运输途中。",
  hint: {
    en: "`medtrace show` says under which requisition they were shipped.",
    zh: "`medtrace show` 显示货物在哪个采购申请下发货。",
  },
})) {}

/** Thrown when the terms are none that an asset can be offered on. */
export class InvalidTerms extends refusal("InvalidTerms", ({ terms }) => ({
  en: `The asset cannot be offered on the terms ${spoken(terms)}.`,
  zh: `该资产不能以“${termsName(allTerms.indexOf(terms)).zh}”移交。`,
  hint: {
    en: "Choose other terms; `medtrace help offer` lists them.",
    zh: "请另选条件；`medtrace help offer` 列出条件。",
  },
})) {}

/** Thrown when an organisation would hand something to itself. */
export class OwnOrganisation extends refusal("OwnOrganisation", ({ organisation }) => ({
  en: `Organisation ${organisation} cannot name itself here.`,
  zh: `机构 ${organisation} 在此不能指明自己。`,
  hint: {
    en: "Name another organisation; `medtrace org` lists them.",
    zh: "请指明另一机构；`medtrace org` 列出机构。",
  },
})) {}

/** Thrown when an asset is sent back to another than its owner, its manufacturer, or whom it came from. */
export class NotItsOrigin extends refusal("NotItsOrigin", ({ organisation }) => ({
  en: `The asset did not come from organisation ${organisation}.`,
  zh: `该资产不是来自机构 ${organisation}。`,
  hint: {
    en: "It goes back to its owner, supplier or manufacturer; `medtrace show` names the owner.",
    zh: "只能退回所有方、供应商或生产企业；`medtrace show` 显示所有方。",
  },
})) {}

/** Thrown when an offer is taken after its last second. */
export class DeadlinePassed extends refusal("DeadlinePassed", ({ deadline }) => ({
  en: `The offer could be taken until ${moment(deadline)}.`,
  zh: `该移交可接收至 ${moment(deadline)}。`,
  hint: { en: "The sender withdraws and offers anew.", zh: "请由发出方撤回后重新移交。" },
})) {}

/** Thrown when there is nothing to settle for the asset. */
export class NothingToSettle extends refusal("NothingToSettle", () => ({
  en: "Nothing is owed for the asset.",
  zh: "该资产没有待结算的。",
  hint: look,
})) {}

/** Thrown when the entries that a settlement brings do not show who took the goods on consignment. */
export class TakerNotShown extends refusal("TakerNotShown", () => ({
  en: "The entries do not show who took the goods on consignment.",
  zh: "所附记录未显示由谁接收了寄售货物。",
  hint: look,
})) {}

/** Thrown when goods are consigned while an earlier use of them is not settled. */
export class Unsettled extends refusal("Unsettled", ({ consignor }) => ({
  en: `An earlier use of the asset is not settled with organisation ${consignor}.`,
  zh: `该资产此前的使用尚未与机构 ${consignor} 结算。`,
  hint: { en: "Settle it first, with `medtrace settle`.", zh: "请先用 `medtrace settle` 结算。" },
})) {}

/** Thrown when only the owner's own goods will do. */
export class BorrowedGoods extends refusal("BorrowedGoods", ({ owner }) => ({
  en: `The asset belongs to organisation ${owner}.`,
  zh: `该资产归机构 ${owner} 所有。`,
  hint: { en: "Send it back, or ask its owner.", zh: "请退回，或询问所有方。" },
})) {}
