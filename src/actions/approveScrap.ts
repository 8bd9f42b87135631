import { approveScrap as verb } from "../verbs/items.ts";
import { decideScrap } from "./answers.ts";

/**
 * Approves a scrapping (批准报废): it is approved once as many have as the stricter of the regulators' floor and the
 * custodian's policy wants.
 *
 * Duty *approve*, in the custodian or the outside approver that its policy names; another member than the requester, each
 * once. From scrap requested.
 *
 * @throws `OwnWork`, `AlreadyApproved`, `ApprovalReserved`
 *
 * @example
 * await m.as(director).approveScrap({ code: "(01)09521234543213(21)P-0001" });
 */
export const approveScrap = decideScrap(verb);
