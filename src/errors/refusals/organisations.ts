import type { Hex } from "../../history/types.ts";
import type { Duty, MemberStatus } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { moment, or, Refusal } from "./refusal.ts";

/* Organisations and members. */

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

/** Thrown when a name is empty or over 96 bytes. */
export class InvalidName extends Refusal<{ name: string }> {
  readonly code = "InvalidName";
  constructor(details: { name: string }, options?: MedtraceErrorOptions) {
    super(() => "A name must be 1 to 96 bytes of UTF-8.", details, options);
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

/** Thrown when an account's consent to become a member is brought after its last moment. */
export class ConsentExpired extends Refusal<{ account: Hex; until: number }> {
  readonly code = "ConsentExpired";
  constructor(details: { account: Hex; until: number }, options?: MedtraceErrorOptions) {
    super((d) => `Account ${d.account} consented until ${moment(d.until)}.`, details, {
      hint: "Its holder signs a new consent.",
      ...options,
    });
  }
}

/** Thrown when an account did not sign that it consents to become a member of this organisation on this ledger. */
export class ConsentInvalid extends Refusal<{ account: Hex; organisation: number }> {
  readonly code = "ConsentInvalid";
  constructor(details: { account: Hex; organisation: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `Account ${d.account} did not consent to become a member of organisation ${d.organisation} here.`,
      details,
      { hint: "Its holder signs a consent to this organisation, on this ledger.", ...options },
    );
  }
}

/** Thrown when an organisation's administrators can add no further member, or nobody can (organisation 0). */
export class TooManyMembers extends Refusal<{ organisation: number; max: number }> {
  readonly code = "TooManyMembers";
  constructor(details: { organisation: number; max: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.organisation === 0
          ? `The ledger can have no more than ${d.max} members.`
          : `Organisation ${d.organisation} can have no more than ${d.max} members.`,
      details,
      options,
    );
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
