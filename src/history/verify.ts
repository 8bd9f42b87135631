import { ZeroHash } from "ethers/constants";
import { canonicalBatch, canonicalItem, canonicalProduct } from "../codes/canonical.ts";
import { parseCode } from "../codes/parse.ts";
import { InvalidInput } from "../errors/base.ts";
import { type Stage, stages } from "../lifecycle/vocabulary.ts";
import { kindsByFirst, packFacts } from "./facts.ts";
import { placed } from "./fields.ts";
import { batchId, entryHead, genesisHead, itemId, NO_HEAD, productId } from "./ids.ts";
import { expecting } from "./problems.ts";
import { readTrace } from "./shape.ts";
import { missingStages } from "./timeline.ts";
import type { AsOf, Entry, Hex, History, Trace } from "./types.ts";

/**
 * How far a history could be checked, from the least on: not at all; that all hashes follow; that the checker's node stores
 * these heads; that they follow from a block whose hash the checker knows from elsewhere.
 */
export const levels = ["none", "intact", "anchored", "proven"] as const;
export type Level = (typeof levels)[number];

/**
 * Whether a level is at least another.
 *
 * @param level - what was reached
 * @param wanted - what is asked for
 */
export function reaches(level: Level, wanted: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted);
}

/** What is wrong with a trace. */
export type ProblemCode =
  /** It is no trace: a field is missing, or has a value that cannot stand there. */
  | "traceMalformed"
  /** A history is missing, empty, given twice, or of another subject than the code names. */
  | "historyMissing"
  | "historyEmpty"
  | "historyRepeated"
  | "historyForeign"
  | "subjectWrong"
  /** A bundle of an item, a batch or a product says its code. */
  | "codeMissing"
  /** An entry's values cannot stand on the ledger, or name another subject or stage. */
  | "entryMalformed"
  /** An entry does not lead to the head it claims: it, or one before it, was altered, dropped, added or moved. */
  | "headWrong"
  /** An entry does not point to the block of the one before. */
  | "previousBlockWrong"
  /** An entry comes from a head that its origin never had. */
  | "originWrong"
  /** The ledger's history goes on from the last entry shown: some were left out at its end, or added since. */
  | "endMissing"
  /** The ledger stores another head. */
  | "storedHeadDiffers"
  /** The last entry stands in another block than the ledger says. */
  | "lastBlockWrong"
  /** The last entry led to another state than the ledger says. Only an audit compares it: a head commits to it. */
  | "stateWrong"
  /** It is no bundle: a field is missing, has a value that cannot stand there, or is written in another way than the one. */
  | "bundleMalformed"
  | "headerMalformed"
  /** The bundle's block is not the one that the checker knows; its ledger is not. */
  | "blockUnknown"
  | "ledgerForeign"
  /** The state of the bundle's block has no contract at the ledger's address. */
  | "ledgerMissing"
  /** A node of a proof is missing, or proves nothing that the bundle is about. */
  | "proofMissing"
  | "proofUnused"
  /** A field that is shown of a document is not what its commitment was made to; no entry commits to a document. */
  | "documentWrong"
  | "documentForeign";

export interface Problem {
  readonly code: ProblemCode;
  readonly subject: Hex;
  /** The entry's position in its history, from 0; `undefined` for the history as a whole. */
  readonly position: number | undefined;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What is known of a trace after checking it; never a bare yes or no. */
export interface Verdict {
  readonly level: Level;
  /** The block up to which it speaks. */
  readonly asOf: AsOf;
  readonly problems: readonly Problem[];
  /** The stages of the nine without an entry: not yet reached, or not on the ledger. */
  readonly missingStages: readonly Stage[];
}

/** What the ledger stores, by subject, and the block it was read at. */
export interface Anchors {
  readonly heads: Readonly<Record<Hex, Hex>>;
  /** The block of each subject's last entry. */
  readonly blocks: Readonly<Record<Hex, number>>;
  readonly asOf: AsOf;
}

/**
 * Checks a trace without any connection: every head is computed anew from the first one on.
 *
 * - *intact*: all hashes follow, and every origin has the head that its entry names.
 * - *anchored*: besides, the heads are those that the ledger stores. This needs `anchors` which the checker read, never
 *   ones that came with the trace; `client.verify` reads them.
 *
 * @param shown - from `client.trace`, or whatever somebody shows
 * @param anchors - what the ledger stores, read by the checker
 * @returns level, as-of block, problems and missing stages; what is no trace at all has level "none" and one problem
 *
 * @example
 * const trace = await m.trace("(01)09521234543213(21)P-0001");
 * const { level, problems } = verify(trace);
 */
export function verify(shown: Trace, anchors?: Anchors): Verdict {
  const trace = readOrReport(shown);
  if ("problem" in trace) {
    return { level: "none", asOf: anchors?.asOf ?? NEVER, problems: [trace.problem], missingStages: stages };
  }

  const problems: Problem[] = [];
  const report = (code: ProblemCode, subject: Hex, position: number | undefined, expected: unknown, actual: unknown) =>
    problems.push({ code, subject, position, expected, actual });
  checkSubject(trace, report);
  const heads = new Map<Hex, readonly Hex[]>();
  for (const history of trace.histories) {
    if (heads.has(history.subject)) report("historyRepeated", history.subject, undefined, 1, 2);
    heads.set(history.subject, checkHistory(trace, history, report));
  }
  checkOrigins(trace, heads, report);

  let level: Level = problems.length === 0 ? "intact" : "none";
  if (anchors !== undefined) {
    for (const history of trace.histories) checkAnchor(history, heads.get(history.subject)?.at(-1), anchors, report);
    if (problems.length === 0) level = "anchored";
  }
  return { level, asOf: anchors?.asOf ?? trace.asOf, problems, missingStages: missingStages(trace) };
}

/** Of what is no trace, nothing is known. */
const NEVER: AsOf = { block: 0, hash: ZeroHash as Hex, time: 0 };

function readOrReport(shown: unknown): Trace | { readonly problem: Problem } {
  try {
    return readTrace(shown);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const expected = placed(error);
    const problem: Problem = {
      code: "traceMalformed",
      subject: ZeroHash as Hex,
      position: undefined,
      expected: expected.en,
      actual: error.details.value,
    };
    return { problem: expecting(problem, expected) };
  }
}

function checkAnchor(history: History, head: Hex | undefined, { heads, blocks }: Anchors, report: Report): void {
  const stored = Object.hasOwn(heads, history.subject) ? heads[history.subject] : undefined;
  if (stored === undefined || stored !== head) {
    report("storedHeadDiffers", history.subject, undefined, stored, head);
    return;
  }
  const block = history.entries.at(-1)?.block;
  if (blocks[history.subject] !== block) {
    report("lastBlockWrong", history.subject, history.entries.length - 1, blocks[history.subject], block);
  }
}

type Report = (
  code: ProblemCode,
  subject: Hex,
  position: number | undefined,
  expected: unknown,
  actual: unknown,
) => void;

/** The code that is shown to a person must be the one that the hashes are about. */
function checkSubject(trace: Trace, report: Report): void {
  if (trace.code !== undefined) {
    const expected = canonicalSubject(trace.code);
    if (expected !== trace.subject) report("subjectWrong", trace.subject, undefined, expected, trace.subject);
  }
  const first = trace.histories[0];
  if (first?.subject !== trace.subject) {
    report("historyMissing", trace.subject, undefined, trace.subject, first?.subject);
  }
}

/** What a canonical code names; another form of it, which might show something else beside, names nothing here. */
function canonicalSubject(text: string): Hex | undefined {
  try {
    const code = parseCode(text);
    if (code.serial !== undefined) return text === canonicalItem(code) ? itemId(code) : undefined;
    if (code.lot !== undefined) return text === canonicalBatch(code) ? batchId(code) : undefined;
    return text === canonicalProduct(code) ? productId(code) : undefined;
  } catch {
    return undefined;
  }
}

/** Computes every head anew; returns them, the first one included. */
function checkHistory(trace: Trace, history: History, report: Report): readonly Hex[] {
  let head = genesisHead(trace.chainId, trace.ledger, history.subject);
  const heads = [head];
  if (history.entries.length === 0) report("historyEmpty", history.subject, undefined, undefined, undefined);
  for (const [position, entry] of history.entries.entries()) {
    const before = history.entries[position - 1];
    const previousBlock = before?.block ?? 0;
    if (entry.previousBlock !== previousBlock) {
      report("previousBlockWrong", history.subject, position, previousBlock, entry.previousBlock);
    }
    if (position === 0 && !canBegin(history.kind, entry)) {
      report("entryMalformed", history.subject, position, history.kind, kindsByFirst(entry.action)[0]);
    }
    try {
      head = headAfter(head, history, entry);
    } catch (error) {
      report("entryMalformed", history.subject, position, undefined, error instanceof Error ? error.message : error);
    }
    if (entry.head !== head) report("headWrong", history.subject, position, head, entry.head);
    heads.push(head);
  }
  return heads;
}

/** Whether a history of this kind may begin so. What a recall begins is announced: the state's number tells its kind. */
function canBegin(kind: History["kind"], { action, state }: Entry): boolean {
  return kindsByFirst(action).includes(kind) && (action !== "recall" || state === "announced");
}

function headAfter(previous: Hex, history: History, entry: Entry): Hex {
  if (entry.subject !== history.subject) throw new RangeError(`The entry names subject ${entry.subject}.`);
  if (entry.kind !== history.kind) throw new RangeError(`The entry says it is about a ${entry.kind}.`);
  return entryHead(previous, {
    subject: entry.subject,
    organisation: entry.organisation,
    facts: packFacts(entry.kind, entry),
    origin: entry.origin?.subject ?? (ZeroHash as Hex),
    originHead: entry.origin?.head ?? NO_HEAD,
    details: entry.details,
  });
}

/** Every origin is there with the head its entry names; no history is there that nothing comes from. */
function checkOrigins(trace: Trace, heads: ReadonlyMap<Hex, readonly Hex[]>, report: Report): void {
  const known = new Map([...heads].map(([subject, all]) => [subject, new Set(all)] as const));
  const { reached, named } = follow(trace.subject, trace.histories);
  for (const history of trace.histories) {
    for (const [position, entry] of history.entries.entries()) {
      if (entry.origin === undefined) continue;
      const { subject, head } = entry.origin;
      const had = known.get(subject);
      if (had === undefined) {
        if (isFollowed(entry, named)) report("historyMissing", subject, position, head, undefined);
      } else if (!had.has(head)) report("originWrong", history.subject, position, head, heads.get(subject)?.at(-1));
    }
  }

  for (const history of trace.histories) {
    if (!reached.has(history.subject)) {
      report("historyForeign", history.subject, undefined, undefined, history.subject);
    }
  }
}

/** What a traced subject comes from. */
export interface Followed {
  /** The subjects, itself included, whether their histories are there or not. */
  readonly reached: ReadonlySet<Hex>;
  /** The heads that entries of those histories come from. */
  readonly named: ReadonlySet<Hex>;
}

/**
 * Follows origins from a subject on, through the histories that are there. What no reached entry leads to is not reached,
 * whatever it says itself.
 *
 * @param subject - the traced subject
 * @param histories - those that are there
 */
export function follow(subject: Hex, histories: readonly History[]): Followed {
  const bySubject = new Map(histories.map((history) => [history.subject, history]));
  const reached = new Set<Hex>([subject]);
  const named = new Set<Hex>();
  /** By its head, where a delivery comes from that nothing reached names yet. */
  const open = new Map<Hex, Hex>();
  for (const one of reached) {
    for (const entry of bySubject.get(one)?.entries ?? []) {
      const { origin } = entry;
      if (origin === undefined) continue;
      named.add(origin.head);
      const delivered = open.get(origin.head);
      if (delivered !== undefined) reached.add(delivered);
      if (isFollowed(entry, named)) reached.add(origin.subject);
      else open.set(entry.head, origin.subject);
    }
  }
  return { reached, named };
}

/**
 * Whether a trace follows an entry's origin: a requisition's other goods are not this asset's past. Of its deliveries, it
 * follows those that an entry comes from.
 *
 * @param named - the heads that the entries of what the trace reached come from
 */
function isFollowed(entry: Entry & { readonly head: Hex }, named: ReadonlySet<Hex>): boolean {
  if (entry.origin === undefined) return false;
  return entry.kind !== "requisition" || entry.action === "apply" || named.has(entry.head);
}
