import type { Hex } from "../../history/types.ts";
import type { Action, RecallLevel } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { day, moment, Refusal, spoken } from "./refusal.ts";

/* Whether goods are usable. */

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

/** Thrown when the lowest temperature to keep a product at is above the highest. */
export class InvalidLimits extends Refusal<{ lowest: number; highest: number }> {
  readonly code = "InvalidLimits";
  constructor(details: { lowest: number; highest: number }, options?: MedtraceErrorOptions) {
    super((d) => `${d.lowest / 10} °C is above ${d.highest / 10} °C.`, details, options);
  }
}

/** Thrown when a recall of the asset, its batch or its product is open, and the step needs a usable asset. */
export class Recalled extends Refusal<{ asset: Hex; target: Hex; level: RecallLevel }> {
  readonly code = "Recalled";
  constructor(details: { asset: Hex; target: Hex; level: RecallLevel }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.target === d.asset
          ? `The asset is recalled, level ${spoken(d.level)}.`
          : `The asset's batch or product is recalled, level ${spoken(d.level)}.`,
      details,
      {
        hint: "Send it back, or have it remedied and confirmed.",
        ...options,
      },
    );
  }
}

/** Thrown when no recall of the target is open, or none that the asset was not remedied of. */
export class NotRecalled extends Refusal<{ target: Hex }> {
  readonly code = "NotRecalled";
  constructor(details: { target: Hex }, options?: MedtraceErrorOptions) {
    super(() => "No recall of it is open.", details, options);
  }
}

/** Thrown when an organisation would lift, lower or reword a recall that another raised, and is no regulator. */
export class RecallOfAnother extends Refusal<{ target: Hex; raisedBy: number }> {
  readonly code = "RecallOfAnother";
  constructor(details: { target: Hex; raisedBy: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `The recall is organisation ${d.raisedBy}'s: only that one, or a regulator, lifts, lowers or rewords it.`,
      details,
      options,
    );
  }
}

/** Thrown when a calibration is older than the last one, or a correction moves one, or a monitored span, to before it was. */
export class OlderThanLast extends Refusal<{ asset: Hex; action: Action; occurredAt: number; last: number }> {
  readonly code = "OlderThanLast";
  constructor(
    details: { asset: Hex; action: Action; occurredAt: number; last: number },
    options?: MedtraceErrorOptions,
  ) {
    super(
      (d) =>
        `To ${spoken(d.action)} at ${moment(d.occurredAt)} would be older than the last one, of ${moment(d.last)}.`,
      details,
      options,
    );
  }
}

/** Thrown when an asset is remedied in the very second in which it was recalled. */
export class RecalledJustNow extends Refusal<{ asset: Hex; raisedAt: number }> {
  readonly code = "RecalledJustNow";
  constructor(details: { asset: Hex; raisedAt: number }, options?: MedtraceErrorOptions) {
    super((d) => `The recall was raised at ${moment(d.raisedAt)}, in this very second.`, details, {
      hint: "Try again.",
      ...options,
    });
  }
}

/** Thrown when a remedy is confirmed that nobody did. */
export class NotRemedied extends Refusal<{ asset: Hex }> {
  readonly code = "NotRemedied";
  constructor(details: { asset: Hex }, options?: MedtraceErrorOptions) {
    super(() => "No remedy of the asset waits for its confirmation.", details, options);
  }
}

/** Thrown when the asset's calibration does not hold; `until` is 0 if it has none. */
export class CalibrationLapsed extends Refusal<{ asset: Hex; until: number }> {
  readonly code = "CalibrationLapsed";
  constructor(details: { asset: Hex; until: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.until === 0 ? "The asset is not calibrated." : `The asset's calibration until ${day(d.until)} does not hold.`,
      details,
      options,
    );
  }
}

/** Thrown when a monitored span does not end after the last one, or begins after its end. */
export class SpanOutOfOrder extends Refusal<{ asset: Hex; from: number; to: number; last: number }> {
  readonly code = "SpanOutOfOrder";
  constructor(details: { asset: Hex; from: number; to: number; last: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.from > d.to
          ? `A span cannot begin at ${moment(d.from)} and end at ${moment(d.to)}.`
          : `A span that ends at ${moment(d.to)} does not follow one that ended at ${moment(d.last)}.`,
      details,
      options,
    );
  }
}
