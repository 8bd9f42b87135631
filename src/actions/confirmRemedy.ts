import { confirmRemedy as verb } from "../verbs/recalls.ts";
import { answerRecall } from "./answers.ts";

/**
 * Confirms a remedy (整改复核): the item is clear of what was recalled before it was remedied, until it is recalled anew.
 *
 * Duty *release*, in the custodian; another member than who did it. From any held state.
 *
 * @throws `NotRemedied`, `OwnWork`
 *
 * @example
 * await m.as(head).confirmRemedy({ code: "(01)09521234543213(21)P-0001" });
 */
export const confirmRemedy = answerRecall(verb);
