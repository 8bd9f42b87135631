import { encode } from "../connection/write.ts";
import { acceptCouncil as verb } from "../verbs/council.ts";
import { mined, write } from "./step.ts";

/**
 * Takes the council's place that was offered.
 *
 * Only the account that it was offered to.
 *
 * @example
 * await m.as(successor).acceptCouncil({});
 */
export const acceptCouncil = write(verb, () => ({ data: encode("acceptOwnership") }), { read: mined });
