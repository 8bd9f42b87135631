import { store as verb } from "../verbs/items.ts";
import { placedStep } from "./step.ts";

/**
 * Stores an item (入库). Never a way out of faulty or repaired.
 *
 * Duty *keep*, in the custodian. From stored or in use.
 *
 * @example
 * await m.as(keeper).store({ code: "(01)09521234543213(21)P-0001", place: "Equipment store" });
 */
export const store = placedStep(verb);
