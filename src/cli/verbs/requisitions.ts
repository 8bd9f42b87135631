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
  bytes("expectedAsset", "the head of the item or parcel that it builds on, 27 bytes", 27, "head"),
);

/** A requisition by the reference of whose it is; an id says that itself. */
function named<G extends { readonly requisition: string; readonly of: number | undefined }>(given: G) {
  const { of: organisation, requisition: reference, ...rest } = given;
  const isReference = organisation !== undefined && !/^0x[0-9a-f]{64}$/i.test(reference);
  return { ...rest, requisition: isReference ? requisitionId(organisation, reference) : reference };
}

/** From the application to the last delivery. */
export const requisitions: VerbGroup = {
  heading: "Requisitions 采购申请:",
  entries: true,
  verbs: [
    verb("apply", {
      description: "apply to buy 申请",
      who: "Duty apply, in a hospital",
      positional: [product],
      options: [
        quantity,
        text("reference", "the own number for it, 1 to 32 bytes, never used before"),
        flag("urgent", "紧急采购, where the hospital's policy allows it"),
      ],
      parameters: ({ urgent, ...rest }) => ({ ...rest, urgency: urgent ? "urgent" : "ordinary" }),
      example: `apply ${GTIN} --quantity 2 --reference 2026-032 --as applicant`,
    }),
    verb("approve", {
      description: "approve a requisition 审批",
      who: "Duty approve, in the organisation that applied or the outside approver; not the applicant",
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "approve 2026-032 --as approver",
    }),
    verb("reject", {
      description: "reject a requisition 驳回",
      who: "Duty approve, in the organisation that applied or the outside approver; not the applicant",
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "reject 2026-032 --as approver",
    }),
    verb("cancel", {
      description: "cancel a requisition that is not yet ordered 撤销",
      who: "Duty apply, in the organisation that applied",
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "cancel 2026-032 --as applicant",
    }),
    verb("order", {
      description: "order what was approved, or is urgent 采购",
      who: "Duty buy, in the organisation that applied",
      positional: [requisition],
      options: [
        optional(organisation("supplier", "the supplier; left out if it is not on the ledger")),
        optional(organisation("consignee", "the hospital that accepts the goods; by default, the one that orders")),
        of,
      ],
      parameters: named,
      example: "order 2026-032 --supplier 2 --as buyer",
    }),
    verb("ship", {
      description: "ship goods 发货",
      who: "Duty supply, in the supplier that the order names",
      positional: [requisition, optional(code)],
      options: [
        optional({ ...quantity, description: "how many, of goods that are not on the ledger; by default, 1" }),
        of,
        expectedAsset,
      ],
      parameters: named,
      example: `ship 2026-032 ${NEW_PUMP} --of 1 --as seller`,
    }),
    verb("accept", {
      description: "accept one delivered item, or a parcel as a whole 验收",
      who: "Duty inspect, in the consignee; not the buyer",
      positional: [requisition, unit],
      options: [
        optional(date("madeAt", "when it was made; only of goods that this brings onto the ledger")),
        optional({ ...quantity, description: "how many base units, of a lot that this brings onto the ledger" }),
        optional(expiry),
        of,
        expectedAsset,
      ],
      parameters: named,
      example: `accept 2026-032 ${NEW_PUMP} --as inspector`,
    }),
    verb("refuse", {
      description: "refuse delivered goods 拒收",
      who: "Duty inspect, in the consignee",
      positional: [requisition, optional(unit)],
      options: [
        word("reason", "why", refusalReasons),
        optional({ ...quantity, description: "how many, of goods that are not on the ledger; by default, 1" }),
        of,
        expectedAsset,
      ],
      parameters: named,
      example: `refuse 2026-032 ${NEW_PUMP} --reason damaged --as inspector`,
    }),
    verb("settle", {
      description: "link consigned goods that were used to a requisition 结算",
      who: "Duty buy, in the organisation that applied",
      positional: [requisition, code],
      options: [of, expectedAsset],
      parameters: named,
      example: `settle 2026-032 ${NEW_PUMP} --as buyer`,
    }),
    verb("close", {
      description: "close a requisition whose deliveries ended 关闭",
      who: "Duty buy, in the organisation that applied",
      positional: [requisition],
      options: [of],
      parameters: named,
      example: "close 2026-032 --as buyer",
    }),
  ],
};
