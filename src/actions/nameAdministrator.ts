import { encode } from "../connection/write.ts";
import { nameAdministrator as verb } from "../verbs/council.ts";
import { eventNumber } from "./administer.ts";
import { consentFor } from "./consent.ts";
import { write } from "./step.ts";

/**
 * Names a further administrator of an organisation, for instance when it lost the keys of all others.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).nameAdministrator({ organisation: 1, consent });
 */
export const nameAdministrator = write(
  verb,
  ({ connection }, parameters) => {
    const organisation = parameters.organisation;
    const { account, consent } = consentFor(connection, parameters.consent, organisation);
    return { data: encode("nameAdministrator", [organisation, account, consent]) };
  },
  { read: (mined, logs) => ({ ...mined, member: eventNumber(logs, "MemberAdded", "member") }) },
);
