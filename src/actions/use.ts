import { use as verb } from "../verbs/items.ts";
import { placedStep } from "./step.ts";

/**
 * Puts an item to use (使用); one of a single-use product is consumed.
 *
 * Duty *use*, in the custodian. From stored or in use.
 *
 * @example
 * await m.as(nurse).use({ code: "(01)09521234543213(21)P-0001", place: "ICU-3" });
 */
export const use = placedStep(verb);
