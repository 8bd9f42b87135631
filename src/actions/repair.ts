import { repair as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Records a repair (维修). The item can be used again once another member has reinstated it.
 *
 * Duty *maintain*, in the custodian or a provider that it appointed for this duty. From faulty.
 *
 * @example
 * await m.as(technician).repair({ code: "(01)09521234543213(21)P-0001" });
 */
export const repair = step(verb);
