import { encode, type Mined, type WriteDefinition } from "../client/write.ts";
import { eventNumber } from "./administer.ts";
import { addressOf, organisationOf } from "./targets.ts";

export interface NameAdministratorParameters {
  /** The organisation's number. */
  readonly organisation: number;
  /** The account of the further administrator, never a member's before. */
  readonly administrator: string;
}

/**
 * Names a further administrator of an organisation, for instance when it lost the keys of all others.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).nameAdministrator({ organisation: 1, administrator });
 */
export const nameAdministrator: WriteDefinition<NameAdministratorParameters, Mined & { readonly member: number }> = {
  encode: (_, { organisation, administrator }) => ({
    data: encode("nameAdministrator", [
      organisationOf("organisation", organisation),
      addressOf("administrator", administrator),
    ]),
  }),
  read: (mined, logs) => ({ ...mined, member: eventNumber(logs, "MemberAdded", "member") }),
};
