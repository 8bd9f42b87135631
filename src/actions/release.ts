import { release as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Releases an item from quarantine (解除隔离). Its state stays: a faulty item is still faulty.
 *
 * Duty *release*, in the custodian. From any state that is not final.
 *
 * @throws `NotQuarantined` when it is not
 *
 * @example
 * await m.as(head).release({ code: "(01)09521234543213(21)P-0001" });
 */
export const release = step(verb);
