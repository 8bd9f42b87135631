import { encode, type Mined, type WriteDefinition } from "../client/write.ts";
import { type Role, roles } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { eventNumber } from "./administer.ts";
import { addressOf } from "./targets.ts";

export interface AdmitParameters {
  /** Its legal name, 1 to 128 bytes of UTF-8. */
  readonly name: string;
  /** What it is; a manufacturer that also supplies has both roles. */
  readonly roles: readonly Role[];
  /** The account of its first administrator, never a member's before. */
  readonly administrator: string;
}

/**
 * Admits an organisation with its first administrator.
 *
 * Only the council.
 *
 * @returns the organisation's and the administrator's numbers
 *
 * @example
 * const { organisation } = await m.as(council).admit({ name: "County Hospital", roles: ["hospital"], administrator });
 */
export const admit: WriteDefinition<
  AdmitParameters,
  Mined & { readonly organisation: number; readonly member: number }
> = {
  encode: (_, { name, administrator, ...parameters }) => ({
    data: encode("admit", [name, addressOf("administrator", administrator), bitsOf("roles", roles, parameters.roles)]),
  }),
  read: (mined, logs) => ({
    ...mined,
    organisation: eventNumber(logs, "OrganisationAdmitted", "organisation"),
    member: eventNumber(logs, "MemberAdded", "member"),
  }),
};
