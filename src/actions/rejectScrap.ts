import { rejectScrap as verb } from "../verbs/items.ts";
import { decideScrap } from "./answers.ts";

/**
 * Rejects a scrapping (驳回报废): the item goes back to the state before.
 *
 * Duty *approve*, in the custodian or the outside approver; another member than the requester. From scrap requested.
 *
 * @example
 * await m.as(director).rejectScrap({ code: "(01)09521234543213(21)P-0001" });
 */
export const rejectScrap = decideScrap(verb);
