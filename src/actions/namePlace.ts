import { encode } from "../connection/write.ts";
import { namePlace as verb } from "../verbs/administration.ts";
import { mined, write } from "./step.ts";

/**
 * Makes a place's name known, so that entries, which hold its number, can be read by name. Steps that say a place do it
 * themselves where it has no name yet.
 *
 * Duty *use* or *keep*. Naming a place again changes nothing.
 *
 * @example
 * await m.as(keeper).namePlace({ name: "ICU-3" });
 */
export const namePlace = write(verb, (_, { name }) => ({ data: encode("namePlace", [name]) }), { read: mined });
