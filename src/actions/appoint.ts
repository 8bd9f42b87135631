import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { type Duty, duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { mined } from "./administer.ts";
import { seconds, type Time } from "./claim.ts";
import { organisationOf } from "./targets.ts";

export interface AppointParameters {
  /** The provider's number. */
  readonly provider: number;
  /** What its members may do on the organisation's assets; none ends the appointment. */
  readonly duties: readonly Duty[];
  /** Until when; left out when there are no duties. */
  readonly until?: Time | undefined;
}

/**
 * Lets another organisation act on the administrator's organisation's assets, replacing what was said before.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).appoint({ provider: 3, duties: ["maintain"], until: new Date("2028-01-01") });
 */
export const appoint: WriteDefinition<AppointParameters, Mined> = {
  encode: (_, { provider, until, ...parameters }) => ({
    data: encode("appoint", [
      organisationOf("provider", provider),
      bitsOf("duties", duties, parameters.duties),
      until === undefined ? 0 : seconds("until", until),
    ]),
  }),
  read: mined,
};
