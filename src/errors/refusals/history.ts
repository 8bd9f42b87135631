import type { Hex } from "../../history/types.ts";
import type { Action, Kind, State } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { moment, Refusal, short, spoken } from "./refusal.ts";

/* What builds on a history, and what supersedes it. */

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
    super((d) => `${spoken(d.action)} is not possible while the ${d.kind} is ${spoken(d.state)}.`, details, options);
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

/** Thrown when an action is none that the called function takes. */
export class UnknownAction extends Refusal<{ action: Action | "none" }> {
  readonly code = "UnknownAction";
  constructor(details: { action: Action | "none" }, options?: MedtraceErrorOptions) {
    super((d) => `${spoken(d.action)} is none of the actions that this function takes.`, details, options);
  }
}

/** Thrown when `value` is outside `min` to `max` for the action. */
export class ValueOutOfRange extends Refusal<{ action: Action; value: number; min: number; max: number }> {
  readonly code = "ValueOutOfRange";
  constructor(details: { action: Action; value: number; min: number; max: number }, options?: MedtraceErrorOptions) {
    super((d) => `The value of ${spoken(d.action)} must be ${d.min} to ${d.max}, not ${d.value}.`, details, options);
  }
}

/** Thrown when `until` is outside the action's range; both ends are 0 where it has none. */
export class UntilOutOfRange extends Refusal<{ action: Action; until: number; min: number; max: number }> {
  readonly code = "UntilOutOfRange";
  constructor(details: { action: Action; until: number; min: number; max: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.max === 0
          ? `The time limit of ${spoken(d.action)} must be left out here.`
          : `The time limit of ${spoken(d.action)} must be from ${moment(d.min)} to ${moment(d.max)}, not ${moment(d.until)}.`,
      details,
      options,
    );
  }
}

/** Thrown when a step must be backed by a document, and none was committed to. */
export class DetailsRequired extends Refusal<{ action: Action }> {
  readonly code = "DetailsRequired";
  constructor(details: { action: Action }, options?: MedtraceErrorOptions) {
    super((d) => `${spoken(d.action)} must be backed by a document.`, details, {
      hint: "Give `details`, the commitment to it.",
      ...options,
    });
  }
}

/** Thrown when the entries do not lead from the head before them to the stored one. */
export class ReplayMismatch extends Refusal<{ subject: Hex; actual: Hex; stored: Hex }> {
  readonly code = "ReplayMismatch";
  constructor(details: { subject: Hex; actual: Hex; stored: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The entries do not lead to the head that the ledger stores.", details, {
      hint: "The history has moved on: read it again.",
      ...options,
    });
  }
}

/** Thrown when an organisation corrects another's entry. */
export class NotAuthor extends Refusal<{ subject: Hex; organisation: number; author: number }> {
  readonly code = "NotAuthor";
  constructor(details: { subject: Hex; organisation: number; author: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `The entry is organisation ${d.author}'s; organisation ${d.organisation} cannot correct it.`,
      details,
      options,
    );
  }
}

/** Thrown when an entry is corrected a second time. */
export class AlreadyCorrected extends Refusal<{ subject: Hex; head: Hex }> {
  readonly code = "AlreadyCorrected";
  constructor(details: { subject: Hex; head: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The entry has been corrected already.", details, {
      hint: "Correct the correction.",
      ...options,
    });
  }
}

/** Thrown when a step does not name the head that it builds on, though another organisation can change what it means. */
export class HeadRequired extends Refusal<{ subject: Hex }> {
  readonly code = "HeadRequired";
  constructor(details: { subject: Hex }, options?: MedtraceErrorOptions) {
    super(
      () => "The step must name the head that it builds on: another organisation can change what it means.",
      details,
      options,
    );
  }
}
