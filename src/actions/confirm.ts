import { confirm as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Confirms what another member enrolled, or accepted of a witnessed product (双人验收, 复核): it is stored.
 *
 * Duty *inspect*, in the custodian; another member than the first. From inspected.
 *
 * @throws `OwnWork`
 *
 * @example
 * await m.as(witness).confirm({ code: "(01)09521234543213(21)P-0001" });
 */
export const confirm = step(verb);
