import { type Connection, readSlots } from "../connection/connection.ts";
import { RequestFailed } from "../errors/chain.ts";
import { NotRecalled } from "../errors/refusals/care.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import {
  batchNumberSlot,
  batchSlot,
  offsetSlot,
  productNumberSlot,
  productSlot,
  readBatch,
  readCare,
  readCustody,
  readProduct,
  readStatus,
  type StoredRecall,
  statusSlot,
} from "../history/storage.ts";
import { subjectOf } from "../history/subjects.ts";
import type { AsOf, Entry, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { readEntry, readLogs } from "../ledger/events.ts";
import {
  type Action,
  type AssetState,
  assetStates,
  type Instruction,
  instructions,
  type RecallLevel,
  recallLevels,
} from "../lifecycle/vocabulary.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { itemCodes } from "./codes.ts";
import { chunksOf, forwardAt } from "./forward.ts";
import { findEntry } from "./history.ts";
import { logsOf } from "./logs.ts";

/** Within how many days holders must hear of a recall, by its level. */
export const NOTICE_DAYS: Readonly<Record<RecallLevel, number>> = { first: 1, second: 3, third: 7 };

/** What a recall reaches. */
export interface RecallImpact {
  readonly target: Hex;
  readonly level: RecallLevel;
  readonly instruction: Instruction;
  readonly byRegulator: boolean;
  /** When it was raised, for the last time, and by which organisation; `undefined` where the node has that entry no more. */
  readonly raisedAt: number;
  readonly by: number | undefined;
  /**
   * From the decision, as claimed, to the notice, which the entry is: seconds, and how many the rules give (1, 3, 7 days by
   * level; Measures for the Administration of Medical Device Recalls, 2017; of Drug Recalls, 2022).
   */
  readonly notice: { readonly decidedAt: number; readonly after: number; readonly within: number } | undefined;
  /** Every asset that it reaches, wherever it is and whatever became of it. */
  readonly holdings: readonly Holding[];
  /** How many base units, by what became of them. */
  readonly totals: {
    readonly held: bigint;
    readonly inTransit: bigint;
    readonly dispensed: bigint;
    readonly ended: bigint;
  };
  /** The numbers of the organisations that hold some of it, or dispensed some, and have not acknowledged the recall. */
  readonly unacknowledged: readonly number[];
  readonly asOf: AsOf;
}

/** One asset that a recall reaches. */
export interface Holding {
  readonly subject: Hex;
  /** The item's code in its one form; `undefined` of a parcel. */
  readonly code: string | undefined;
  readonly state: AssetState;
  /** How many base units it holds now; 0 where it has not entered. */
  readonly quantity: bigint;
  readonly custodian: number;
  readonly owner: number;
  /**
   * The number of the place that its custodian said last, since it has it, or else last dispensed at; `undefined` if it
   * said none.
   */
  readonly place: number | undefined;
  /** What was dispensed of it, or used up, net of what was undone: by whom, how much, and when last, undone or not. */
  readonly dispensed: readonly { readonly organisation: number; readonly quantity: bigint; readonly lastAt: number }[];
  /** Whether its custodian acknowledged this recall: when, and how many seconds after it was raised. */
  readonly acknowledged: { readonly by: number; readonly at: number; readonly after: number } | undefined;
  /** Whether it was remedied since, and that was confirmed. */
  readonly remedied: boolean;
}

/**
 * Tells what an open recall reaches: every holder, place and quantity, what was dispensed, who acknowledged and after how
 * long. Found by topic queries alone.
 *
 * @param connection - the connection
 * @param target - a code in any form (with a serial: the item; with a lot: the batch; with neither: the product), or its id
 * @throws {@link UnknownSubject}, {@link NotRecalled} when no recall of the target is open
 *
 * @example
 * const { totals, unacknowledged } = await m.recallImpact("(01)06934567000019(10)L-2026-07");
 */
export async function recallImpact(connection: Connection, target: string): Promise<RecallImpact> {
  const { subject } = subjectOf(target);
  return atOneBlock(connection, subject, (asOf) => impactAt(connection, subject, asOf));
}

async function impactAt(connection: Connection, subject: Hex, asOf: AsOf): Promise<RecallImpact> {
  const recall = await recallOf(connection, subject, asOf);
  if (recall === undefined) throw new NotRecalled({ target: subject });
  const raised = await findRaised(connection, subject, recall.raisedAt, asOf);

  const reached = await forwardAt(connection, subject, asOf);
  const itself = (await isAsset(connection, subject, asOf)) ? [subject] : [];
  const { holdings, heard } = await holdingsOf(connection, [...itself, ...reached], recall, asOf);
  const level = recallLevels[recall.level] as RecallLevel;
  const decidedAt = raised === undefined ? undefined : Number((raised.facts >> 64n) & 0xffff_ffffn);
  return {
    target: subject,
    level,
    instruction: instructions[recall.instruction] as Instruction,
    byRegulator: recall.byRegulator,
    raisedAt: recall.raisedAt,
    by: recall.raisedBy,
    notice:
      decidedAt === undefined
        ? undefined
        : { decidedAt, after: recall.raisedAt - decidedAt, within: NOTICE_DAYS[level] * 86_400 },
    holdings,
    totals: totalsOf(holdings),
    unacknowledged: unacknowledgedIn(holdings, heard),
    asOf,
  };
}

/** The entry that raised it; `undefined` where it is far back, or the node has it no more. */
async function findRaised(connection: Connection, subject: Hex, raisedAt: number, asOf: AsOf) {
  return findEntry(connection, subject, "recall", raisedAt, asOf.block).catch((error: unknown) => {
    if (error instanceof RequestFailed) return undefined;
    throw error;
  });
}

/** The recall that a product, a batch or an item holds. */
async function recallOf(connection: Connection, subject: Hex, asOf: AsOf): Promise<StoredRecall | undefined> {
  const asset = statusSlot("asset", subject);
  const keys = [asset, offsetSlot(asset, 3), productNumberSlot(subject), batchNumberSlot(subject)];
  const [status, care, product, batch] = (await readSlots(connection, keys, asOf.block)) as [Hex, Hex, Hex, Hex];
  const read = async (slot: Hex) => (await readSlots(connection, [offsetSlot(slot, 1)], asOf.block))[0] as Hex;
  if (readStatus(status).state !== 0) return readCare(care).recall;
  if (BigInt(product) !== 0n) return readProduct(await read(productSlot(Number(product)))).recall;
  if (BigInt(batch) !== 0n) return readBatch(await read(batchSlot(Number(batch)))).recall;
  throw new UnknownSubject({ subject });
}

async function isAsset(connection: Connection, subject: Hex, asOf: AsOf): Promise<boolean> {
  const [status] = await readSlots(connection, [statusSlot("asset", subject)], asOf.block);
  return readStatus(status as Hex).state !== 0;
}

async function holdingsOf(
  connection: Connection,
  subjects: readonly Hex[],
  recall: StoredRecall,
  asOf: AsOf,
): Promise<{ readonly holdings: readonly Holding[]; readonly heard: ReadonlySet<number> }> {
  const holdings: Holding[] = [];
  // Who acknowledged it, of whatever it had then: it may have sent that back since.
  const heard = new Set<number>();
  for (const chunk of chunksOf(subjects)) {
    const keys = chunk.flatMap((subject) =>
      [0, 1, 3].map((offset) => offsetSlot(statusSlot("asset", subject), offset)),
    );
    const words = await readSlots(connection, keys, asOf.block);
    const entries = await entriesOf(connection, chunk, asOf);
    for (const entry of entries) if (isAcknowledgement(entry, recall)) heard.add(entry.organisation);
    const codes = await itemCodes(connection, chunk, asOf);
    for (const [index, subject] of chunk.entries()) {
      const [status, custody, care] = words.slice(3 * index, 3 * index + 3) as [Hex, Hex, Hex];
      const own = entries.filter((entry) => entry.subject === subject);
      holdings.push(holdingOf(subject, codes.get(subject), { status, custody, care }, own, recall));
    }
  }
  return { holdings, heard };
}

function isAcknowledgement({ action, recordedAt }: Entry, recall: StoredRecall): boolean {
  return action === "acknowledge" && recordedAt >= recall.raisedAt;
}

async function entriesOf(connection: Connection, subjects: readonly Hex[], asOf: AsOf): Promise<readonly Entry[]> {
  const { topicHash } = ledgerInterface.getEvent("Recorded");
  const logs = await logsOf(connection, [topicHash, subjects], asOf);
  return readLogs(logs).map((raw) => readEntry("asset", raw));
}

function holdingOf(
  subject: Hex,
  code: string | undefined,
  words: { readonly status: Hex; readonly custody: Hex; readonly care: Hex },
  entries: readonly Entry[],
  recall: StoredRecall,
): Holding {
  const state = assetStates[readStatus(words.status).state] as AssetState;
  const custody = readCustody(words.custody);
  const { remediedAt } = readCare(words.care);
  const acknowledgement = entries.find(
    (entry) => isAcknowledgement(entry, recall) && entry.organisation === custody.custodian,
  );
  const ended = state === "announced" || (state === "consumed" && custody.batch === 0);
  return {
    subject,
    code,
    state,
    quantity: ended ? 0n : custody.quantity,
    custodian: custody.custodian,
    owner: custody.owner,
    place: placeOf(entries, custody.custodian),
    dispensed: dispensedIn(entries),
    acknowledged:
      acknowledgement === undefined
        ? undefined
        : {
            by: acknowledgement.organisation,
            at: acknowledgement.recordedAt,
            after: acknowledgement.recordedAt - recall.raisedAt,
          },
    remedied: remediedAt > recall.raisedAt,
  };
}

const saysPlace: ReadonlySet<Action> = new Set<Action>(["use", "store", "move"]);
const changesHands: ReadonlySet<Action> = new Set<Action>(["take", "accept", "reassign"]);

/** Where its custodian last said it to be, since it has it; failing that, where it last dispensed from it. */
export function placeOf(entries: readonly Entry[], custodian: number): number | undefined {
  const since = entries
    .slice(entries.findLastIndex(({ action }) => changesHands.has(action)) + 1)
    .filter(({ value, organisation }) => value !== 0 && organisation === custodian);
  const said = since.findLast(({ action }) => saysPlace.has(action));
  return (said ?? since.findLast(({ action }) => action === "dispense"))?.value;
}

/** What was dispensed, or used up, by each organisation, net of what was undone. */
function dispensedIn(entries: readonly Entry[]): Holding["dispensed"] {
  const all = new Map<number, { quantity: bigint; lastAt: number }>();
  for (const { action, state, organisation, quantity, recordedAt } of entries) {
    const gone = action === "dispense" || (action === "use" && state === "consumed");
    if (!gone && action !== "undo") continue;
    const sum = all.get(organisation) ?? { quantity: 0n, lastAt: 0 };
    sum.quantity += gone ? quantity : -quantity;
    if (gone) sum.lastAt = recordedAt;
    all.set(organisation, sum);
  }
  return [...all]
    .filter(([, { quantity }]) => quantity > 0n)
    .map(([organisation, { quantity, lastAt }]) => ({ organisation, quantity, lastAt }));
}

function totalsOf(holdings: readonly Holding[]): RecallImpact["totals"] {
  const sum = (of: (holding: Holding) => bigint) => holdings.reduce((all, holding) => all + of(holding), 0n);
  const dispensed = sum((holding) => holding.dispensed.reduce((all, { quantity }) => all + quantity, 0n));
  const inState = (...states: AssetState[]) => sum(({ state, quantity }) => (states.includes(state) ? quantity : 0n));
  const inTransit = inState("inTransit");
  const ended = inState("disposed");
  return { held: sum(({ quantity }) => quantity) - inTransit - ended, inTransit, dispensed, ended };
}

/** Who has some of it now, or dispensed some, and did not acknowledge for any of it. */
function unacknowledgedIn(holdings: readonly Holding[], heard: ReadonlySet<number>): readonly number[] {
  const concerned = new Set<number>();
  for (const { custodian, quantity, dispensed, state } of holdings) {
    if (quantity > 0n && state !== "disposed") concerned.add(custodian);
    for (const { organisation } of dispensed) concerned.add(organisation);
  }
  for (const organisation of heard) concerned.delete(organisation);
  concerned.delete(0);
  return [...concerned].sort((a, b) => a - b);
}
