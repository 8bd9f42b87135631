import { encode } from "../connection/write.ts";
import { replaceAccount as verb } from "../verbs/administration.ts";
import { consentFor } from "./consent.ts";
import { mined, write } from "./step.ts";

/**
 * Gives a member of the administrator's organisation who is no administrator a new account, for instance after a key was
 * lost. Number, duties and status stay; the former account can never write again.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).replaceAccount({ member: 4, consent });
 */
export const replaceAccount = write(
  verb,
  ({ connection }, parameters) => {
    const { account, consent } = consentFor(connection, parameters.consent);
    return { data: encode("replaceAccount", [parameters.member, account, consent]) };
  },
  { read: mined },
);
