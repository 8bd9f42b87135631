import { encode } from "../connection/write.ts";
import { allowOnboarding as verb } from "../verbs/council.ts";
import { seconds } from "../verbs/values.ts";
import { mined, write } from "./step.ts";

/**
 * Sets until when an organisation may enrol the stock that it had before it joined (存量).
 *
 * Only the council.
 *
 * @example
 * await m.as(council).allowOnboarding({ organisation: 1, until: new Date("2027-06-30") });
 */
export const allowOnboarding = write(
  verb,
  (_, { organisation, until }) => ({
    data: encode("allowOnboarding", [organisation, until === undefined ? 0 : seconds("until", until)]),
  }),
  { read: mined },
);
