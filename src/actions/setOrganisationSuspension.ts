import { encode } from "../connection/write.ts";
import { setOrganisationSuspension as verb } from "../verbs/council.ts";
import { mined, write } from "./step.ts";

/**
 * Suspends an organisation, or lets it write again. What it wrote stays its own.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).setOrganisationSuspension({ organisation: 3, suspended: true });
 */
export const setOrganisationSuspension = write(
  verb,
  (_, { organisation, suspended }) => ({
    data: encode("setOrganisationSuspension", [organisation, suspended]),
  }),
  { read: mined },
);
