import { encode } from "../connection/write.ts";
import { duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { addMember as verb } from "../verbs/administration.ts";
import { eventNumber } from "./administer.ts";
import { consentFor } from "./consent.ts";
import { write } from "./step.ts";

/**
 * Adds a member to the administrator's organisation. The number stays when the account is replaced.
 *
 * Duty *administer*. Nobody becomes a member unasked: the account consents. Which duties can be given follows from the organisation's roles.
 *
 * @example
 * const { member } = await m.as(administrator).addMember({ consent, duties: ["use"] });
 */
export const addMember = write(
  verb,
  ({ connection }, parameters) => {
    const { account, consent } = consentFor(connection, parameters.consent);
    return { data: encode("addMember", [account, bitsOf(duties, parameters.duties), consent]) };
  },
  { read: (mined, logs) => ({ ...mined, member: eventNumber(logs, "MemberAdded", "member") }) },
);
