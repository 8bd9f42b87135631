import { encode } from "../connection/write.ts";
import { duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { appoint as verb } from "../verbs/administration.ts";
import { seconds } from "../verbs/values.ts";
import { mined, write } from "./step.ts";

/**
 * Lets another organisation act on the administrator's organisation's assets, replacing what was said before.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).appoint({ provider: 3, duties: ["maintain"], until: new Date("2028-01-01") });
 */
export const appoint = write(
  verb,
  (_, { provider, until, ...parameters }) => ({
    data: encode("appoint", [
      provider,
      bitsOf(duties, parameters.duties ?? []),
      until === undefined ? 0 : seconds("until", until),
    ]),
  }),
  { read: mined },
);
