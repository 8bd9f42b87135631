import { toBeHex } from "ethers";
import type { Code } from "../codes/code.ts";
import { MissingLot } from "../codes/errors.ts";
import { isSscc } from "../codes/sscc.ts";
import { type Connection, readSlots } from "../connection/connection.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { batchId, productId } from "../history/ids.ts";
import { type OpenRecall, openRecall } from "../history/recalls.ts";
import { dispensedSlot, offsetSlot, productNumberSlot, productSlot, readProduct } from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { readLogs } from "../ledger/events.ts";
import { checkPackProof, type PackProof, PackTree } from "../packs/tree.ts";
import { canonicalUnit } from "../packs/units.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { logsOf } from "./logs.ts";
import { type Batch, batchOf } from "./parcels.ts";

/** What a scan of a pack or a case finds, the worst first: as in Chinese pharmacies and under the EU FMD. */
export type ScanVerdict = "unknown" | "dispensed" | "recalled" | "expired" | "genuine";

/** Why a scan does not find it genuine, or that it does. */
export type ScanReason =
  /** No batch of this product and lot is on the ledger. */
  | { readonly code: "batchUnknown" }
  /** The batch's packs have no codes on the ledger. */
  | { readonly code: "notSerialised" }
  /** The code is in no proof or tree that fits the batch's root: no manufacturer committed to it. */
  | { readonly code: "notInBatch" }
  /** The scanned label names another lot, or product, than the batch that it is said to be of. */
  | { readonly code: "lotDiffers"; readonly printed: string }
  /** The printed date is not the ledger's, and no regulator redated the lot: the label is not the manufacturer's. */
  | { readonly code: "expiryDiffers"; readonly printed: string; readonly stored: number }
  /** Packs of it were dispensed, once each: when, by whom, from which parcel. */
  | { readonly code: "dispensed"; readonly packs: readonly DispensedPack[] }
  | ({ readonly code: "recalled" } & OpenRecall)
  | { readonly code: "expired"; readonly expiry: number };

/** One pack that was dispensed. */
export interface DispensedPack {
  readonly pack: number;
  /** The entry that dispensed it; `undefined` where the node has its log no more. */
  readonly by: Dispensing | undefined;
}

/** Who dispensed a pack, and when. */
export interface Dispensing {
  readonly organisation: number;
  readonly member: number;
  readonly parcel: Hex;
  /** Unix seconds. */
  readonly recordedAt: number;
  readonly occurredAt: number;
  readonly transaction: Hex;
}

/** What a scan found. */
export interface ScanResult {
  readonly verdict: ScanVerdict;
  /** Every reason; none when genuine. */
  readonly reasons: readonly ScanReason[];
  /** The code in its one form. */
  readonly code: string;
  readonly batch: Hex;
  /** The packs that it is, or holds; `undefined` when unknown. */
  readonly packs: { readonly first: number; readonly count: number } | undefined;
  readonly asOf: AsOf;
}

export interface ScanParameters {
  /** What was scanned, in any form: a pack with its lot and serial, or a case. */
  readonly code: string;
  /** Of a code without a lot, as an SSCC: a code of its batch, with product and lot. */
  readonly batch?: string | undefined;
  /** What shows that the code is the batch's: the manufacturer's proof for it, or the batch's tree. */
  readonly proof: PackProof | PackTree;
}

/**
 * Checks a scanned pack or case (一物一码): whether its code is one that the manufacturer committed to, and whether it was
 * dispensed, recalled or has expired. The proof is checked here, against the root that the ledger holds.
 *
 * @param connection - the connection
 * @param parameters - what was scanned, and what shows that it is the batch's
 * @returns the verdict as of the newest block, with every reason
 * @throws {@link MissingLot} when neither code says which batch it is of
 *
 * @example
 * const { verdict, reasons } = await m.scan({ code: "(01)06934567000019(10)L-2026-07(21)A1", proof });
 */
export async function scan(connection: Connection, parameters: ScanParameters): Promise<ScanResult> {
  const ofBatch = batchCode(parameters);
  return atOneBlock(connection, batchId(ofBatch), (asOf) => scanAt(connection, ofBatch, parameters, asOf));
}

async function scanAt(
  connection: Connection,
  ofBatch: Code,
  parameters: ScanParameters,
  asOf: AsOf,
): Promise<ScanResult> {
  const code = canonicalUnit(parameters.code);
  const batch = await batchOf(connection, ofBatch, asOf);
  const unknown = (reason: ScanReason): ScanResult => ({
    verdict: "unknown",
    reasons: [reason],
    code,
    batch: batchId(ofBatch),
    packs: undefined,
    asOf,
  });
  if (batch === undefined || batch.expiry === 0) return unknown({ code: "batchUnknown" });
  if (batch.packsRoot === undefined) return unknown({ code: "notSerialised" });
  const printedLot = isSscc(parameters.code) ? undefined : readCode(parameters.code);
  if (printedLot?.lot !== undefined && batchId(printedLot) !== batch.subject) {
    return unknown({ code: "lotDiffers", printed: printedLot.lot });
  }
  const proof = proofOf(parameters.proof, code);
  const fits = proof?.code === code && checkPackProof(batch.packsRoot, proof);
  if (proof === undefined || !fits) return unknown({ code: "notInBatch" });
  const printed = printedExpiry(parameters.code);
  const differs = printed !== undefined && printed !== day(batch.expiry);
  if (differs && !(await wasRedated(connection, batch, asOf))) {
    return unknown({ code: "expiryDiffers", printed, stored: batch.expiry });
  }

  const packs = { first: proof.first, count: proof.count };
  const dispensed = await dispensedOf(connection, batch, packs, asOf);
  const recalls = await recallsOf(connection, ofBatch, batch, asOf);
  const reasons: ScanReason[] = [
    ...(dispensed.length === 0 ? [] : [{ code: "dispensed", packs: dispensed } as const]),
    ...recalls.map((recall) => ({ code: "recalled", ...recall }) as const),
    ...(batch.expiry < asOf.time ? [{ code: "expired", expiry: batch.expiry } as const] : []),
  ];
  const worst = (["dispensed", "recalled", "expired"] as const).find((one) => reasons.some(({ code }) => code === one));
  return { verdict: worst ?? "genuine", reasons, code, batch: batch.subject, packs, asOf };
}

/** Product and lot of what was scanned. */
function batchCode({ code, batch }: ScanParameters): Code {
  if (batch === undefined && isSscc(code)) throw new InvalidInput("batch", batch, rule(must.givenForSscc));
  const read = readCode(batch ?? code);
  if (read.lot === undefined) throw new MissingLot(read);
  return read;
}

function proofOf(shown: PackProof | PackTree, code: string): PackProof | undefined {
  if (!(shown instanceof PackTree)) return shown;
  return shown.find(code) === undefined ? undefined : shown.prove(code);
}

function printedExpiry(code: string): string | undefined {
  return isSscc(code) ? undefined : readCode(code).expiry;
}

/** Then labels that were printed before say another date. */
async function wasRedated(connection: Connection, batch: Batch, asOf: AsOf): Promise<boolean> {
  const { topicHash } = ledgerInterface.getEvent("BatchRedated");
  return (await logsOf(connection, [topicHash, batch.subject], asOf)).length > 0;
}

const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

async function recallsOf(connection: Connection, code: Code, batch: Batch, asOf: AsOf): Promise<readonly OpenRecall[]> {
  const product = productId(code);
  const [number] = await readSlots(connection, [productNumberSlot(product)], asOf.block);
  const [body] = await readSlots(connection, [offsetSlot(productSlot(Number(number)), 1)], asOf.block);
  const { recall } = readProduct(body as Hex);
  return [...openRecall("batch", batch.subject, batch.recall, 0), ...openRecall("product", product, recall, 0)];
}

/** Which of these packs were dispensed, from the bits; by whom and when, from the logs of their words. */
async function dispensedOf(
  connection: Connection,
  batch: Batch,
  packs: { readonly first: number; readonly count: number },
  asOf: AsOf,
): Promise<readonly DispensedPack[]> {
  const end = packs.first + packs.count;
  const words = range(packs.first >> 8, ((end - 1) >> 8) + 1);
  const stored = await readSlots(
    connection,
    words.map((word) => dispensedSlot(batch.number, word)),
    asOf.block,
  );
  const marked = range(packs.first, end).filter((pack) => {
    const bits = BigInt(stored[(pack >> 8) - (packs.first >> 8)] as Hex);
    return ((bits >> BigInt(pack & 0xff)) & 1n) === 1n;
  });
  const byWord = new Map<number, readonly Marking[]>();
  for (const word of new Set(marked.map((pack) => pack >> 8))) {
    byWord.set(word, await markingsOf(connection, batch.number, word, asOf));
  }
  return marked.map((pack) => {
    const markings = byWord.get(pack >> 8) ?? [];
    // Undone and dispensed again, the last one stands.
    return { pack, by: markings.findLast(({ mask }) => ((mask >> BigInt(pack & 0xff)) & 1n) === 1n)?.by };
  });
}

interface Marking {
  readonly mask: bigint;
  readonly by: Dispensing;
}

/** Who marked packs of a word, and when, oldest first. */
async function markingsOf(
  connection: Connection,
  batch: number,
  word: number,
  asOf: AsOf,
): Promise<readonly Marking[]> {
  const event = ledgerInterface.getEvent("PacksDispensed");
  const recorded = ledgerInterface.getEvent("Recorded").topicHash;
  const logs = await logsOf(connection, [event.topicHash, toBeHex(batch, 32), toBeHex(word, 32)], asOf);
  const markings: Marking[] = [];
  for (const log of logs) {
    const { parcel, mask } = ledgerInterface.decodeEventLog(event, log.data, log.topics);
    const at = { block: log.blockNumber };
    const entries = readLogs(await logsOf(connection, [recorded, String(parcel)], at, at.block)).filter(
      (entry) => entry.log.transactionHash === log.transactionHash && entry.log.index > log.index,
    );
    // The entry right after its marks.
    const entry = entries[0];
    if (entry === undefined) continue;
    const field = (shift: bigint, bits: bigint) => Number((entry.facts >> shift) & ((1n << bits) - 1n));
    const by = {
      organisation: entry.organisation,
      member: field(216n, 24n),
      parcel: entry.subject,
      recordedAt: field(32n, 32n),
      occurredAt: field(64n, 32n),
      transaction: log.transactionHash as Hex,
    };
    markings.push({ mask, by });
  }
  return markings;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
