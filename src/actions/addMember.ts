import { encode, type Mined, type WriteDefinition } from "../client/write.ts";
import { type Duty, duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { eventNumber } from "./administer.ts";
import { addressOf } from "./targets.ts";

export interface AddMemberParameters {
  /** The member's account, never a member's before. */
  readonly account: string;
  readonly duties: readonly Duty[];
}

/**
 * Adds a member to the administrator's organisation. The number stays when the account is replaced.
 *
 * Duty *administer*. Which duties can be given follows from the organisation's roles.
 *
 * @example
 * const { member } = await m.as(administrator).addMember({ account, duties: ["use"] });
 */
export const addMember: WriteDefinition<AddMemberParameters, Mined & { readonly member: number }> = {
  encode: (_, { account, ...parameters }) => ({
    data: encode("addMember", [addressOf("account", account), bitsOf("duties", duties, parameters.duties)]),
  }),
  read: (mined, logs) => ({ ...mined, member: eventNumber(logs, "MemberAdded", "member") }),
};
