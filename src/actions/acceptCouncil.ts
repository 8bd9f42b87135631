import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { mined } from "./administer.ts";

/**
 * Takes the council's place that was offered.
 *
 * Only the account that it was offered to.
 *
 * @example
 * await m.as(successor).acceptCouncil({});
 */
export const acceptCouncil: WriteDefinition<Record<string, never>, Mined> = {
  encode: () => ({ data: encode("acceptOwnership") }),
  read: mined,
};
