import { decodeBytes32String } from "ethers";
import type { Code } from "../codes/code.ts";
import { type Connection, readSlots } from "../connection/connection.ts";
import { batchId, productId } from "../history/ids.ts";
import {
  batchNumberSlot,
  batchSlot,
  offsetSlot,
  productNumberSlot,
  productSlot,
  readBatch,
  readCare,
  readCustody,
  readFurtherCare,
  readProduct,
  readStatus,
  type StoredRecall,
  statusSlot,
} from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { type AssetState, assetStates, type Terms, terms } from "../lifecycle/vocabulary.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { logsOf } from "./logs.ts";
import { organisationOf } from "./targets.ts";

/** One production lot of a product, as the ledger stores it. */
export interface Batch {
  readonly subject: Hex;
  readonly number: number;
  readonly lot: string;
  /** Last second at which it is usable; 0 while only a recall announced it. */
  readonly expiry: number;
  /** How many base units of it entered the ledger in all. */
  readonly quantity: bigint;
  /** The root of the tree over its packs' codes; `undefined` where they have none. */
  readonly packsRoot: Hex | undefined;
  readonly recall: StoredRecall | undefined;
}

/** A quantity of one batch, as the ledger stores it. */
export interface Parcel {
  readonly subject: Hex;
  readonly batch: Hex;
  readonly lot: string;
  /** Last second at which it is usable, unix seconds. */
  readonly expiry: number;
  /** How many base units it holds. */
  readonly quantity: bigint;
  /** Its packs that have a code each: from the index `first` to before `end`, those dispensed included. */
  readonly packs: { readonly first: number; readonly end: number } | undefined;
  readonly state: AssetState;
  /** The numbers of the organisations that hold and own it. */
  readonly custodian: number;
  readonly owner: number;
  readonly terms: Terms | undefined;
  /** The number of the organisation that it is offered or sent back to; 0 for none. */
  readonly offeredTo: number;
  /** The requisition under which it was last shipped; 32 zero bytes for none. */
  readonly shipment: Hex;
  readonly quarantined: boolean;
  readonly expired: boolean;
  /** Whether a recall of its batch or product is open that it was not remedied of. */
  readonly recalled: boolean;
  /** Consigned units that were dispensed and not settled. */
  readonly owed: bigint;
}

/** Which parcels are looked for. */
export interface ParcelQuery {
  /** A code in any form: with a lot, of this batch; without, of the product. */
  readonly code: string;
  /** The number of the organisation that holds them, or that they are offered to; left out for all. */
  readonly organisation?: number | undefined;
}

/**
 * Lists parcels of a product or a batch, that which expires first before the others. Found by topic queries alone.
 *
 * @param connection - the connection
 * @param query - which
 * @returns the parcels as of the newest block, those that are used up or disposed of included
 *
 * @example
 * const [first] = await m.parcels({ code: "06934567000019", organisation: 1 });
 */
export async function parcels(connection: Connection, query: ParcelQuery): Promise<readonly Parcel[]> {
  const code = readCode(query.code);
  const { organisation } = query;
  if (organisation !== undefined) organisationOf("organisation", organisation);
  const found = await atOneBlock(connection, productId(code), async (asOf) =>
    parcelsOf(connection, await batchesOf(connection, code, asOf), productId(code), asOf),
  );
  return found
    .filter(({ custodian, offeredTo }) => organisation === undefined || [custodian, offeredTo].includes(organisation))
    .sort((a, b) => a.expiry - b.expiry || (a.subject < b.subject ? -1 : 1));
}

/** The batches that a code means: one, where it has a lot, otherwise all of the product. */
export async function batchesOf(connection: Connection, code: Code, asOf: AsOf): Promise<readonly Batch[]> {
  const event = ledgerInterface.getEvent("BatchEntered");
  const topics = code.lot === undefined ? [null, productId(code)] : [batchId(code)];
  const logs = await logsOf(connection, [event.topicHash, ...topics], asOf);
  const entered = logs.map((log) => {
    const { batch, number, lot } = ledgerInterface.decodeEventLog(event, log.data, log.topics);
    return { subject: String(batch) as Hex, number: Number(number), lot: decodeBytes32String(lot) };
  });
  const words = await readInChunks(
    connection,
    entered.map(({ number }) => [1, 3].map((offset) => offsetSlot(batchSlot(number), offset))),
    asOf,
  );
  return entered.map((batch, index) => {
    const [body, root] = words[index] as [Hex, Hex];
    const { expiry, quantity, recall } = readBatch(body);
    return { ...batch, expiry, quantity, recall, packsRoot: BigInt(root) === 0n ? undefined : root };
  });
}

/** One batch, by its code's product and lot; `undefined` if the ledger does not have it. */
export async function batchOf(connection: Connection, code: Code, asOf: AsOf): Promise<Batch | undefined> {
  const subject = batchId(code);
  const [word] = await readSlots(connection, [batchNumberSlot(subject)], asOf.block);
  return Number(word) === 0 ? undefined : (await batchesOf(connection, code, asOf))[0];
}

/** All parcels of these batches of one product. */
export async function parcelsOf(
  connection: Connection,
  batches: readonly Batch[],
  product: Hex,
  asOf: AsOf,
): Promise<readonly Parcel[]> {
  if (batches.length === 0) return [];
  const subjects = await derivedOf(
    connection,
    batches.map(({ subject }) => subject),
    asOf,
  );
  const words = await readInChunks(
    connection,
    subjects.map((subject) => [0, 1, 2, 3, 4].map((offset) => offsetSlot(statusSlot("asset", subject), offset))),
    asOf,
  );
  const [number] = await readSlots(connection, [productNumberSlot(product)], asOf.block);
  const [body] = await readSlots(connection, [offsetSlot(productSlot(Number(number)), 1)], asOf.block);
  const { recall } = readProduct(body as Hex);
  const byNumber = new Map(batches.map((batch) => [batch.number, batch]));
  return subjects.flatMap((subject, index) => {
    const parcel = readParcel(subject, words[index] as readonly Hex[], byNumber, recall, asOf);
    return parcel === undefined ? [] : [parcel];
  });
}

/** What comes from these batches, by its class: parcels, and the requisitions that they came under. */
async function derivedOf(connection: Connection, batches: readonly Hex[], asOf: AsOf): Promise<readonly Hex[]> {
  const { topicHash } = ledgerInterface.getEvent("Derived");
  const found = new Set<Hex>();
  for (let from = 0; from < batches.length; from += CHUNK) {
    const classes = batches.slice(from, from + CHUNK);
    for (const log of await logsOf(connection, [topicHash, null, null, classes], asOf)) {
      found.add(log.topics[1] as Hex);
    }
  }
  return [...found];
}

/** How many ids go into one query. */
export const CHUNK = 100;

async function readInChunks(
  connection: Connection,
  keys: readonly (readonly Hex[])[],
  asOf: AsOf,
): Promise<readonly (readonly Hex[])[]> {
  const read: (readonly Hex[])[] = [];
  for (let from = 0; from < keys.length; from += CHUNK) {
    const chunk = keys.slice(from, from + CHUNK);
    const words = await readSlots(connection, chunk.flat(), asOf.block);
    let at = 0;
    for (const { length } of chunk) {
      read.push(words.slice(at, at + length));
      at += length;
    }
  }
  return read;
}

function readParcel(
  subject: Hex,
  words: readonly Hex[],
  batches: ReadonlyMap<number, Batch>,
  ofProduct: StoredRecall | undefined,
  asOf: AsOf,
): Parcel | undefined {
  const [statusWord, custodyWord, shipment, careWord, furtherWord] = words as [Hex, Hex, Hex, Hex, Hex];
  const status = readStatus(statusWord);
  const state = assetStates[status.state];
  const custody = readCustody(custodyWord);
  const batch = batches.get(custody.batch);
  if (state === undefined || state === "none" || batch === undefined) return undefined;

  const further = readFurtherCare(furtherWord);
  const { remediedAt } = readCare(careWord);
  const blocks = (recall: StoredRecall | undefined) => recall !== undefined && recall.raisedAt >= remediedAt;
  const word = terms[custody.terms];
  return {
    subject,
    batch: batch.subject,
    lot: batch.lot,
    expiry: batch.expiry,
    quantity: custody.quantity,
    packs: custody.firstPack === undefined ? undefined : { first: custody.firstPack, end: further.endPack },
    state,
    custodian: custody.custodian,
    owner: custody.owner,
    terms: word === "none" ? undefined : word,
    // While a scrapping is under way, that place is another's.
    offeredTo: state === "inTransit" ? custody.offeredTo : 0,
    shipment,
    quarantined: status.quarantined,
    expired: batch.expiry < asOf.time,
    recalled: blocks(batch.recall) || blocks(ofProduct),
    owed: further.owed,
  };
}
