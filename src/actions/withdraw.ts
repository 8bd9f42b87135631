import { withdraw as verb } from "../verbs/transfers.ts";
import { step } from "./step.ts";

/**
 * Takes back an item in transit: custody never left the sender.
 *
 * Duty *keep*, in the sender. From in transit, to the state before.
 *
 * @example
 * await m.as(seller).withdraw({ code: "(01)09521234543213(21)P-0001" });
 */
export const withdraw = step(verb);
