import {
  type Action,
  bases,
  calibrationResults,
  harms,
  means,
  outcomes,
  quarantineReasons,
  refusalReasons,
  remarks,
} from "../../../src/index.ts";
import type { Note } from "../note.ts";

/** What the rows of assets leave unsaid. */
export const assetNotes = {
  // How it enters
  enrol: {
    whose: "the product's manufacturer's for what was manufactured; otherwise anyone's, for the own organisation",
    value: { is: "basis", words: bases },
    branches: [{ to: "stored", when: "if manufactured" }],
    says: { coded: "in the lowest 8 bits, beside the day of manufacture in days since 1970, or 0" },
    rules: [
      "an item with a serial of 1 to 20 characters, never used before; or units of a lot, which declare or commission its batch",
      "manufactured: no day; it entered (`occurredAt`, by default now) while the product was registered",
      "any other basis only if the manufacturer is not on the ledger; existing until the date that the council gave",
      "found, donated, exchanged: with the day of manufacture, on which the product was registered; existing: with or without, whenever that was; no day after the block",
    ],
    errors: [
      "DayOfManufactureMissing",
      "InvalidSerial",
      "InvalidLot",
      "WrongTracking",
      "WrongExpiry",
      "NotRegisteredThen",
      "OnlyThroughManufacturer",
      "OnboardingOver",
    ],
  },
  confirm: { says: { separate: "not who enrolled, accepted or took it" } },
  ship: { whose: "the custodian's, which is the named supplier", rules: ["the requisition's product", "as a whole"] },
  accept: {
    whose: "the consignee's",
    value: "date of manufacture of what was not on the ledger, not after the block; 0 for what was",
    says: {
      usable: "usable if it was on the ledger; otherwise only not recalled",
      head: "names the head (`expectedAsset`) if it was on the ledger",
    },
    rules: [
      "from in transit: shipped under this requisition, by a supplier that is not suspended",
      "otherwise declared: the manufacturer is not on the ledger, and it was made while the product was registered; units of a lot declare its batch",
      "the consignee is custodian, the applying organisation owner; on loan where they differ",
    ],
    errors: [
      "NotShippedHere",
      "OrganisationSuspended",
      "OnlyThroughManufacturer",
      "InvalidSerial",
      "InvalidLot",
      "WrongTracking",
      "WrongExpiry",
      "NotRegisteredThen",
    ],
  },
  refuse: {
    whose: "the consignee's",
    value: { is: "reason", words: refusalReasons },
    before: ["stored"],
    says: { head: "names the head (`expectedAsset`)" },
    rules: ["shipped under this requisition", "custody never left the supplier"],
    errors: ["NotShippedHere"],
  },

  // Use and management
  use: {
    value: "place, or 0",
    branches: [{ from: ["stored"], to: "consumed", when: "if single use" }],
    rules: ["using consigned goods 寄售 makes the custodian their owner"],
  },
  dispense: {
    value: "place, or 0",
    branches: [{ to: "consumed", when: "with the last of it" }],
    rules: [
      "a quantity, at most what it holds; where packs have a code each, packs of its range, each once ever",
      "of consigned goods 寄售, what is dispensed is owed for",
    ],
    errors: ["QuantityOutOfRange", "Serialised", "NotSerialised", "PackOutOfRange", "AlreadyDispensed", "InvalidMarks"],
  },
  undo: {
    whose: "the custodian's, which dispensed and has had it since",
    says: { usable: "usable but for what was dispensed" },
    rules: [
      "a dispensing that was recorded at most ten days ago, once, proven by the entries since",
      "its quantity, and its packs, are the parcel's again",
      "not once the parcel was handed on, remedied or settled since; what was consigned is not owed for any more",
    ],
    errors: [
      "NotDispensed",
      "NotAuthor",
      "UndoTooLate",
      "AlreadyUndone",
      "NotUndoable",
      "ReplayMismatch",
      "MarksMismatch",
      "NotSerialised",
    ],
  },
  split: {
    whose: "the custodian's",
    rules: [
      "less than it holds; where packs have a code each, a range of whole packs at one of its ends, none of them dispensed",
      "flags, remedies and readings go with the part; what is owed stays with the rest",
    ],
    errors: [
      "QuantityOutOfRange",
      "NotSerialised",
      "NotWholePacks",
      "PackOutOfRange",
      "PartNotAtEnd",
      "AlreadyDispensed",
    ],
  },
  store: { value: "place, or 0", rules: ["never a way out of faulty or repaired"] },
  move: { value: "place" },
  stocktake: { value: "the quantity counted" },
  note: { value: { is: "remark", words: remarks } },
  quarantine: {
    value: { is: "reason", words: quarantineReasons },
    rules: ["not while it is quarantined"],
  },
  release: { rules: ["only while it is quarantined"] },
  monitor: {
    rules: [
      "says the lowest and the highest reading, which become the entry's value, 16 bits each",
      "a span that ends (`occurredAt`) after the end of the last one, and does not begin after its own",
      "outside the product's limits it sets the flag _quarantined_",
    ],
    errors: ["InvalidLimits", "SpanOutOfOrder"],
  },

  // From one organisation to another
  offer: {
    value: "the day on which it is due back, or 0; the ledger adds the terms",
    says: { usable: "from stored: usable" },
    rules: [
      "to another active organisation that holds goods",
      "terms: owned, loan, rental, consignment or trial",
      "owned to a hospital: only by a hospital 调拨; what others supply comes by requisition, or on other terms",
      "consignment: by suppliers and manufacturers, of what is not owed for",
      "from faulty: not recalled, on loan, to a service provider that is appointed to maintain",
    ],
    errors: [
      "InvalidTerms",
      "OwnOrganisation",
      "UnknownOrganisation",
      "RoleMissing",
      "OrganisationSuspended",
      "NotAppointed",
      "Unsettled",
    ],
  },
  sendBack: {
    rules: [
      "to its owner, its manufacturer, or whoever it came from: by an acceptance, or by a take of what was not sent back",
      "of borrowed goods only by the last coming, and by none before a reassigning",
      "whoever it came from is proven by `way`: the entries since, of a part with those of the rest until it was split off",
      "also when quarantined, recalled or expired",
    ],
    errors: [
      "NotItsOrigin",
      "ReplayMismatch",
      "OwnOrganisation",
      "UnknownOrganisation",
      "RoleMissing",
      "OrganisationSuspended",
    ],
  },
  withdraw: { whose: "the custodian's, which is the sender", rules: ["at any time, of a shipment too"] },
  decline: { rules: ["at any time; a shipment is refused instead"] },
  take: {
    rules: [
      "until the offer's last second",
      "from a suspended sender, or recalled, only if it was sent back; quarantined goods stay so",
      "on the terms offered; what is offered as owned, or sent back by its owner, the taker owns",
    ],
    errors: ["DeadlinePassed", "OrganisationSuspended", "Recalled"],
  },

  // Maintenance, repair
  maintain: {
    value: { is: "outcome", words: outcomes },
    says: { until: "until: next maintenance due, after the block, or 0" },
  },
  calibrate: {
    value: { is: "result", words: calibrationResults },
    rules: [
      "not done (`occurredAt`, by default now) before the last one that was recorded",
      "a failed one has no until, and sets the flag _quarantined_",
    ],
    errors: ["OlderThanLast"],
  },
  remedy: { rules: ["a recall is open that it was not remedied of"], errors: ["NotRecalled", "RecalledJustNow"] },
  confirmRemedy: { rules: ["not who did the remedy"], errors: ["NotRemedied", "OwnWork"] },
  reportFault: {},
  repair: {},
  reinstate: { says: { separate: "not who repaired it" } },

  // Scrapping
  requestScrap: {},
  approveScrap: {
    branches: [{ to: "same", when: "until the quorum is reached" }],
    says: { separate: "not who requested it", sign: "the last one signs" },
    rules: [
      "each member once",
      "one approval may be reserved",
      "the outside approver names the head that it builds on",
    ],
    errors: ["AlreadyApproved", "ApprovalReserved", "HeadRequired"],
  },
  rejectScrap: {
    says: { separate: "not who requested it" },
    rules: [
      "earlier approvals are void; who had signed before the request is the signer again",
      "the outside approver names the head that it builds on",
    ],
    errors: ["HeadRequired"],
  },
  dispose: {
    value: { is: "means", words: means },
    says: { separate: "not who approved last", noApprover: "nor any who approved before; the requester may" },
  },

  // Whatever its state
  settle: {
    whose: "the organisation that used it, wherever it is now",
    says: { head: "names the head (`expectedAsset`)" },
    rules: [
      "consigned goods that this organisation used and did not settle; units of a parcel as far as the requisition has room",
      "ordered from whose they were",
      "not by who took them on consignment, which `way` proves: the entries since",
    ],
    errors: ["NothingToSettle", "TakerNotShown", "OwnWork", "ReplayMismatch", "WrongProduct", "QuantityOutOfRange"],
  },
  reassign: {
    rules: [
      "names a custodian and an owner; on loan where they differ; who was not that before is active and of a role that holds goods",
      "ends offers, shipments, a scrapping under way (to the state before, and the signer before) and what is owed for consigned goods",
    ],
    errors: ["RoleMissing", "UnknownOrganisation", "OrganisationSuspended"],
  },
  reportAdverseEvent: { value: { is: "harm", words: harms } },
  recall: {
    whose: "the product's manufacturer's, any regulator's, or that of whoever raised the open one",
    branches: [{ from: ["none"], to: "announced", when: "if it has not entered", always: true }],
    rules: [
      "level 1 to 3, and an instruction; also while the ledger is paused",
      "another's open recall is lowered or reworded by regulators only; made more serious, it stays the other's",
    ],
    errors: ["RecallOfAnother", "InvalidSerial", "WrongTracking"],
  },
  acknowledge: { rules: ["it, its batch or its product is recalled"], errors: ["NotRecalled"] },
  lift: {
    whose: "any regulator's, or that of whoever raised it",
    rules: ["with `details`: the report on its effectiveness"],
    errors: ["DetailsRequired", "NotRecalled", "RecallOfAnother"],
  },
} as const satisfies Partial<Record<Action, Note>>;
