import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { mined } from "./administer.ts";

/**
 * Pauses the ledger, or lets it run again.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).setPause({ paused: true });
 */
export const setPause: WriteDefinition<{ readonly paused: boolean }, Mined> = {
  encode: (_, { paused }) => ({ data: encode("setPause", [paused]) }),
  read: mined,
};
