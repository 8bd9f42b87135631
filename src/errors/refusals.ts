import type { Hex } from "../history/types.ts";
import type { Action, Duty, Kind, MemberStatus, Role, State } from "../lifecycle/vocabulary.ts";
import { MedtraceError, type MedtraceErrorOptions } from "./base.ts";

/**
 * The base of all that the ledger itself refuses. Each class is named after the custom error of `ILedgerErrors`; the
 * refused write changed nothing.
 */
export abstract class Refusal<D extends Readonly<Record<string, unknown>>> extends MedtraceError {
  readonly details: D;

  constructor(message: (details: D) => string, details: D, options?: MedtraceErrorOptions) {
    super(message(details), options);
    this.details = details;
  }
}

const or = (words: readonly string[]): string => words.join(" or ") || "none";
const short = (id: Hex): string => `${id.slice(0, 10)}…`;
const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

/* Who may write */

/** Thrown when the council has paused the ledger. */
export class LedgerPaused extends Refusal<Record<string, never>> {
  readonly code = "LedgerPaused";
  constructor(details: Record<string, never>, options?: MedtraceErrorOptions) {
    super(() => "The ledger is paused.", details, { hint: "Ask the council when it runs again.", ...options });
  }
}

/** Thrown when the account belongs to no member. */
export class UnknownAccount extends Refusal<{ account: Hex }> {
  readonly code = "UnknownAccount";
  constructor(details: { account: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `Account ${d.account} belongs to no member.`, details, {
      hint: "An administrator of the organisation adds members.",
      ...options,
    });
  }
}

/** Thrown when the member is suspended or revoked, or the account was replaced by another. */
export class MemberNotActive extends Refusal<{ member: number; status: MemberStatus }> {
  readonly code = "MemberNotActive";
  constructor(details: { member: number; status: MemberStatus }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.status === "replaced" ? `Member ${d.member} has another account now.` : `Member ${d.member} is ${d.status}.`,
      details,
      options,
    );
  }
}

/** Thrown when the organisation is suspended. */
export class OrganisationSuspended extends Refusal<{ organisation: number }> {
  readonly code = "OrganisationSuspended";
  constructor(details: { organisation: number }, options?: MedtraceErrorOptions) {
    super((d) => `Organisation ${d.organisation} is suspended.`, details, options);
  }
}

/** Thrown when the member holds none of the duties, one of which is needed. */
export class DutyMissing extends Refusal<{ member: number; duties: readonly Duty[] }> {
  readonly code = "DutyMissing";
  constructor(details: { member: number; duties: readonly Duty[] }, options?: MedtraceErrorOptions) {
    super((d) => `Member ${d.member} does not hold the duty ${or(d.duties)}.`, details, options);
  }
}

/** Thrown when the step belongs to another organisation; `required` is 0 if there is none on the ledger. */
export class WrongOrganisation extends Refusal<{ subject: Hex; organisation: number; required: number }> {
  readonly code = "WrongOrganisation";
  constructor(details: { subject: Hex; organisation: number; required: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        `The step is not organisation ${d.organisation}'s: ` +
        (d.required === 0
          ? "the one it belongs to is not on the ledger."
          : `it belongs to organisation ${d.required}.`),
      details,
      options,
    );
  }
}

/** Thrown when an organisation acts on another's asset without its leave for that duty. */
export class NotAppointed extends Refusal<{ provider: number; custodian: number; duties: readonly Duty[] }> {
  readonly code = "NotAppointed";
  constructor(
    details: { provider: number; custodian: number; duties: readonly Duty[] },
    options?: MedtraceErrorOptions,
  ) {
    super(
      (d) =>
        `Organisation ${d.custodian} has not appointed organisation ${d.provider} to ${or(d.duties)}, or no longer.`,
      details,
      { hint: "An administrator of the custodian appoints providers.", ...options },
    );
  }
}

/** Thrown when the organisation has none of the roles, one of which is needed. */
export class RoleMissing extends Refusal<{ organisation: number; roles: readonly Role[] }> {
  readonly code = "RoleMissing";
  constructor(details: { organisation: number; roles: readonly Role[] }, options?: MedtraceErrorOptions) {
    super((d) => `Organisation ${d.organisation} is no ${or(d.roles)}.`, details, options);
  }
}

/* History */

/** Thrown when the ledger has no such subject. */
export class UnknownSubject extends Refusal<{ subject: Hex }> {
  readonly code = "UnknownSubject";
  constructor(details: { subject: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `The ledger has nothing under ${short(d.subject)}.`, details, options);
  }
}

/** Thrown when the ledger already has the subject: its code or reference was used before. */
export class SubjectExists extends Refusal<{ subject: Hex }> {
  readonly code = "SubjectExists";
  constructor(details: { subject: Hex }, options?: MedtraceErrorOptions) {
    super(
      (d) => `The ledger already has ${short(d.subject)}: a code or reference is used once, whatever became of it.`,
      details,
      options,
    );
  }
}

/** Thrown when the action is not allowed in the subject's state. */
export class WrongState extends Refusal<{ kind: Kind; subject: Hex; action: Action; state: State }> {
  readonly code = "WrongState";
  constructor(details: { kind: Kind; subject: Hex; action: Action; state: State }, options?: MedtraceErrorOptions) {
    super((d) => `${d.action} is not possible while the ${d.kind} is ${d.state}.`, details, options);
  }
}

/** Thrown when the history has moved on from the head that the step builds on. */
export class HeadMoved extends Refusal<{ subject: Hex; expected: Hex; actual: Hex }> {
  readonly code = "HeadMoved";
  constructor(details: { subject: Hex; expected: Hex; actual: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The history has moved on from the head that the step builds on.", details, {
      hint: "Read the history again, and decide anew.",
      ...options,
    });
  }
}

/** Thrown when a step is said to have occurred after the block that records it. */
export class OccurredInFuture extends Refusal<{ occurredAt: number; blockTime: number }> {
  readonly code = "OccurredInFuture";
  constructor(details: { occurredAt: number; blockTime: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `The step is said to have occurred ${d.occurredAt - d.blockTime} s after its block.`,
      details,
      options,
    );
  }
}

/** Thrown when the action is not one that `record` takes. */
export class UnknownAction extends Refusal<{ action: Action | "none" }> {
  readonly code = "UnknownAction";
  constructor(details: { action: Action | "none" }, options?: MedtraceErrorOptions) {
    super((d) => `${d.action} is not recorded by its row alone.`, details, options);
  }
}

/** Thrown when `value` is outside `min` to `max` for the action. */
export class ValueOutOfRange extends Refusal<{ action: Action; value: number; min: number; max: number }> {
  readonly code = "ValueOutOfRange";
  constructor(details: { action: Action; value: number; min: number; max: number }, options?: MedtraceErrorOptions) {
    super((d) => `The value of ${d.action} must be ${d.min} to ${d.max}, not ${d.value}.`, details, options);
  }
}

/** Thrown when `until` is not after the block, or given to an action that has none. */
export class UntilOutOfRange extends Refusal<{ action: Action; until: number; blockTime: number }> {
  readonly code = "UntilOutOfRange";
  constructor(details: { action: Action; until: number; blockTime: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.until > d.blockTime
          ? `${d.action} has no date to come.`
          : `The date of ${d.action}, ${day(d.until)}, is not in the future.`,
      details,
      options,
    );
  }
}

/* Separation of duties */

/** Thrown when the applicant decides on the own requisition. */
export class OwnRequisition extends Refusal<{ requisition: Hex; member: number }> {
  readonly code = "OwnRequisition";
  constructor(details: { requisition: Hex; member: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `Member ${d.member} made this application; another member with the duty approve must decide.`,
      details,
      options,
    );
  }
}

/** Thrown when the buyer accepts the own purchase. */
export class OwnPurchase extends Refusal<{ requisition: Hex; member: number }> {
  readonly code = "OwnPurchase";
  constructor(details: { requisition: Hex; member: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `Member ${d.member} placed this order; another member with the duty inspect must accept.`,
      details,
      options,
    );
  }
}

/** Thrown when a member checks or finishes what the same member signed the step before. */
export class OwnWork extends Refusal<{ asset: Hex; action: Action; member: number }> {
  readonly code = "OwnWork";
  constructor(details: { asset: Hex; action: Action; member: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `Member ${d.member} signed the step that ${d.action} must check; another member must do it.`,
      details,
      options,
    );
  }
}

/* Products and goods */

/** Thrown when a product's code is not canonical, or its check digit is wrong. */
export class InvalidCode extends Refusal<{ productCode: string }> {
  readonly code = "InvalidCode";
  constructor(details: { productCode: string }, options?: MedtraceErrorOptions) {
    super((d) => `"${d.productCode}" is no canonical product code.`, details, options);
  }
}

/** Thrown when a serial is not 1 to 20 characters of GS1's character set 82. */
export class InvalidSerial extends Refusal<{ serial: Hex }> {
  readonly code = "InvalidSerial";
  constructor(details: { serial: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.serial} is no serial of 1 to 20 characters.`, details, options);
  }
}

/** Thrown when a short text is empty or has a zero byte inside. */
export class InvalidText extends Refusal<{ text: Hex }> {
  readonly code = "InvalidText";
  constructor(details: { text: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.text} is no text of 1 to 32 bytes.`, details, options);
  }
}

/** Thrown when a product has no kind, or a risk class outside 1 to 3. */
export class InvalidProduct extends Refusal<{ kind: number; riskClass: number }> {
  readonly code = "InvalidProduct";
  constructor(details: { kind: number; riskClass: number }, options?: MedtraceErrorOptions) {
    super((d) => `A product needs a kind, and a risk class from 1 to 3, not ${d.riskClass}.`, details, options);
  }
}

/** Thrown when a period ends before it begins. */
export class InvalidPeriod extends Refusal<{ from: number; until: number }> {
  readonly code = "InvalidPeriod";
  constructor(details: { from: number; until: number }, options?: MedtraceErrorOptions) {
    super((d) => `A period from ${day(d.from)} cannot end on ${day(d.until)}.`, details, options);
  }
}

/** Thrown when a unit was made outside its product's registration. */
export class NotRegisteredThen extends Refusal<{ product: Hex; madeAt: number; from: number; until: number }> {
  readonly code = "NotRegisteredThen";
  constructor(details: { product: Hex; madeAt: number; from: number; until: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `It was made on ${day(d.madeAt)}; its product is registered from ${day(d.from)} to ${day(d.until)}.`,
      details,
      options,
    );
  }
}

/** Thrown when the manufacturer is on the ledger, so that its goods enter only through it. */
export class OnlyThroughManufacturer extends Refusal<{ product: Hex; manufacturer: number }> {
  readonly code = "OnlyThroughManufacturer";
  constructor(details: { product: Hex; manufacturer: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        `The product's manufacturer, organisation ${d.manufacturer}, is on the ledger: its goods enter only through it.`,
      details,
      options,
    );
  }
}

/** Thrown when the goods are of another product than the requisition's. Both are product numbers. */
export class WrongProduct extends Refusal<{ subject: Hex; product: number; required: number }> {
  readonly code = "WrongProduct";
  constructor(details: { subject: Hex; product: number; required: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.product === 0
          ? `The goods are of a product that is not registered; product ${d.required} was ordered.`
          : `The goods are of product ${d.product}; product ${d.required} was ordered.`,
      details,
      options,
    );
  }
}

/** Thrown when the quantity is outside `min` to `max`. */
export class QuantityOutOfRange extends Refusal<{ quantity: bigint; min: bigint; max: bigint }> {
  readonly code = "QuantityOutOfRange";
  constructor(details: { quantity: bigint; min: bigint; max: bigint }, options?: MedtraceErrorOptions) {
    super((d) => `The quantity must be ${d.min} to ${d.max}, not ${d.quantity}.`, details, options);
  }
}

/** Thrown when the asset, or any goods that are not on the ledger yet, is not on its way under this requisition. */
export class NotShippedHere extends Refusal<{ asset: Hex; requisition: Hex }> {
  readonly code = "NotShippedHere";
  constructor(details: { asset: Hex; requisition: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The goods are not on their way under this requisition.", details, options);
  }
}

/** Thrown when the asset is quarantined, and the step needs a usable one, or would quarantine it again. */
export class Quarantined extends Refusal<{ asset: Hex }> {
  readonly code = "Quarantined";
  constructor(details: { asset: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The asset is quarantined.", details, {
      hint: "A member of its custodian with the duty release can release it.",
      ...options,
    });
  }
}

/** Thrown when an asset is released that is not quarantined. */
export class NotQuarantined extends Refusal<{ asset: Hex }> {
  readonly code = "NotQuarantined";
  constructor(details: { asset: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The asset is not quarantined.", details, options);
  }
}

/** Thrown when only the owner's own goods will do. */
export class BorrowedGoods extends Refusal<{ asset: Hex; owner: number }> {
  readonly code = "BorrowedGoods";
  constructor(details: { asset: Hex; owner: number }, options?: MedtraceErrorOptions) {
    super((d) => `The asset belongs to organisation ${d.owner}.`, details, options);
  }
}

/** Thrown when a place's number already stands for another name of the organisation. */
export class PlaceTaken extends Refusal<{ place: number; name: Hex }> {
  readonly code = "PlaceTaken";
  constructor(details: { place: number; name: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `Place number ${d.place} already stands for another name.`, details, {
      hint: "Write the place's name a little differently.",
      ...options,
    });
  }
}

/* Organisations and members */

/** Thrown when there is no such organisation. */
export class UnknownOrganisation extends Refusal<{ organisation: number }> {
  readonly code = "UnknownOrganisation";
  constructor(details: { organisation: number }, options?: MedtraceErrorOptions) {
    super((d) => `There is no organisation ${d.organisation}.`, details, options);
  }
}

/** Thrown when the ledger can hold no further organisation. */
export class TooManyOrganisations extends Refusal<{ max: number }> {
  readonly code = "TooManyOrganisations";
  constructor(details: { max: number }, options?: MedtraceErrorOptions) {
    super((d) => `The ledger holds at most ${d.max} organisations.`, details, options);
  }
}

/** Thrown when a name is empty or over 128 bytes. */
export class InvalidName extends Refusal<{ name: string }> {
  readonly code = "InvalidName";
  constructor(details: { name: string }, options?: MedtraceErrorOptions) {
    super(() => "A name must be 1 to 128 bytes of UTF-8.", details, options);
  }
}

/** Thrown when roles are empty or unknown. */
export class InvalidRoles extends Refusal<{ roles: number }> {
  readonly code = "InvalidRoles";
  constructor(details: { roles: number }, options?: MedtraceErrorOptions) {
    super(() => "An organisation needs at least one known role.", details, options);
  }
}

/** Thrown when duties are none, or not `allowed` in an organisation of these roles. */
export class DutiesNotAllowed extends Refusal<{ duties: readonly Duty[]; allowed: readonly Duty[] }> {
  readonly code = "DutiesNotAllowed";
  constructor(details: { duties: readonly Duty[]; allowed: readonly Duty[] }, options?: MedtraceErrorOptions) {
    super((d) => `Of the duties ${or(d.duties)}, only these are possible here: ${or(d.allowed)}.`, details, options);
  }
}

/** Thrown when an account is the zero address, or is or was a member's. */
export class AccountTaken extends Refusal<{ account: Hex }> {
  readonly code = "AccountTaken";
  constructor(details: { account: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `Account ${d.account} is or was a member's, or is nobody's.`, details, options);
  }
}

/** Thrown when an administrator acts on a member who is not the organisation's, or is an administrator too. */
export class NotYourMember extends Refusal<{ member: number; organisation: number }> {
  readonly code = "NotYourMember";
  constructor(details: { member: number; organisation: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `Member ${d.member} is none whom an administrator of organisation ${d.organisation} manages.`,
      details,
      options,
    );
  }
}

/** Thrown when a member would change the own membership. */
export class OwnMembership extends Refusal<{ member: number }> {
  readonly code = "OwnMembership";
  constructor(details: { member: number }, options?: MedtraceErrorOptions) {
    super((d) => `Member ${d.member} cannot change the own membership.`, details, options);
  }
}

/** Thrown when a status cannot be given to a member: a revoked one stays revoked. */
export class InvalidMemberStatus extends Refusal<{ member: number; from: MemberStatus; to: MemberStatus }> {
  readonly code = "InvalidMemberStatus";
  constructor(details: { member: number; from: MemberStatus; to: MemberStatus }, options?: MedtraceErrorOptions) {
    super((d) => `Member ${d.member} is ${d.from} and cannot become ${d.to}.`, details, options);
  }
}

/** Thrown when the council would leave the ledger without one. */
export class CouncilRequired extends Refusal<Record<string, never>> {
  readonly code = "CouncilRequired";
  constructor(details: Record<string, never>, options?: MedtraceErrorOptions) {
    super(() => "The ledger needs a council: hand it over instead.", details, options);
  }
}

/* OpenZeppelin's */

/** Thrown when another account than the council's does what only the council may. */
export class OwnableUnauthorizedAccount extends Refusal<{ account: Hex }> {
  readonly code = "OwnableUnauthorizedAccount";
  constructor(details: { account: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `Only the council may do this, not ${d.account}.`, details, options);
  }
}

/** Thrown when the ledger is deployed for a council that is nobody. */
export class OwnableInvalidOwner extends Refusal<{ owner: Hex }> {
  readonly code = "OwnableInvalidOwner";
  constructor(details: { owner: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.owner} cannot be the council.`, details, options);
  }
}

/** Thrown when a call inside a multicall fails without saying why: its data is not the ledger's. */
export class FailedCall extends Refusal<Record<string, never>> {
  readonly code = "FailedCall";
  constructor(details: Record<string, never>, options?: MedtraceErrorOptions) {
    super(() => "A call inside the multicall is none of the ledger's.", details, options);
  }
}

/** Thrown when a multicall calls an address without code; cannot happen on a deployed ledger. */
export class AddressEmptyCode extends Refusal<{ target: Hex }> {
  readonly code = "AddressEmptyCode";
  constructor(details: { target: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `There is no code at ${d.target}.`, details, options);
  }
}
