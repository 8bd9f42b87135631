import { encode, type Mined, type WriteDefinition } from "../client/write.ts";
import { mined } from "./administer.ts";
import { addressOf, numberIn } from "./targets.ts";

export interface ReplaceAccountParameters {
  /** The member's number. */
  readonly member: number;
  /** The member's new account, never a member's before. */
  readonly account: string;
}

/**
 * Gives a member of the administrator's organisation who is no administrator a new account, for instance after a key was
 * lost. Number, duties and status stay; the former account can never write again.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).replaceAccount({ member: 4, account });
 */
export const replaceAccount: WriteDefinition<ReplaceAccountParameters, Mined> = {
  encode: (_, { member, account }) => ({
    data: encode("replaceAccount", [numberIn("member", member, 0xffffff), addressOf("account", account)]),
  }),
  read: mined,
};
