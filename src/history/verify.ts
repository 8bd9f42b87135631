import { ZeroHash } from "ethers";
import { parseCode } from "../codes/parse.ts";
import { stageOf } from "../lifecycle/table.ts";
import { type Stage, stages } from "../lifecycle/vocabulary.ts";
import { kindByFirst, packFacts } from "./facts.ts";
import { entryHead, genesisHead, itemId, productId } from "./ids.ts";
import type { AsOf, Entry, Hex, History, Trace } from "./types.ts";

/** How far a trace could be checked: not at all, that all hashes follow, that the ledger stores these heads. */
export type Level = "none" | "intact" | "anchored";

/** What is wrong with a trace. */
export type ProblemCode =
  /** A history is missing, empty, given twice, or of another subject than the code names. */
  | "historyMissing"
  | "historyEmpty"
  | "historyRepeated"
  | "historyForeign"
  | "subjectWrong"
  /** An entry's values cannot stand on the ledger, or name another subject or stage. */
  | "entryMalformed"
  /** An entry does not lead to the head it claims: it, or one before it, was altered, dropped, added or moved. */
  | "headWrong"
  /** An entry does not point to the block of the one before. */
  | "previousBlockWrong"
  /** An entry comes from a head that its origin never had. */
  | "originWrong"
  /** The ledger stores another head: entries were left out, or were added since. */
  | "storedHeadDiffers";

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

/** The heads that the ledger stores, by subject, and the block they were read at. */
export interface Anchors {
  readonly heads: Readonly<Record<Hex, Hex>>;
  readonly asOf: AsOf;
}

/**
 * Checks a trace without any connection: every head is computed anew from the first one on.
 *
 * - *intact*: all hashes follow, and every origin has the head that its entry names.
 * - *anchored*: besides, the heads are those that the ledger stores. This needs `anchors` which the checker read, never
 *   ones that came with the trace; `client.verify` reads them.
 *
 * @param trace - from `client.trace`, or from a file that somebody shows
 * @param anchors - the stored heads, read from the ledger by the checker
 * @returns level, as-of block, problems and missing stages
 *
 * @example
 * const trace = await m.trace("(01)09521234543213(21)P-0001");
 * const { level, problems } = verify(trace);
 */
export function verify(trace: Trace, anchors?: Anchors): Verdict {
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
    for (const history of trace.histories) {
      const stored = anchors.heads[history.subject];
      const actual = heads.get(history.subject)?.at(-1);
      if (stored === undefined || stored !== actual) {
        report("storedHeadDiffers", history.subject, undefined, stored, actual);
      }
    }
    if (problems.length === 0) level = "anchored";
  }
  return { level, asOf: anchors?.asOf ?? trace.asOf, problems, missingStages: missingStages(trace) };
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
    const expected = subjectOf(trace.code);
    if (expected !== trace.subject) report("subjectWrong", trace.subject, undefined, expected, trace.subject);
  }
  const first = trace.histories[0];
  if (first?.subject !== trace.subject) {
    report("historyMissing", trace.subject, undefined, trace.subject, first?.subject);
  }
}

function subjectOf(text: string): Hex | undefined {
  try {
    const code = parseCode(text);
    return code.serial === undefined ? productId(code) : itemId(code);
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
    if (position === 0 && kindByFirst(entry.action) !== history.kind) {
      report("entryMalformed", history.subject, position, history.kind, kindByFirst(entry.action));
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

function headAfter(previous: Hex, history: History, entry: Entry): Hex {
  if (entry.subject !== history.subject) throw new RangeError(`The entry names subject ${entry.subject}.`);
  if (entry.kind !== history.kind) throw new RangeError(`The entry says it is about a ${entry.kind}.`);
  if (entry.stage !== stageOf(entry.kind, entry.action)) throw new RangeError(`The entry names stage ${entry.stage}.`);
  return entryHead(previous, {
    subject: entry.subject,
    organisation: entry.organisation,
    facts: packFacts(entry.kind, entry),
    origin: entry.origin?.subject ?? (ZeroHash as Hex),
    originHead: entry.origin?.head ?? (`0x${"00".repeat(27)}` as Hex),
    details: entry.details,
  });
}

/** Every origin is there with the head its entry names; no history is there that nothing comes from. */
function checkOrigins(trace: Trace, heads: ReadonlyMap<Hex, readonly Hex[]>, report: Report): void {
  const reached = new Set<Hex>([trace.subject]);
  for (const history of trace.histories) {
    for (const [position, entry] of history.entries.entries()) {
      const origin = entry.origin;
      if (origin === undefined) continue;
      const known = heads.get(origin.subject);
      if (known === undefined) {
        if (isFollowed(entry)) report("historyMissing", origin.subject, position, origin.head, undefined);
        continue;
      }
      reached.add(origin.subject);
      if (!known.includes(origin.head)) report("originWrong", history.subject, position, origin.head, known.at(-1));
    }
  }
  for (const history of trace.histories) {
    if (!reached.has(history.subject)) {
      report("historyForeign", history.subject, undefined, undefined, history.subject);
    }
  }
}

/** Whether a trace follows an entry's origin: a requisition's other items are not this item's past. */
export function isFollowed(entry: Entry): boolean {
  return entry.origin !== undefined && !(entry.kind === "requisition" && entry.action !== "apply");
}

/**
 * The entries of a trace that belong to its subject's life, in the order in which they were recorded. A delivery, which
 * two histories record, stands once; what a requisition says of other items is left out.
 *
 * @param trace - a trace
 * @returns the entries, oldest first
 */
export function timeline(trace: Trace): readonly Entry[] {
  return trace.histories
    .flatMap((history) => history.entries)
    .filter((entry) => {
      const delivery = entry.action === "ship" || entry.action === "accept" || entry.action === "refuse";
      if (entry.subject === trace.subject || entry.kind !== "requisition" || !delivery) return true;
      // Goods that are not on the ledger before they are accepted have no other entry of their shipping.
      return entry.action === "ship" && entry.origin === undefined;
    })
    .sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
}

function missingStages(trace: Trace): readonly Stage[] {
  const seen = new Set(timeline(trace).map((entry) => entry.stage));
  return stages.filter((stage) => !seen.has(stage));
}

/** A day, in seconds: what was recorded later than this after it happened is marked as late. */
export const LATE_AFTER = 86_400;

/** Whether an entry was recorded more than a day after it happened. */
export function isLate(entry: Entry): boolean {
  return entry.recordedAt - entry.occurredAt > LATE_AFTER;
}
