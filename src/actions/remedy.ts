import { remedy as verb } from "../verbs/recalls.ts";
import { answerRecall } from "./answers.ts";

/**
 * Says that what the recall asks for was done with an item (整改). It is clear of the recall once another member has
 * confirmed it.
 *
 * Duty *maintain*, in the custodian or a provider that it appointed for this duty. From any held state.
 *
 * @throws `NotRecalled`, `RecalledJustNow` in the very second of the recall
 *
 * @example
 * await m.as(technician).remedy({ code: "(01)09521234543213(21)P-0001" });
 */
export const remedy = answerRecall(verb);
