import { reinstate as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Releases a repaired item (恢复使用): it is stored again.
 *
 * Duty *release*, in the custodian; another member than the repairer. From repaired.
 *
 * @example
 * await m.as(chief).reinstate({ code: "(01)09521234543213(21)P-0001" });
 */
export const reinstate = step(verb);
