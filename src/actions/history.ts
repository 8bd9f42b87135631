import { attempt, type Connection, latestBlock, readSlot, readSlots } from "../connection/connection.ts";
import { ChainReorganised } from "../errors/chain.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import { actionNumber, kindOfFirst, previousBlockOf } from "../history/facts.ts";
import { entryHead, genesisHead, NO_HEAD } from "../history/ids.ts";
import {
  batchNumberSlot,
  batchSlot,
  productNumberSlot,
  productSlot,
  readStatus,
  statusSlot,
} from "../history/storage.ts";
import type { AsOf, Hex, History, LoggedEntry } from "../history/types.ts";
import { entryTopics, type RawEntry, readEntry, readLogs } from "../ledger/events.ts";
import { type Action, actions } from "../lifecycle/vocabulary.ts";
import { ATTEMPTS, isOfChain } from "./atOneBlock.ts";

/**
 * Reads a subject's history, directly from the chain: from the block of its last entry back along the pointers to the
 * first, however long the chain is. Needs a node that keeps logs, and no index.
 *
 * @param connection - the connection
 * @param subject - the id of a product, a batch, a requisition or an asset
 * @param asOf - the block to read it at; by default, the newest
 * @throws {@link UnknownSubject} when the ledger has no such subject
 * @throws {@link ChainReorganised} when the chain changes under the reader again and again
 */
export async function history(connection: Connection, subject: Hex, asOf?: AsOf): Promise<History<LoggedEntry>> {
  // At a block that the caller chose there is nothing to choose anew: the caller does.
  const attempts = asOf === undefined ? ATTEMPTS : 1;
  for (let tried = 0; tried < attempts; tried++) {
    const at = asOf ?? (await latestBlock(connection));
    const status = await readSubjectStatus(connection, subject, at.block);
    if (status === undefined) {
      // In a block that left the chain meanwhile, nothing is unknown.
      if (await isOfChain(connection, at)) throw new UnknownSubject({ subject });
      continue;
    }
    const raw = await readBack(connection, subject, status.lastBlock);
    const read = raw === undefined ? undefined : assemble(connection, subject, raw);
    if (read?.entries.at(-1)?.head === status.head) return read;
  }
  throw new ChainReorganised(subject, attempts);
}

/** Head and last block of a subject of any kind; `undefined` if the ledger does not know it. */
export async function readSubjectStatus(connection: Connection, subject: Hex, block?: number) {
  const keys = [
    statusSlot("asset", subject),
    statusSlot("requisition", subject),
    productNumberSlot(subject),
    batchNumberSlot(subject),
  ];
  const [asset, requisition, product, batch] = (await readSlots(connection, keys, block)) as [Hex, Hex, Hex, Hex];
  const numbered = BigInt(product) === 0n ? batchSlot(Number(batch)) : productSlot(Number(product));
  const known = BigInt(product) !== 0n || BigInt(batch) !== 0n;
  const counted = known ? await readSlot(connection, numbered, block) : product;
  return [asset, requisition, counted].map(readStatus).find(({ state }) => state !== 0);
}

/** How many blocks of a subject {@link findEntry} looks through. */
const DEPTH = 64;

/**
 * The last entry of an action that was recorded at a moment; `undefined` if it is not among the last ones.
 *
 * @param action - the action
 * @param recordedAt - unix seconds
 * @param block - the block to read at
 */
export async function findEntry(
  connection: Connection,
  subject: Hex,
  action: Action,
  recordedAt: number,
  block: number,
): Promise<RawEntry | undefined> {
  const status = await readSubjectStatus(connection, subject, block);
  if (status === undefined) return undefined;
  let looked = 0;
  for await (const raw of walkBack(connection, subject, status.lastBlock)) {
    if (++looked > DEPTH) return undefined;
    for (const one of [...(raw ?? [])].reverse()) {
      const time = Number((one.facts >> 32n) & 0xffff_ffffn);
      if (time < recordedAt) return undefined;
      if (time === recordedAt && actions[actionNumber(one.facts)] === action) return one;
    }
  }
  return undefined;
}

/** All entries, oldest first; `undefined` when a pointer leads nowhere, as after a reorganisation. */
async function readBack(connection: Connection, subject: Hex, lastBlock: number): Promise<RawEntry[] | undefined> {
  const found: RawEntry[] = [];
  for await (const raw of walkBack(connection, subject, lastBlock)) {
    if (raw === undefined) return undefined;
    found.unshift(...raw);
  }
  return found;
}

/** Follows the pointers, block by block, the newest first; ends with `undefined` when a pointer leads nowhere. */
async function* walkBack(
  connection: Connection,
  subject: Hex,
  lastBlock: number,
): AsyncGenerator<readonly RawEntry[] | undefined> {
  for (let block = lastBlock; block !== 0; ) {
    const logs = await attempt(connection, () =>
      connection.provider.getLogs({
        address: connection.ledger,
        topics: entryTopics(subject),
        fromBlock: block,
        toBlock: block,
      }),
    );
    const raw = readLogs(logs);
    const first = raw[0];
    const previous = first === undefined ? block : previousBlockOf(first.facts);
    if (previous >= block) {
      yield undefined;
      return;
    }
    yield raw;
    block = previous;
  }
}

function assemble(connection: Connection, subject: Hex, raw: readonly RawEntry[]): History<LoggedEntry> | undefined {
  const first = raw[0];
  const kind = first === undefined ? undefined : kindOfFirst(first.facts);
  if (kind === undefined) return undefined;
  let head = genesisHead(connection.chainId, connection.ledger, subject);
  const entries = raw.map((one): LoggedEntry & { head: Hex } => {
    head = entryHead(head, {
      ...one,
      origin: one.origin?.subject ?? `0x${"00".repeat(32)}`,
      originHead: one.origin?.head ?? NO_HEAD,
    });
    return { ...readEntry(kind, one), head };
  });
  return { subject, kind, entries };
}
