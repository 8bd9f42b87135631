import { means } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { dispose as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Disposes of an item (处置): the end of its life. Its serial can never enter again.
 *
 * Duty *dispose*, in the custodian; another member than the approver. From scrap approved.
 * Regulations on Medical Devices (2021): the destruction of used single-use devices is recorded.
 *
 * @example
 * await m.as(disposer).dispose({ code: "(01)09521234543213(21)P-0001", means: "destroyed" });
 */
export const dispose = step(verb, (parameters) => ({
  value: numberOf(means, parameters.means),
}));
