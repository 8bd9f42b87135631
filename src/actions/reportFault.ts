import { reportFault as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Reports a fault (报修): the item is faulty until it is repaired and reinstated.
 *
 * Duty *use* or *keep*, in the custodian. From any held state.
 *
 * @example
 * await m.as(nurse).reportFault({ code: "(01)09521234543213(21)P-0001" });
 */
export const reportFault = step(verb);
