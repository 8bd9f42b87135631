import { requestScrap as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Requests an item's scrapping (申请报废).
 *
 * Duty *keep*, in the custodian, which must own it. From stored or faulty.
 *
 * @example
 * await m.as(keeper).requestScrap({ code: "(01)09521234543213(21)P-0001" });
 */
export const requestScrap = step(verb);
