import { encode } from "../connection/write.ts";
import { roles } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { admit as verb } from "../verbs/council.ts";
import { eventNumber } from "./administer.ts";
import { consentFor } from "./consent.ts";
import { write } from "./step.ts";

/**
 * Admits an organisation with its first administrator.
 *
 * Only the council.
 *
 * @returns the organisation's and the administrator's numbers
 *
 * @example
 * const { organisation } = await m.as(council).admit({ name: "County Hospital", roles: ["hospital"], consent });
 */
export const admit = write(
  verb,
  ({ connection }, parameters) => {
    const name = parameters.name;
    const { account, consent } = consentFor(connection, parameters.consent);
    return { data: encode("admit", [name, bitsOf(roles, parameters.roles), account, consent]) };
  },
  {
    read: (mined, logs) => ({
      ...mined,
      organisation: eventNumber(logs, "OrganisationAdmitted", "organisation"),
      member: eventNumber(logs, "MemberAdded", "member"),
    }),
  },
);
