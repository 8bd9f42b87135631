import { approve as verb } from "../verbs/requisitions.ts";
import { decide } from "./decide.ts";

/**
 * Approves a requisition (审批).
 *
 * Duty *approve*, in the organisation that applied or the outside approver that its policy names; another member than
 * the applicant, each once. It is approved once as many have as the stricter of the regulators' floor and the policy wants;
 * what was ordered urgently is approved afterwards.
 *
 * @throws `OwnRequisition`, `AlreadyApproved`, `ApprovalReserved`
 *
 * @example
 * await m.as(chen).approve({ requisition: "2026-031" });
 */
export const approve = decide(verb);
