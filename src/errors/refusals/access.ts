import type { Hex } from "../../history/types.ts";
import type { Duty, MemberStatus, Role } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { or, Refusal, spoken } from "./refusal.ts";

/* Who may write, and for whom. */

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
        d.status === "replaced"
          ? `Member ${d.member} has another account now.`
          : `Member ${d.member} is ${spoken(d.status)}.`,
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
