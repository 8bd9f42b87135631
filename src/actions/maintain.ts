import { outcomes } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { maintain as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Records maintenance (维护). The item's state stays.
 *
 * Duty *maintain*, in the custodian or a provider that it appointed for this duty. From any held state.
 * Measures for the Clinical Use of Medical Devices (NHC order 8, 2021): maintenance is recorded per device.
 *
 * @example
 * await m.as(engineer).maintain({ code: "(01)09521234543213(21)P-0001", outcome: "passed" });
 */
export const maintain = step(verb, ({ outcome, until }) => ({
  value: numberOf(outcomes, outcome),
  until,
}));
