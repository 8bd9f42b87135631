import { move as verb } from "../verbs/items.ts";
import { placedStep } from "./step.ts";

/**
 * Moves a held item to another place of its custodian (转移). Its state stays.
 *
 * Duty *keep*, in the custodian. From stored, in use, faulty or repaired.
 *
 * @example
 * await m.as(keeper).move({ code: "(01)09521234543213(21)P-0001", place: "Ward 7" });
 */
export const move = placedStep(verb);
