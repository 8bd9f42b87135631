import { type Means, means } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type StepParameters, step } from "./step.ts";

export interface DisposeParameters extends StepParameters {
  /** How it was disposed of. */
  readonly means: Means;
}

/**
 * Disposes of an item (处置): the end of its life. Its serial can never enter again.
 *
 * Duty *dispose*, in the custodian; another member than the approver. From scrap approved.
 * Regulations on Medical Devices (2021): the destruction of used single-use devices is recorded.
 *
 * @example
 * await m.as(disposer).dispose({ code: "(01)09521234543213(21)P-0001", means: "destroyed" });
 */
export const dispose = step<DisposeParameters>("dispose", (parameters) => ({
  value: numberOf("means", means, parameters.means),
}));
