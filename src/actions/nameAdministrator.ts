import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { eventNumber } from "./administer.ts";
import { type Consent, consentFor } from "./consent.ts";
import { organisationOf } from "./targets.ts";

export interface NameAdministratorParameters {
  /** The organisation's number. */
  readonly organisation: number;
  /** The signed consent of the further administrator's account; never a member's before. */
  readonly consent: Consent;
}

/**
 * Names a further administrator of an organisation, for instance when it lost the keys of all others.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).nameAdministrator({ organisation: 1, consent });
 */
export const nameAdministrator: WriteDefinition<NameAdministratorParameters, Mined & { readonly member: number }> = {
  encode: ({ connection }, parameters) => {
    const organisation = organisationOf("organisation", parameters.organisation);
    const { account, consent } = consentFor(connection, parameters.consent, organisation);
    return { data: encode("nameAdministrator", [organisation, account, consent]) };
  },
  read: (mined, logs) => ({ ...mined, member: eventNumber(logs, "MemberAdded", "member") }),
};
