import { encode } from "../connection/write.ts";
import { memberStatuses } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { setMemberStatus as verb } from "../verbs/administration.ts";
import { mined, write } from "./step.ts";

/**
 * Suspends, resumes or revokes a member of the administrator's organisation who is no administrator; the council does
 * the same with administrators.
 *
 * Duty *administer*, or the council. Suspending and revoking works also while the organisation is suspended, or the ledger paused.
 *
 * @example
 * await m.as(administrator).setMemberStatus({ member: 4, status: "revoked" });
 */
export const setMemberStatus = write(
  verb,
  (_, { member, status }) => ({
    data: encode("setMemberStatus", [member, numberOf(memberStatuses, status)]),
  }),
  { read: mined },
);
