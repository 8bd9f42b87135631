import type { Connection } from "../connection/connection.ts";
import { ChainReorganised } from "../errors/chain.ts";
import type { AsOf, Hex } from "../history/types.ts";
import type { Anchors } from "../history/verify.ts";
import { atOneBlock, isOfChain } from "./atOneBlock.ts";
import { readSubjectStatus } from "./history.ts";

/**
 * Reads the heads that the ledger stores, to anchor a trace with.
 *
 * @param connection - the checker's own connection
 * @param subjects - ids of products, batches, requisitions or assets
 * @param at - the block to read them at; by default, the newest
 * @throws {@link ChainReorganised} when that block is not the chain's any more
 * @returns the heads of those that the ledger knows, and the block they were read at
 */
export async function heads(connection: Connection, subjects: readonly Hex[], at?: AsOf): Promise<Anchors> {
  const read = (asOf: AsOf) => headsAt(connection, subjects, asOf);
  if (at === undefined) return atOneBlock(connection, connection.ledger, read);
  const anchors = await read(at);
  if (!(await isOfChain(connection, at))) throw new ChainReorganised(connection.ledger, 1);
  return anchors;
}

async function headsAt(connection: Connection, subjects: readonly Hex[], asOf: AsOf): Promise<Anchors> {
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
