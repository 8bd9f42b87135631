import { type Action, refusalReasons, urgencies } from "../../../src/index.ts";
import type { Note } from "../note.ts";

const applying = "the applying organisation's";
const judging = "the applying organisation's, or the outside approver's that its policy names";

/** What the rows of requisitions leave unsaid. */
export const requisitionNotes = {
  apply: {
    whose: "anyone's, for the own organisation",
    value: { is: "urgency", words: urgencies },
    rules: [
      "a product of the ledger; quantity 1 or more",
      "the own reference, 1 to 32 bytes, makes the id",
      "urgent only where the organisation's policy allows it",
    ],
    errors: ["QuantityOutOfRange", "InvalidText", "UrgencyNotAllowed"],
  },
  approve: {
    whose: judging,
    branches: [
      { from: ["requested"], to: "same", when: "until the quorum is reached" },
      { from: ["ordered", "shipped"], to: "same", when: "urgent, afterwards", always: true },
      {
        from: ["shipped"],
        to: "fulfilled",
        when: "urgent, afterwards, the last one if all is delivered",
        always: true,
      },
    ],
    rules: [
      "not the applicant",
      "not the supplier, as the outside approver",
      "each member once",
      "one approval may be reserved; see [Approvals](#approvals-审批)",
    ],
    errors: ["OwnRequisition", "ApproverSupplies", "AlreadyApproved", "ApprovalReserved"],
  },
  reject: { whose: judging, rules: ["not the applicant"], errors: ["OwnRequisition"] },
  cancel: { whose: applying, rules: ["any member with the duty"] },
  order: {
    whose: applying,
    branches: [{ from: ["requested"], to: "ordered", when: "only if urgent", always: true }],
    rules: [
      "names the supplier (role supplier or manufacturer) and the consignee (role hospital; by default the organisation itself), both active",
      "the supplier is neither the organisation itself, nor the consignee, nor the outside approver that its policy names or that approved it",
      "no supplier only if the manufacturer is not on the ledger either",
    ],
    errors: [
      "OwnOrganisation",
      "UnknownOrganisation",
      "RoleMissing",
      "OrganisationSuspended",
      "OnlyThroughManufacturer",
      "ApproverSupplies",
    ],
  },
  ship: {
    whose: "the named supplier's",
    rules: [
      "with the asset, all that it holds, which the supplier has in custody; no more than is still to be accepted",
      "without one only if the manufacturer is not on the ledger, then at most what is neither accepted nor on its way",
    ],
    errors: ["QuantityOutOfRange", "OnlyThroughManufacturer", "WrongProduct"],
  },
  accept: {
    whose: "the consignee's",
    value: "that of the asset's row",
    branches: [
      { from: ["ordered"], to: "shipped", when: "only if no supplier is named", always: true },
      { to: "fulfilled", when: "the last unit, if approved" },
    ],
    rules: [
      "not the buyer",
      "the requisition's product",
      "one item at a time, never more than ordered",
      "of goods that are not on the ledger, never more than were shipped, if a supplier is named",
    ],
    errors: ["OwnPurchase", "WrongProduct", "QuantityOutOfRange", "NotShippedHere"],
  },
  refuse: {
    whose: "the consignee's",
    value: { is: "reason", words: refusalReasons },
    rules: [
      "with the asset, all that it holds",
      "without one only if the manufacturer is not on the ledger, at most what is not accepted yet, and never more than were shipped",
    ],
    errors: ["OnlyThroughManufacturer", "QuantityOutOfRange", "NotShippedHere"],
  },
  settle: {
    whose: applying,
    branches: [{ to: "fulfilled", when: "the last unit, if approved" }],
    rules: [
      "the organisation that used the goods applied, and ordered from whose they were",
      "the requisition's product",
      "never more than ordered",
    ],
    errors: ["WrongProduct", "NothingToSettle", "QuantityOutOfRange"],
  },
  close: { whose: applying, rules: ["ends the deliveries, approved or not"] },
} as const satisfies Partial<Record<Action, Note>>;
