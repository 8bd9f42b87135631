import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { nameText } from "../history/ids.ts";
import { type Role, roles } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { eventNumber } from "./administer.ts";
import { type Consent, consentFor } from "./consent.ts";

export interface AdmitParameters {
  /** Its legal name, 1 to 96 bytes of UTF-8. */
  readonly name: string;
  /** What it is; a manufacturer that also supplies has both roles. */
  readonly roles: readonly Role[];
  /** The signed consent of its first administrator's account, to the next number; never a member's before. */
  readonly consent: Consent;
}

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
export const admit: WriteDefinition<
  AdmitParameters,
  Mined & { readonly organisation: number; readonly member: number }
> = {
  encode: ({ connection }, parameters) => {
    const name = nameText("name", parameters.name);
    const { account, consent } = consentFor(connection, parameters.consent);
    return { data: encode("admit", [name, bitsOf("roles", roles, parameters.roles), account, consent]) };
  },
  read: (mined, logs) => ({
    ...mined,
    organisation: eventNumber(logs, "OrganisationAdmitted", "organisation"),
    member: eventNumber(logs, "MemberAdded", "member"),
  }),
};
