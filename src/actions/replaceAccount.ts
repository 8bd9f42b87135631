import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { mined } from "./administer.ts";
import { type Consent, consentFor } from "./consent.ts";
import { numberIn } from "./targets.ts";

export interface ReplaceAccountParameters {
  /** The member's number. */
  readonly member: number;
  /** The new account's signed consent; never a member's before. */
  readonly consent: Consent;
}

/**
 * Gives a member of the administrator's organisation who is no administrator a new account, for instance after a key was
 * lost. Number, duties and status stay; the former account can never write again.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).replaceAccount({ member: 4, consent });
 */
export const replaceAccount: WriteDefinition<ReplaceAccountParameters, Mined> = {
  encode: ({ connection }, parameters) => {
    const { account, consent } = consentFor(connection, parameters.consent);
    return { data: encode("replaceAccount", [numberIn("member", parameters.member, 0xffffff), account, consent]) };
  },
  read: mined,
};
