import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { type Duty, duties } from "../lifecycle/vocabulary.ts";
import { bitsOf } from "../lifecycle/words.ts";
import { mined } from "./administer.ts";
import { numberIn } from "./targets.ts";

export interface SetDutiesParameters {
  /** The member's number. */
  readonly member: number;
  /** All duties from now on. */
  readonly duties: readonly Duty[];
}

/**
 * Sets the duties of another member of the administrator's organisation.
 *
 * Duty *administer*.
 *
 * @example
 * await m.as(administrator).setDuties({ member: 4, duties: ["use", "keep"] });
 */
export const setDuties: WriteDefinition<SetDutiesParameters, Mined> = {
  encode: (_, parameters) => ({
    data: encode("setDuties", [
      numberIn("member", parameters.member, 0xffffff),
      bitsOf("duties", duties, parameters.duties),
    ]),
  }),
  read: mined,
};
