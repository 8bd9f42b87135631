import type { Hex } from "../../history/types.ts";
import type { Action } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { day, Refusal, spoken } from "./refusal.ts";

/* Separation of duties, and how decisions are made. */

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

/** Thrown when the outside approver of a requisition would be its supplier. */
export class ApproverSupplies extends Refusal<{ requisition: Hex; organisation: number }> {
  readonly code = "ApproverSupplies";
  constructor(details: { requisition: Hex; organisation: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `Organisation ${d.organisation} cannot both approve this requisition from outside and supply it.`,
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
      (d) => `Member ${d.member} signed the step that ${spoken(d.action)} must check; another member must do it.`,
      details,
      options,
    );
  }
}

/** Thrown when a member approves the same twice. */
export class AlreadyApproved extends Refusal<{ subject: Hex; member: number }> {
  readonly code = "AlreadyApproved";
  constructor(details: { subject: Hex; member: number }, options?: MedtraceErrorOptions) {
    super((d) => `Member ${d.member} has approved this already; another one must.`, details, options);
  }
}

/** Thrown when the missing approval is reserved to the outside approver, or that one would give a second. */
export class ApprovalReserved extends Refusal<{ subject: Hex; organisation: number }> {
  readonly code = "ApprovalReserved";
  constructor(details: { subject: Hex; organisation: number }, options?: MedtraceErrorOptions) {
    super((d) => `One approval, and no more, is reserved to organisation ${d.organisation}.`, details, options);
  }
}

/** Thrown when a policy has unknown bits, or reserves an approval without naming who gives it. */
export class InvalidPolicy extends Refusal<{ approvals: bigint }> {
  readonly code = "InvalidPolicy";
  constructor(details: { approvals: bigint }, options?: MedtraceErrorOptions) {
    super((d) => `The policy ${d.approvals} has unknown bits, or reserves an approval to nobody.`, details, options);
  }
}

/** Thrown when an application is urgent, and its organisation's policy does not allow that. */
export class UrgencyNotAllowed extends Refusal<{ organisation: number }> {
  readonly code = "UrgencyNotAllowed";
  constructor(details: { organisation: number }, options?: MedtraceErrorOptions) {
    super((d) => `The policy of organisation ${d.organisation} allows no urgent orders.`, details, options);
  }
}

/** Thrown when existing stock is enrolled after the date that the council gave. */
export class OnboardingOver extends Refusal<{ organisation: number; until: number }> {
  readonly code = "OnboardingOver";
  constructor(details: { organisation: number; until: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.until === 0
          ? `The council has given organisation ${d.organisation} no time to enrol existing stock.`
          : `Organisation ${d.organisation} could enrol existing stock until ${day(d.until)}.`,
      details,
      {
        hint: "The council gives the date.",
        ...options,
      },
    );
  }
}
