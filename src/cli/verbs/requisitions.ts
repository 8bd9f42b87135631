import { refusalReasons, requisitionId } from "../../index.ts";
import {
  bytes,
  code,
  date,
  expiry,
  flag,
  of,
  optional,
  organisation,
  product,
  quantity,
  requisition,
  text,
  unit,
  word,
} from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { GTIN, NEW_PUMP } from "./examples.ts";

const expectedAsset = optional(
  bytes(
    "expectedAsset",
    { en: "the head of the item or parcel that it builds on, 27 bytes", zh: "所依据的单件或分装的链头，27 字节" },
    27,
    "head",
  ),
);

/** A requisition by the reference of whose it is; an id says that itself. */
function named<G extends { readonly requisition: string; readonly of: number | undefined }>(given: G) {
  const { of: organisation, requisition: reference, ...rest } = given;
  const isReference = organisation !== undefined && !/^0x[0-9a-f]{64}$/i.test(reference);
  return { ...rest, requisition: isReference ? requisitionId(organisation, reference) : reference };
}

/** From the application to the last delivery. */
export const requisitions: VerbGroup = {
  heading: { en: "Requisitions 采购申请:", zh: "采购申请：" },
  entries: true,
  verbs: [
    verb("apply", {
      description: { en: "apply to buy 申请", zh: "申请采购" },
      who: { en: "Duty apply, in a hospital", zh: "职责“申请”，在医院" },
      positional: [product],
      options: [
        quantity,
        text("reference", {
          en: "the own number for it, 1 to 32 bytes, never used before",
          zh: "自编申请号，1 至 32 字节，从未用过",
        }),
        flag("urgent", { en: "紧急采购, where the hospital's policy allows it", zh: "紧急采购，须为医院规则所允许" }),
      ],
      parameters: ({ urgent, ...rest }) => ({ ...rest, urgency: urgent ? "urgent" : "ordinary" }),
      example: `apply ${GTIN} --quantity 2 --reference 2026-032 --as applicant`,
    }),
    verb("approve", {
      description: { en: "approve a requisition 审批", zh: "批准采购申请" },
      who: {
        en: "Duty approve, in the organisation that applied or the outside approver; not the applicant",
        zh: "职责“审批”，在申请机构或外部审批方；不得是申请人",
      },
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "approve 2026-032 --as approver",
    }),
    verb("reject", {
      description: { en: "reject a requisition 驳回", zh: "驳回采购申请" },
      who: {
        en: "Duty approve, in the organisation that applied or the outside approver; not the applicant",
        zh: "职责“审批”，在申请机构或外部审批方；不得是申请人",
      },
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "reject 2026-032 --as approver",
    }),
    verb("cancel", {
      description: { en: "cancel a requisition that is not yet ordered 撤销", zh: "撤销尚未订购的采购申请" },
      who: { en: "Duty apply, in the organisation that applied", zh: "职责“申请”，在申请机构" },
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "cancel 2026-032 --as applicant",
    }),
    verb("order", {
      description: { en: "order what was approved, or is urgent 采购", zh: "订购已批准或紧急的申请" },
      who: { en: "Duty buy, in the organisation that applied", zh: "职责“采购”，在申请机构" },
      positional: [requisition],
      options: [
        optional(
          organisation("supplier", {
            en: "the supplier; left out if it is not on the ledger",
            zh: "供应商；不在账本上则不写",
          }),
        ),
        optional(
          organisation("consignee", {
            en: "the hospital that accepts the goods; by default, the one that orders",
            zh: "收货医院；默认为订购方",
          }),
        ),
        of,
      ],
      parameters: named,
      example: "order 2026-032 --supplier 2 --as buyer",
    }),
    verb("ship", {
      description: { en: "ship goods 发货", zh: "发货" },
      who: { en: "Duty supply, in the supplier that the order names", zh: "职责“供货”，在订单所指的供应商" },
      positional: [requisition, optional(code)],
      options: [
        optional({
          ...quantity,
          description: {
            en: "how many, of goods that are not on the ledger; by default, 1",
            zh: "不在账本上的货物的数量；默认为 1",
          },
        }),
        of,
        expectedAsset,
      ],
      parameters: named,
      example: `ship 2026-032 ${NEW_PUMP} --of 1 --as seller`,
    }),
    verb("accept", {
      description: {
        en: "accept one delivered item, or a parcel as a whole 验收",
        zh: "验收一个送达的单件，或整个分装",
      },
      who: { en: "Duty inspect, in the consignee; not the buyer", zh: "职责“验收”，在收货方；不得是采购人" },
      positional: [requisition, unit],
      options: [
        optional(
          date("madeAt", {
            en: "when it was made; only of goods that this brings onto the ledger",
            zh: "生产日期；仅限由此入账的货物",
          }),
        ),
        optional({
          ...quantity,
          description: {
            en: "how many base units, of a lot that this brings onto the ledger; of what comes, how many it must be",
            zh: "由此入账的批次的最小单位数；到货则为必须的数量",
          },
        }),
        optional(expiry),
        optional(organisation("from", { en: "from which organisation it must come", zh: "必须来自哪个机构" })),
        of,
        expectedAsset,
      ],
      parameters: named,
      example: `accept 2026-032 ${NEW_PUMP} --as inspector`,
    }),
    verb("refuse", {
      description: { en: "refuse delivered goods 拒收", zh: "拒收送达的货物" },
      who: { en: "Duty inspect, in the consignee", zh: "职责“验收”，在收货方" },
      positional: [requisition, optional(unit)],
      options: [
        word("reason", { en: "why", zh: "原因" }, refusalReasons),
        optional({
          ...quantity,
          description: {
            en: "how many, of goods that are not on the ledger; by default, 1",
            zh: "不在账本上的货物的数量；默认为 1",
          },
        }),
        of,
        expectedAsset,
      ],
      parameters: named,
      example: `refuse 2026-032 ${NEW_PUMP} --reason damaged --as inspector`,
    }),
    verb("settle", {
      description: {
        en: "link consigned goods that were used to a requisition 结算",
        zh: "将已使用的寄售货物与采购申请结算",
      },
      who: { en: "Duty buy, in the organisation that applied", zh: "职责“采购”，在申请机构" },
      positional: [requisition, code],
      options: [of, expectedAsset],
      parameters: named,
      example: `settle 2026-032 ${NEW_PUMP} --as buyer`,
    }),
    verb("close", {
      description: { en: "close a requisition whose deliveries ended 关闭", zh: "关闭交付已结束的采购申请" },
      who: { en: "Duty buy, in the organisation that applied", zh: "职责“采购”，在申请机构" },
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "close 2026-032 --as buyer",
    }),
  ],
};
