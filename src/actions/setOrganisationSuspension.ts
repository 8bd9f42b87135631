import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { mined } from "./administer.ts";
import { organisationOf } from "./targets.ts";

export interface SetOrganisationSuspensionParameters {
  /** The organisation's number. */
  readonly organisation: number;
  readonly suspended: boolean;
}

/**
 * Suspends an organisation, or lets it write again. What it wrote stays its own.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).setOrganisationSuspension({ organisation: 3, suspended: true });
 */
export const setOrganisationSuspension: WriteDefinition<SetOrganisationSuspensionParameters, Mined> = {
  encode: (_, { organisation, suspended }) => ({
    data: encode("setOrganisationSuspension", [organisationOf("organisation", organisation), suspended]),
  }),
  read: mined,
};
