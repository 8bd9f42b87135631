import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { type Duty, duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { eventNumber } from "./administer.ts";
import { type Consent, consentFor } from "./consent.ts";

export interface AddMemberParameters {
  /** Its account's signed consent (`m.as(…).consent`); never a member's before. */
  readonly consent: Consent;
  readonly duties: readonly Duty[];
}

/**
 * Adds a member to the administrator's organisation. The number stays when the account is replaced.
 *
 * Duty *administer*. Nobody becomes a member unasked: the account consents. Which duties can be given follows from the organisation's roles.
 *
 * @example
 * const { member } = await m.as(administrator).addMember({ consent, duties: ["use"] });
 */
export const addMember: WriteDefinition<AddMemberParameters, Mined & { readonly member: number }> = {
  encode: ({ connection }, parameters) => {
    const { account, consent } = consentFor(connection, parameters.consent);
    return { data: encode("addMember", [account, bitsOf("duties", duties, parameters.duties), consent]) };
  },
  read: (mined, logs) => ({ ...mined, member: eventNumber(logs, "MemberAdded", "member") }),
};
