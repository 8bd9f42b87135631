import { type StepParameters, step } from "./step.ts";

/**
 * Approves a scrapping (批准报废).
 *
 * Duty *approve*, in the custodian; another member than the requester. From scrap requested.
 *
 * @example
 * await m.as(director).approveScrap({ code: "(01)09521234543213(21)P-0001" });
 */
export const approveScrap = step<StepParameters>("approveScrap");
