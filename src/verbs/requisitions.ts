import { refusalReasonName } from "../lifecycle/names.ts";
import { refusalReasons, urgencies } from "../lifecycle/vocabulary.ts";
import { GTIN, NEW_PUMP } from "./examples.ts";
import { code, expectedAsset, expiry, from, product, quantity, requisition, unit } from "./fields.ts";
import { flag, moment, optional, organisation, reference, required, word } from "./kinds.ts";
import { duty, entry } from "./verb.ts";

const APPLICANT = { en: "the organisation that applied", zh: "申请机构" };
const APPROVER = {
  en: "the organisation that applied or the outside approver; not the applicant",
  zh: "申请机构或外部审批方；不得是申请人",
};
const CONSIGNEE = { en: "the consignee", zh: "收货方" };

/** How many, of goods that are not on the ledger. */
const uncounted = optional(quantity, {
  en: "how many, of goods that are not on the ledger; by default, 1",
  zh: "不在账本上的货物的数量；默认为 1",
});
/** Ordinary is 0 on the chain, as if nothing was said. */
const urgency = word(urgencies, (at) => (at === 0 ? { en: "ordinary", zh: "普通" } : { en: "urgent", zh: "紧急" }));

export const apply = entry("apply", {
  does: { en: "apply to buy", zh: "申请采购" },
  who: duty("apply", { en: "a hospital", zh: "医院" }),
  by: ["product"],
  fields: {
    product,
    quantity,
    reference: required(reference, {
      en: "the own number for it, 1 to 32 bytes, never used before",
      zh: "自编申请号，1 至 32 字节，从未用过",
    }),
    urgency: optional(urgency, {
      en: "urgent only where the hospital's policy allows it",
      zh: "紧急须为医院规则所允许",
    }),
  },
  typed: {
    without: ["urgency"],
    with: {
      urgent: optional(flag, { en: "where the hospital's policy allows it", zh: "紧急采购，须为医院规则所允许" }),
    },
    parameters: ({ urgent, ...rest }) => ({ ...rest, urgency: urgent ? ("urgent" as const) : ("ordinary" as const) }),
  },
  example: `apply ${GTIN} --quantity 2 --reference 2026-032 --as applicant`,
});

export const approve = entry("approve", {
  does: { en: "approve a requisition", zh: "批准采购申请" },
  who: duty("approve", APPROVER),
  by: ["requisition"],
  fields: requisition,
  example: "approve 2026-032 --as approver",
});

export const reject = entry("reject", {
  does: { en: "reject a requisition", zh: "驳回采购申请" },
  who: duty("approve", APPROVER),
  by: ["requisition"],
  fields: requisition,
  example: "reject 2026-032 --as approver",
});

export const cancel = entry("cancel", {
  does: { en: "cancel a requisition that is not yet ordered", zh: "撤销尚未订购的采购申请" },
  who: duty("apply", APPLICANT),
  by: ["requisition"],
  fields: requisition,
  example: "cancel 2026-032 --as applicant",
});

export const order = entry("order", {
  does: { en: "order what was approved, or is urgent", zh: "订购已批准或紧急的申请" },
  who: duty("buy", APPLICANT),
  by: ["requisition"],
  fields: {
    requisition: requisition.requisition,
    supplier: optional(organisation, {
      en: "the supplier; left out if it is not on the ledger",
      zh: "供应商；不在账本上则不写",
    }),
    consignee: optional(organisation, {
      en: "the hospital that accepts the goods; by default, the one that orders",
      zh: "收货医院；默认为订购方",
    }),
    of: requisition.of,
  },
  example: "order 2026-032 --supplier 2 --as buyer",
});

export const ship = entry("ship", {
  does: { en: "ship goods", zh: "发货" },
  who: duty("supply", { en: "the supplier that the order names", zh: "订单所指的供应商" }),
  by: ["requisition", "code"],
  fields: {
    requisition: requisition.requisition,
    code: optional(code, {
      en: "the item or the parcel, where it is on the ledger",
      zh: "单件或分装的编码，在账本上时必填",
    }),
    quantity: uncounted,
    of: requisition.of,
    expectedAsset,
  },
  example: `ship 2026-032 ${NEW_PUMP} --of 1 --as seller`,
});

export const accept = entry("accept", {
  does: { en: "accept one delivered item, or a parcel as a whole", zh: "验收一个送达的单件，或整个分装" },
  who: duty("inspect", { en: "the consignee; not the buyer", zh: "收货方；不得是采购人" }),
  by: ["requisition", "code"],
  fields: {
    requisition: requisition.requisition,
    code: unit,
    madeAt: optional(moment, {
      en: "when it was made; only of goods that this brings onto the ledger",
      zh: "生产日期；仅限由此入账的货物",
    }),
    quantity: optional(quantity, {
      en: "how many base units, of a lot that this brings onto the ledger; of what comes, how many it must be",
      zh: "由此入账的批次的最小单位数；到货则为必须的数量",
    }),
    expiry,
    from,
    of: requisition.of,
    expectedAsset,
  },
  example: `accept 2026-032 ${NEW_PUMP} --as inspector`,
});

export const refuse = entry("refuse", {
  does: { en: "refuse delivered goods", zh: "拒收送达的货物" },
  who: duty("inspect", CONSIGNEE),
  by: ["requisition", "code"],
  fields: {
    requisition: requisition.requisition,
    code: optional(unit, unit.help),
    reason: required(word(refusalReasons, refusalReasonName), { en: "why", zh: "原因" }),
    quantity: uncounted,
    of: requisition.of,
    expectedAsset,
  },
  example: `refuse 2026-032 ${NEW_PUMP} --reason damaged --as inspector`,
});

export const settle = entry("settle", {
  does: { en: "link consigned goods that were used to a requisition", zh: "将已使用的寄售货物与采购申请结算" },
  who: duty("buy", APPLICANT),
  by: ["requisition", "code"],
  fields: { requisition: requisition.requisition, code, of: requisition.of, expectedAsset },
  example: `settle 2026-032 ${NEW_PUMP} --as buyer`,
});

export const close = entry("close", {
  does: { en: "close a requisition whose deliveries ended", zh: "关闭交付已结束的采购申请" },
  who: duty("buy", APPLICANT),
  by: ["requisition"],
  fields: requisition,
  example: "close 2026-032 --as buyer",
});
