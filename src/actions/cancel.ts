import { cancel as verb } from "../verbs/requisitions.ts";
import { decide } from "./decide.ts";

/**
 * Cancels a requisition that is not yet ordered (撤销).
 *
 * Duty *apply*, in the organisation that applied. From requested or approved.
 *
 * @example
 * await m.as(lin).cancel({ requisition: "2026-031" });
 */
export const cancel = decide(verb);
