import { decline as verb } from "../verbs/transfers.ts";
import { step } from "./step.ts";

/**
 * Declines what was offered or sent back (谢绝); also after the deadline. It is its sender's as before.
 *
 * Duty *inspect*, in the addressee. From in transit, to the state before.
 *
 * @example
 * await m.as(inspector).decline({ code: "(01)09521234543213(21)P-0001" });
 */
export const decline = step(verb);
