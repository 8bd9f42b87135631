import { type Connection, readSlots } from "../connection/connection.ts";
import type { Hex } from "../history/types.ts";

/** How many slots are asked for at once. */
const SLOTS = 500;

/** Reads however many slots of the ledger at one block, in requests of a size that nodes take. */
export async function readManySlots(
  connection: Connection,
  keys: readonly Hex[],
  block: number,
): Promise<readonly Hex[]> {
  const values: Hex[] = [];
  for (let from = 0; from < keys.length; from += SLOTS) {
    for (const value of await readSlots(connection, keys.slice(from, from + SLOTS), block)) values.push(value);
  }
  return values;
}
