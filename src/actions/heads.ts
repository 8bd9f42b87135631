import { type Connection, latestBlock } from "../connection/connection.ts";
import type { AsOf, Hex } from "../history/types.ts";
import type { Anchors } from "../history/verify.ts";
import { readSubjectStatus } from "./history.ts";

/**
 * Reads the heads that the ledger stores, to anchor a trace with.
 *
 * @param connection - the checker's own connection
 * @param subjects - ids of products, batches, requisitions or assets
 * @param at - the block to read them at; by default, the newest
 * @returns the heads of those that the ledger knows, and the block they were read at
 */
export async function heads(connection: Connection, subjects: readonly Hex[], at?: AsOf): Promise<Anchors> {
  const asOf = at ?? (await latestBlock(connection));
  const statuses = await Promise.all(
    subjects.map(async (subject) => [subject, await readSubjectStatus(connection, subject, asOf.block)] as const),
  );
  const known = statuses.flatMap(([subject, status]) => (status === undefined ? [] : [{ subject, ...status }]));
  return {
    heads: Object.fromEntries(known.map(({ subject, head }) => [subject, head])),
    blocks: Object.fromEntries(known.map(({ subject, lastBlock }) => [subject, lastBlock])),
    asOf,
  };
}
