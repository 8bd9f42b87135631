import type { ActingVerbs } from "../client/client.ts";
import {
  bases,
  calibrationResults,
  duties,
  harms,
  instructions,
  means,
  outcomes,
  productKinds,
  purposes,
  quarantineReasons,
  recallLevels,
  refusalReasons,
  remarks,
  roles,
  terms,
  trackings,
  urgencies,
} from "../lifecycle/vocabulary.ts";
import {
  account,
  code,
  consent,
  decimal,
  either,
  type Field,
  hex,
  list,
  member,
  object,
  oneOf,
  optional,
  organisation,
  quantity,
  setOf,
  text,
  time,
  timeOrNone,
  tree,
  truth,
  whole,
  wordOf,
} from "./kinds.ts";

/** A verb that writes. */
export type WriteVerb = keyof ActingVerbs;

type ParametersOf<V extends WriteVerb> = Parameters<ActingVerbs[V]>[0];

/** The fields of an object type: all of them, each of a kind that gives its type, and optional where it is. */
type FieldsOf<P> = { readonly [N in keyof P]-?: Field<P[N], undefined extends P[N] ? true : false> };

const claim = { expected: optional(hex), occurredAt: optional(time), details: optional(hex) };
const step = { code, ...claim };
const placed = { ...step, place: optional(text()) };
const decided = { requisition: code, ...claim };
const expectedAsset = optional(hex);
const lot = { quantity: optional(quantity), expiry: optional(timeOrNone) };
const until = optional(time);
const from = optional(organisation);
const target = { target: code, ...claim };
const riskClass = oneOf([1, 2, 3]);
const rule = { purpose: wordOf(purposes), kind: oneOf(productKinds), riskClass, approvals: oneOf([1, 2, 3]) };

const registration = {
  product: code,
  name: text(),
  kind: oneOf(productKinds),
  riskClass,
  singleUse: optional(truth),
  tracking: optional(wordOf(trackings)),
  unitsPerPack: optional(whole),
  manufacturer: optional(organisation),
  registeredFrom: time,
  registeredUntil: time,
  ...claim,
};

/**
 * What each verb of the SDK takes, and how that is written. It follows the SDK's own types: the compiler refuses a verb or
 * a parameter that is missing, is there too much, or is of another type.
 */
export const writeFields = {
  // The council
  admit: { name: text(), roles: setOf(roles), consent },
  nameAdministrator: { organisation, consent },
  setOrganisationSuspension: { organisation, suspended: truth },
  setPause: { paused: truth },
  allowOnboarding: { organisation, until },
  transferCouncil: { account },
  acceptCouncil: {},
  // Administrators
  addMember: { consent, duties: setOf(duties) },
  setDuties: { member, duties: setOf(duties) },
  setMemberStatus: { member, status: wordOf(["active", "suspended", "revoked"]) },
  replaceAccount: { member, consent },
  appoint: { provider: organisation, duties: setOf(duties), until },
  setPolicy: {
    rules: list(object({ ...rule, outside: optional(truth) })),
    outsideApprover: optional(organisation),
    urgent: optional(truth),
  },
  setFloor: { rules: list(object(rule)) },
  namePlace: { name: text() },
  // Products
  register: registration,
  amend: registration,
  renew: { product: code, name: optional(text()), manufacturer: organisation, registeredUntil: time, ...claim },
  prescribe: {
    product: code,
    witnessed: optional(truth),
    calibrationInterval: optional(whole),
    limits: optional(object({ lowest: decimal, highest: decimal })),
    ...claim,
  },
  // Requisitions
  apply: { product: code, quantity, reference: text(), urgency: optional(wordOf(urgencies)), ...claim },
  approve: decided,
  reject: decided,
  cancel: decided,
  order: { ...decided, supplier: optional(organisation), consignee: optional(organisation) },
  ship: { ...decided, code: optional(code), quantity: optional(quantity), expectedAsset },
  accept: { ...decided, code, madeAt: optional(time), ...lot, from, expectedAsset },
  refuse: {
    ...decided,
    code: optional(code),
    quantity: optional(quantity),
    expectedAsset,
    reason: oneOf(refusalReasons),
  },
  settle: { ...decided, code, expectedAsset },
  close: decided,
  // Batches and parcels
  commission: { ...step, ...lot, quantity, packsRoot: optional(hex) },
  redate: { ...step, expiry: optional(timeOrNone) },
  split: { ...step, quantity, firstPack: optional(whole) },
  dispense: {
    ...placed,
    quantity: optional(quantity),
    packs: optional(either(object({ first: whole, count: whole }), list(whole))),
    tree: optional(tree),
    batch: optional(code),
  },
  undo: { ...step, head: optional(hex) },
  // Assets
  enrol: { ...step, ...lot, basis: optional(oneOf(bases)), madeAt: optional(time) },
  confirm: step,
  use: placed,
  store: placed,
  move: { ...step, place: text() },
  stocktake: { ...step, counted: whole },
  note: { ...step, remark: oneOf(remarks), figure: optional(whole) },
  quarantine: { ...step, reason: oneOf(quarantineReasons) },
  release: step,
  monitor: {
    ...step,
    code: either(code, list(code)),
    lowest: optional(decimal),
    highest: optional(decimal),
    from: optional(time),
    readings: optional(list(object({ at: time, celsius: decimal }))),
  },
  maintain: { ...step, outcome: oneOf(outcomes), until },
  calibrate: { ...step, result: oneOf(calibrationResults), until },
  reportFault: step,
  repair: step,
  reinstate: step,
  requestScrap: step,
  approveScrap: step,
  rejectScrap: step,
  dispose: { ...step, means: oneOf(means) },
  reportAdverseEvent: { ...step, harm: oneOf(harms) },
  reassign: { ...step, custodian: organisation, owner: optional(organisation) },
  // From one organisation to another
  offer: {
    ...step,
    to: organisation,
    terms: wordOf(terms.filter((word) => word !== "none" && word !== "returned")),
    until: time,
    due: optional(time),
  },
  sendBack: { ...step, to: organisation, until: time },
  withdraw: step,
  decline: step,
  take: { ...step, terms: optional(oneOf(terms)), quantity: optional(quantity), from },
  // Recalls
  recall: { ...target, level: oneOf(recallLevels), instruction: oneOf(instructions) },
  acknowledge: step,
  remedy: step,
  confirmRemedy: step,
  lift: { ...target, details: hex },
  // Any history
  correct: { ...target, head: hex, value: optional(whole), until: optional(timeOrNone) },
} satisfies { readonly [V in WriteVerb]: FieldsOf<ParametersOf<V>> };

/** Parameters that no verb takes; what stands in shared fields, `satisfies` lets pass. */
type Surplus = {
  [V in WriteVerb]: Exclude<keyof (typeof writeFields)[V], keyof ParametersOf<V>>;
}[WriteVerb];

/** Reads each verb's parameters. */
export const parametersOf: Readonly<Record<[Surplus] extends [never] ? WriteVerb : never, Field<object, false>>> =
  Object.fromEntries(
    Object.entries(writeFields).map(([verb, fields]) => [verb, object(fields, `the parameters of ${verb}`)]),
  ) as Record<WriteVerb, Field<object, false>>;
