import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { nameText } from "../history/ids.ts";
import { mined } from "./administer.ts";

/**
 * Makes a place's name known, so that entries, which hold its number, can be read by name. Steps that say a place do it
 * themselves where it has no name yet.
 *
 * Duty *use* or *keep*. Naming a place again changes nothing.
 *
 * @example
 * await m.as(keeper).namePlace({ name: "ICU-3" });
 */
export const namePlace: WriteDefinition<{ readonly name: string }, Mined> = {
  encode: (_, { name }) => ({ data: encode("namePlace", [nameText("name", name)]) }),
  read: mined,
};
