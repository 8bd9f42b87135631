import { acknowledge as verb } from "../verbs/recalls.ts";
import { answerRecall } from "./answers.ts";

/**
 * Says that the custodian knows of the recall of an item, or of its product (召回确认).
 *
 * Duty *keep*, in the custodian; in any state, after its end too. Origin of the entry: the product, if that is recalled.
 *
 * @throws `NotRecalled`
 *
 * @example
 * await m.as(keeper).acknowledge({ code: "(01)09521234543213(21)P-0001" });
 */
export const acknowledge = answerRecall(verb);
