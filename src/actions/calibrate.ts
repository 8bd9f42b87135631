import { type CalibrationResult, calibrationResults } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import type { Time } from "./claim.ts";
import { type StepParameters, step } from "./step.ts";

export interface CalibrateParameters extends StepParameters {
  /** What it found; a failed one quarantines the item. */
  readonly result: CalibrationResult;
  /**
   * The last second at which it holds; no later than the product's calibration interval after `occurredAt`. Left out when
   * it failed.
   */
  readonly until?: Time | undefined;
}

/**
 * Records a calibration (强检). The item's state stays. Where its product needs one, it is usable only while one holds.
 *
 * Duty *maintain*, in the custodian or a provider that it appointed for this duty. From any held state.
 * Metrology Law of the People's Republic of China, article 9: measuring instruments for medical care are calibrated
 * compulsorily.
 *
 * @throws `UntilOutOfRange`
 *
 * @example
 * await m.as(technician).calibrate({ code: "(01)09521234543213(21)P-0001", result: "passed", until: new Date("2027-03-01") });
 */
export const calibrate = step<CalibrateParameters>("calibrate", ({ result, until }) => ({
  value: numberOf("result", calibrationResults, result),
  until,
}));
