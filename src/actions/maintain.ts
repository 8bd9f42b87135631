import { type Outcome, outcomes } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import type { Time } from "./claim.ts";
import { type StepParameters, step } from "./step.ts";

export interface MaintainParameters extends StepParameters {
  /** What the maintenance found. An item that needs repair is not faulty until that is reported. */
  readonly outcome: Outcome;
  /** When the next maintenance is due; in the future. */
  readonly until?: Time | undefined;
}

/**
 * Records maintenance (维护). The item's state stays.
 *
 * Duty *maintain*, in the custodian or a provider that it appointed for this duty. From any held state.
 * Measures for the Clinical Use of Medical Devices (NHC order 8, 2021): maintenance is recorded per device.
 *
 * @example
 * await m.as(engineer).maintain({ code: "(01)09521234543213(21)P-0001", outcome: "passed" });
 */
export const maintain = step<MaintainParameters>("maintain", ({ outcome, until }) => ({
  value: numberOf("outcome", outcomes, outcome),
  until,
}));
