import { encode } from "../connection/write.ts";
import { setPause as verb } from "../verbs/council.ts";
import { mined, write } from "./step.ts";

/**
 * Pauses the ledger, or lets it run again.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).setPause({ paused: true });
 */
export const setPause = write(verb, (_, { paused }) => ({ data: encode("setPause", [paused]) }), { read: mined });
