import { type Connection, readSlots } from "../connection/connection.ts";
import { readStatus, statusSlot } from "../history/storage.ts";
import { subjectOf } from "../history/subjects.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { logsOf } from "./logs.ts";
import { CHUNK } from "./parcels.ts";

/**
 * Traces forward: the assets that come from a subject. Of a product, its items and the parcels of its batches; of a batch,
 * its parcels, however often they were split; of an asset, what was split from it; of a requisition, what came under it,
 * with what was split from that. Found by topic queries alone.
 *
 * @param connection - the connection
 * @param target - a code in any form (with a serial: the item; with a lot: the batch; with neither: the product), or a
 * subject's id
 * @returns the assets' ids, as of the newest block, each once
 *
 * @example
 * const parcels = await m.forward("(01)06934567000019(10)L-2026-07");
 */
export async function forward(connection: Connection, target: string): Promise<readonly Hex[]> {
  const { subject } = subjectOf(target);
  return atOneBlock(connection, subject, (asOf) => forwardAt(connection, subject, asOf));
}

/** The same, at a block. */
export async function forwardAt(connection: Connection, subject: Hex, asOf: AsOf): Promise<readonly Hex[]> {
  const { topicHash } = ledgerInterface.getEvent("Derived");
  const entered = ledgerInterface.getEvent("BatchEntered").topicHash;
  const batches = (await logsOf(connection, [entered, null, subject], asOf)).map(({ topics }) => topics[1] as Hex);
  const announced = ledgerInterface.getEvent("ItemEntered").topicHash;
  const items = (await logsOf(connection, [announced, null, subject], asOf)).map(({ topics }) => topics[1] as Hex);
  // By class: all of a product's items, all of a batch's parcels.
  const found = new Set<Hex>(items);
  for (const classes of chunksOf([subject, ...batches])) {
    for (const log of await logsOf(connection, [topicHash, null, null, classes], asOf)) found.add(log.topics[1] as Hex);
  }
  // By origin: what has no class of its own. Through a requisition nothing is followed, since others came under it too.
  // What was split off before it came from there, as before a delivery, did not come from there.
  const reached = new Map<Hex, Position>([[subject, [0, 0]]]);
  for (let open: readonly Hex[] = [subject]; open.length > 0; ) {
    const fresh = new Map<Hex, Position>();
    for (const origins of chunksOf(open)) {
      for (const log of await logsOf(connection, [topicHash, null, origins], asOf)) {
        const [, one, origin] = log.topics as [string, Hex, Hex];
        const position: Position = [log.blockNumber, log.index];
        if (isAfter(position, reached.get(origin)) && !reached.has(one) && !fresh.has(one)) fresh.set(one, position);
      }
    }
    open = await assetsAmong(connection, [...fresh.keys()], asOf);
    for (const one of open) reached.set(one, fresh.get(one) as Position);
  }
  reached.delete(subject);
  const others = await assetsAmong(
    connection,
    [...found].filter((one) => one !== subject && !reached.has(one)),
    asOf,
  );
  return [...reached.keys(), ...others];
}

/** Where a log stands: block, and index in it. */
type Position = readonly [number, number];

function isAfter([block, index]: Position, [otherBlock, otherIndex]: Position = [0, 0]): boolean {
  return block > otherBlock || (block === otherBlock && index > otherIndex);
}

/** Those that are assets. */
async function assetsAmong(connection: Connection, subjects: readonly Hex[], asOf: AsOf): Promise<readonly Hex[]> {
  const assets: Hex[] = [];
  for (const chunk of chunksOf(subjects)) {
    const words = await readSlots(
      connection,
      chunk.map((subject) => statusSlot("asset", subject)),
      asOf.block,
    );
    assets.push(...chunk.filter((_, index) => readStatus(words[index] as Hex).state !== 0));
  }
  return assets;
}

/** In parts that go into one query each. */
export function chunksOf<T>(all: readonly T[]): readonly T[][] {
  const chunks: T[][] = [];
  for (let from = 0; from < all.length; from += CHUNK) chunks.push(all.slice(from, from + CHUNK));
  return chunks;
}
