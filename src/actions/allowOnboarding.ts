import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { mined } from "./administer.ts";
import { seconds, type Time } from "./claim.ts";
import { organisationOf } from "./targets.ts";

export interface AllowOnboardingParameters {
  /** The organisation's number. */
  readonly organisation: number;
  /** The last second at which it may enrol existing stock; left out, it no longer may. */
  readonly until?: Time | undefined;
}

/**
 * Sets until when an organisation may enrol the stock that it had before it joined (存量).
 *
 * Only the council.
 *
 * @example
 * await m.as(council).allowOnboarding({ organisation: 1, until: new Date("2027-06-30") });
 */
export const allowOnboarding: WriteDefinition<AllowOnboardingParameters, Mined> = {
  encode: (_, { organisation, until }) => ({
    data: encode("allowOnboarding", [
      organisationOf("organisation", organisation),
      until === undefined ? 0 : seconds("until", until),
    ]),
  }),
  read: mined,
};
