import { decide } from "./decide.ts";

/**
 * Approves a requisition (审批).
 *
 * Duty *approve*, in the organisation that applied; another member than the applicant. From requested.
 *
 * @example
 * await m.as(chen).approve({ requisition: "2026-031" });
 */
export const approve = decide("approve");
