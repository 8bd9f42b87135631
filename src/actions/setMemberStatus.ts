import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { memberStatuses } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { mined } from "./administer.ts";
import { numberIn } from "./targets.ts";

export interface SetMemberStatusParameters {
  /** The member's number. */
  readonly member: number;
  /** Revoking is for ever. */
  readonly status: "active" | "suspended" | "revoked";
}

/**
 * Suspends, resumes or revokes a member of the administrator's organisation who is no administrator; the council does
 * the same with administrators.
 *
 * Duty *administer*, or the council. Suspending and revoking works also while the organisation is suspended, or the ledger paused.
 *
 * @example
 * await m.as(administrator).setMemberStatus({ member: 4, status: "revoked" });
 */
export const setMemberStatus: WriteDefinition<SetMemberStatusParameters, Mined> = {
  encode: (_, { member, status }) => ({
    data: encode("setMemberStatus", [numberIn("member", member, 0xffffff), numberOf("status", memberStatuses, status)]),
  }),
  read: mined,
};
