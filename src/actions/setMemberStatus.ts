import { encode, type Mined, type WriteDefinition } from "../client/write.ts";
import { memberStatuses } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { mined } from "./administer.ts";

export interface SetMemberStatusParameters {
  /** The member's number. */
  readonly member: number;
  /** Revoking is for ever. */
  readonly status: "active" | "suspended" | "revoked";
}

/**
 * Suspends, resumes or revokes another member of the administrator's organisation.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).setMemberStatus({ member: 4, status: "revoked" });
 */
export const setMemberStatus: WriteDefinition<SetMemberStatusParameters, Mined> = {
  encode: (_, { member, status }) => ({
    data: encode("setMemberStatus", [member, numberOf("status", memberStatuses, status)]),
  }),
  read: mined,
};
