import { type Connection, readSlots } from "../connection/connection.ts";
import { Replay, type StoredStatus } from "../history/replay.ts";
import {
  batchSlot,
  countsSlot,
  offsetSlot,
  productSlot,
  readCounts,
  readStatus,
  statusSlot,
} from "../history/storage.ts";
import type { AsOf, Hex } from "../history/types.ts";
import type { Problem } from "../history/verify.ts";
import { entryTopics, readLogs } from "../ledger/events.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { history } from "./history.ts";
import { logsInChunks } from "./logs.ts";
import { readManySlots } from "./slots.ts";

/** What an audit of the whole ledger found. */
export interface Audit {
  /** The block up to which it speaks. */
  readonly asOf: AsOf;
  /** How many entries were replayed. */
  readonly entries: number;
  /** How many histories, by what they are about. */
  readonly subjects: Readonly<Record<Kind, number>>;
  /** None where all of it holds together and is what the ledger stores. */
  readonly problems: readonly Problem[];
}

/**
 * Replays every history on the ledger, in one pass over its logs, and compares each with what the ledger stores: its head,
 * the block of its last entry and its state. Besides, that every entry comes from a head that its origin had at that
 * moment, and that no product or batch that the ledger numbered is missing. Logs that were lost, altered or added so show
 * against the storage.
 *
 * Both are what the auditor's node says. One that lies about both alike, or withholds all that there is of an item or a
 * requisition from which nothing comes, is not found out: ask one's own node, or a second one. Nor are the steps judged
 * again by the rules, which the ledger's code did, nor events replayed that are no entries, as of members.
 *
 * Memory grows with the subjects, not with the entries.
 *
 * @param connection - the auditor's own connection, to a node that keeps all logs
 * @returns as-of block, what was replayed, and the problems
 * @throws `ChainReorganised` when the chain changes under the reader again and again
 *
 * @example
 * const { entries, problems } = await m.audit();
 */
export async function audit(connection: Connection): Promise<Audit> {
  return atOneBlock(connection, connection.ledger, (asOf) => auditAt(connection, asOf));
}

async function auditAt(connection: Connection, asOf: AsOf): Promise<Audit> {
  const replay = new Replay(connection.chainId, connection.ledger);
  for await (const logs of logsInChunks(connection, entryTopics(), asOf)) {
    for (const raw of readLogs(logs)) replay.add({ ...raw, block: raw.log.blockNumber });
  }
  await compareNumbered(connection, replay, "product", asOf);
  await compareNumbered(connection, replay, "batch", asOf);
  await compareOthers(connection, replay, asOf);
  await checkOwnOrigins(connection, replay, asOf);

  const subjects = { product: 0, requisition: 0, asset: 0, batch: 0 };
  for (const { kind } of replay.subjects.values()) if (kind !== undefined) subjects[kind]++;
  return { asOf, entries: replay.entries, subjects, problems: replay.problems };
}

/** Where the ledger keeps what it numbers: the status in the first slot of each, the id in the third. */
const numbered = {
  product: { slotOf: productSlot, count: "products" },
  batch: { slotOf: batchSlot, count: "batches" },
} as const;

/** Compares products, or batches: those that the ledger numbered with those that were met, and the other way round. */
async function compareNumbered(
  connection: Connection,
  replay: Replay,
  kind: "product" | "batch",
  { block }: AsOf,
): Promise<void> {
  const { slotOf, count } = numbered[kind];
  const [counts] = await readSlots(connection, [countsSlot], block);
  const slots = Array.from({ length: readCounts(counts as Hex)[count] }, (_, index) => slotOf(index + 1));
  const statuses = await readManySlots(connection, slots, block);
  const ids = await readManySlots(
    connection,
    slots.map((slot) => offsetSlot(slot, 2)),
    block,
  );
  const stored = new Map<Hex, StoredStatus | undefined>();
  for (const [index, id] of ids.entries()) {
    if (stored.has(id)) replay.report("historyRepeated", id, undefined, 1, 2);
    stored.set(id, readStored(statuses[index] as Hex));
  }
  for (const [id, status] of stored) {
    if (replay.subjects.has(id)) replay.compare(id, status);
    else replay.report("historyMissing", id, undefined, status?.head, undefined);
  }
  for (const [subject, met] of replay.subjects) {
    if (met.kind === kind && !stored.has(subject)) replay.compare(subject, undefined);
  }
}

/** Compares requisitions and assets, which are found by their ids. */
async function compareOthers(connection: Connection, replay: Replay, { block }: AsOf): Promise<void> {
  const others = [...replay.subjects].flatMap(([subject, { kind }]) =>
    kind === "requisition" || kind === "asset" ? [{ subject, kind }] : [],
  );
  const statuses = await readManySlots(
    connection,
    others.map(({ subject, kind }) => statusSlot(kind, subject)),
    block,
  );
  for (const [index, { subject }] of others.entries()) replay.compare(subject, readStored(statuses[index] as Hex));
}

/**
 * What corrects or undoes comes from an earlier head of its own history, which alone is read again: few do. Where that
 * history has a problem, it was told already.
 */
async function checkOwnOrigins(connection: Connection, replay: Replay, asOf: AsOf): Promise<void> {
  const told = new Set(replay.problems.map(({ subject }) => subject));
  for (const [subject, origins] of replay.ownOrigins) {
    if (told.has(subject)) continue;
    const { entries } = await history(connection, subject, asOf);
    for (const { position, head } of origins) {
      const had = entries.slice(0, position).some((entry) => entry.head === head);
      if (!had) replay.report("originWrong", subject, position, head, entries[position - 1]?.head);
    }
  }
}

function readStored(slot: Hex): StoredStatus | undefined {
  const status = readStatus(slot);
  return status.state === 0 ? undefined : status;
}
