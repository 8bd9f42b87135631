import { encode } from "../connection/write.ts";
import { duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { setDuties as verb } from "../verbs/administration.ts";
import { mined, write } from "./step.ts";

/**
 * Sets the duties of another member of the administrator's organisation.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).setDuties({ member: 4, duties: ["use", "keep"] });
 */
export const setDuties = write(
  verb,
  (_, parameters) => ({
    data: encode("setDuties", [parameters.member, bitsOf(duties, parameters.duties)]),
  }),
  { read: mined },
);
