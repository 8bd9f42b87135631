import { type Stage, stages } from "../lifecycle/vocabulary.ts";
import type { Entry, Hex, History, Trace } from "./types.ts";

/** An entry with the head that it leads to. */
type Stored<E extends Entry> = History<E>["entries"][number];

/**
 * The entries of a trace that belong to its subject's life, in the order in which they were recorded. A delivery, which
 * two histories record, stands once; what a requisition says of other goods is left out, and what befell the rest of a parcel
 * after this one was split from it. Within a block, an entry stands after those that it builds on or comes from: nothing
 * commits to more.
 *
 * @param trace - a trace
 * @returns the entries, oldest first
 */
export function timeline<E extends Entry>(trace: Trace<E>): readonly Stored<E>[] {
  const own = ofItsLife(trace);
  const shown = new Set(own.filter(standsOnce(trace, own)));
  return inOrder(trace).filter((entry) => shown.has(entry));
}

/** Whether an entry is one of the two that record a delivery: the requisition's, or the asset's, which comes from it. */
export function isDelivery({ kind, action }: Entry): boolean {
  const ofBoth = ["ship", "accept", "refuse", "settle"].includes(action);
  return ofBoth && (kind === "requisition" || kind === "asset");
}

/** Of the two entries of a delivery, the requisition's is left out; so is what corrects those of other goods. */
function standsOnce<E extends Entry>({ subject }: Trace<E>, own: readonly Stored<E>[]): (entry: Stored<E>) => boolean {
  const superseded = supersededBy(own);
  const delivered = new Set(own.flatMap((entry) => (isDelivery(entry) ? entry.origin?.head : [])));
  return (entry) => {
    if (entry.subject === subject || entry.kind !== "requisition") return true;
    const said = superseded(entry);
    if (!isDelivery(said)) return true;
    // Goods that are not on the ledger before they are accepted have no other entry of their shipping.
    if (said.action === "ship" && said.origin === undefined) return true;
    return entry !== said && delivered.has(said.head);
  };
}

/** Tells what an entry corrects, or corrects the correction of; the entry itself if it corrects nothing. */
function supersededBy<E extends Entry>(entries: readonly Stored<E>[]): (entry: Stored<E>) => Stored<E> {
  const byHead = new Map<Hex | undefined, Stored<E>>(entries.map((entry) => [entry.head, entry]));
  const known = new Map<Stored<E>, Stored<E>>();
  return (entry) => {
    const path = new Set([entry]);
    let last = known.get(entry) ?? entry;
    while (last.action === "correct") {
      const before = byHead.get(last.origin?.head);
      // What comes from nothing that is there, or from itself: no ledger wrote it.
      if (before === undefined || path.has(before)) break;
      path.add(before);
      last = known.get(before) ?? before;
    }
    for (const one of path) known.set(one, last);
    return last;
  };
}

/**
 * What a life is made of: the subject's own entries, those of what it was split from until then, and the histories of all
 * else that these come from.
 */
function ofItsLife<E extends Entry>({ subject, histories }: Trace<E>): readonly Stored<E>[] {
  const bySubject = new Map(histories.map((history) => [history.subject, history]));
  const counts = new Map<Hex, number>();
  const positions = new Map(histories.flatMap(({ entries }) => entries.map(({ head }, at) => [head, at] as const)));
  const open = [{ subject, count: bySubject.get(subject)?.entries.length ?? 0 }];
  for (const next of open) {
    const before = counts.get(next.subject) ?? 0;
    if (next.count <= before) continue;
    counts.set(next.subject, next.count);
    for (const entry of bySubject.get(next.subject)?.entries.slice(before, next.count) ?? []) {
      const from = entry.origin === undefined ? undefined : bySubject.get(entry.origin.subject);
      if (from === undefined || from.subject === next.subject) continue;
      // What a requisition delivers is no more of this life than its own entries say.
      if (from.kind === "asset" && entry.kind !== "asset") continue;
      const until = 1 + (positions.get(entry.origin?.head as Hex) ?? -1);
      open.push({ subject: from.subject, count: from.kind === "asset" ? until : from.entries.length });
    }
  }
  return histories.flatMap(({ subject: one, entries }) => entries.slice(0, counts.get(one) ?? 0));
}

/** All entries, by block, and within a block by what they come from. */
function inOrder<E extends Entry>(trace: Trace<E>): readonly Stored<E>[] {
  const all = trace.histories.flatMap(({ entries }) => entries).sort((a, b) => a.block - b.block);
  const byHead = new Map<Hex, Stored<E>>(all.map((entry) => [entry.head, entry]));
  const previous = new Map<Stored<E>, Stored<E> | undefined>(
    trace.histories.flatMap(({ entries }) => entries.map((entry, at) => [entry, entries[at - 1]])),
  );
  const seen = new Set<Stored<E>>();
  const ordered: Stored<E>[] = [];
  for (const entry of all) {
    if (seen.has(entry)) continue;
    seen.add(entry);
    for (const path = [entry]; path.length > 0; ) {
      const last = path.at(-1) as Stored<E>;
      const before = [previous.get(last), last.origin === undefined ? undefined : byHead.get(last.origin.head)];
      const next = before.find((one) => one !== undefined && one.block === last.block && !seen.has(one));
      if (next === undefined) ordered.push(path.pop() as Stored<E>);
      else path.push(next);
      if (next !== undefined) seen.add(next);
    }
  }
  return ordered;
}

/** The stages of the nine without an entry in a life: not yet reached, or not on the ledger. */
export function missingStages(trace: Trace): readonly Stage[] {
  const seen = new Set(timeline(trace).map((entry) => entry.stage));
  return stages.filter((stage) => !seen.has(stage));
}

/** A day, in seconds: what was recorded later than this after it happened is marked as late. */
export const LATE_AFTER = 86_400;

/** Whether an entry was recorded more than a day after it happened. */
export function isLate(entry: Entry): boolean {
  return entry.recordedAt - entry.occurredAt > LATE_AFTER;
}
