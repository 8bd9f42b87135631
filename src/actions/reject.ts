import { reject as verb } from "../verbs/requisitions.ts";
import { decide } from "./decide.ts";

/**
 * Rejects a requisition (驳回).
 *
 * Duty *approve*, in the organisation that applied or the outside approver; another member than the applicant. From requested.
 *
 * @example
 * await m.as(chen).reject({ requisition: "2026-031" });
 */
export const reject = decide(verb);
