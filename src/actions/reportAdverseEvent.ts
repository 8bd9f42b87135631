import { harms } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { reportAdverseEvent as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Reports an adverse event (不良事件). The item's state stays; in any, after its end too.
 *
 * Duty *use*, *keep* or *recall*, in the custodian, the product's manufacturer or a regulator. No patient is named.
 * Measures for Medical Device Adverse Event Monitoring and Re-evaluation (2018): holders and users report.
 *
 * @example
 * await m.as(nurse).reportAdverseEvent({ code: "(01)09521234543213(21)P-0001", harm: "malfunction" });
 */
export const reportAdverseEvent = step(verb, ({ harm }) => ({
  value: numberOf(harms, harm),
}));
