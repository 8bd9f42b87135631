import { type Stage, stages } from "../lifecycle/vocabulary.ts";
import { asCorrected } from "./corrections.ts";
import { isDelivery, isLate, timeline } from "./timeline.ts";
import type { Entry, Hex, History, Trace } from "./types.ts";

/** An entry with the head that it leads to. */
type Stored<E extends Entry> = History<E>["entries"][number];

/** A step of a life, with what was said of it since. */
export interface LifeStep<E extends Entry = Entry> {
  readonly entry: Stored<E>;
  /** Its position in its history, from 0. */
  readonly position: number;
  /** The stage of the nine; `undefined` for what belongs to none. */
  readonly stage: Stage | undefined;
  /** Whether it was recorded more than a day after it happened, by what holds now. */
  readonly late: boolean;
  /** What supersedes it, oldest first: a correction, and what corrects that. The last one stands. */
  readonly corrections: readonly Stored<E>[];
  /** What holds now: as the last correction says, else as the entry does. */
  readonly current: Pick<Entry, "value" | "until" | "occurredAt" | "details">;
  /** Of a dispensing that was taken back: the entry that did it. */
  readonly undoneBy: Stored<E> | undefined;
}

/** One of the nine stages, with its steps. */
export interface LifeStage<E extends Entry = Entry> {
  readonly stage: Stage;
  readonly steps: readonly LifeStep<E>[];
  /** Whether it has no step: not yet reached, or not on the ledger. */
  readonly missing: boolean;
}

/** The life of a trace's subject. */
export interface Life<E extends Entry = Entry> {
  /** In the order in which they were recorded. */
  readonly steps: readonly LifeStep<E>[];
  /** All nine, in order. */
  readonly stages: readonly LifeStage<E>[];
  /** The steps that belong to no stage: how product and goods came onto the ledger, recalls, reports. */
  readonly outside: readonly LifeStep<E>[];
}

/**
 * Shows a trace as the life of its subject: flat, in the order of time, and by the nine stages. Corrections stand at the
 * step that they supersede; a delivery, which two histories record, stands once, with the corrections of either. A
 * dispensing that was taken back says so, and its undoing is a step of its own.
 *
 * @param trace - a trace
 * @returns the steps, the nine stages with theirs, and those that belong to none
 *
 * @example
 * const { steps, stages } = lifeOf(await m.trace("(01)09521234543213(21)P-0001"));
 * const missing = stages.filter((one) => one.missing).map(({ stage }) => stage);
 */
export function lifeOf<E extends Entry>(trace: Trace<E>): Life<E> {
  const steps = stepsOf(trace);
  return {
    steps,
    stages: stages.map((stage) => {
      const own = steps.filter((step) => step.stage === stage);
      return { stage, steps: own, missing: own.length === 0 };
    }),
    outside: steps.filter(({ stage }) => stage === undefined),
  };
}

function stepsOf<E extends Entry>(trace: Trace<E>): readonly LifeStep<E>[] {
  const all = trace.histories.flatMap(({ entries }) => entries.map((entry, position) => ({ entry, position })));
  const positions = new Map(all.map(({ entry, position }) => [entry, position]));
  const byOrigin = (action: Entry["action"]) =>
    new Map(all.flatMap(({ entry }) => (entry.action === action ? [[entry.origin?.head, entry] as const] : [])));
  const [superseding, undoing] = [byOrigin("correct"), byOrigin("undo")];

  const placed = new Set<Stored<E>>();
  /** What supersedes the entry that led to a head; each once, whatever a trace says. */
  const correcting = (head: Hex | undefined): readonly Stored<E>[] => {
    const corrections: Stored<E>[] = [];
    for (let next = superseding.get(head); next !== undefined && !placed.has(next); next = superseding.get(next.head)) {
      placed.add(next);
      corrections.push(next);
    }
    return corrections;
  };

  const steps: LifeStep<E>[] = [];
  for (const entry of timeline(trace)) {
    if (placed.has(entry)) continue;
    const ofRequisition = entry.kind === "asset" && isDelivery(entry) ? correcting(entry.origin?.head) : [];
    const corrections = [...correcting(entry.head), ...ofRequisition].sort((a, b) => a.block - b.block);
    const now = asCorrected(entry, corrections);
    const { value, until, occurredAt, details } = now;
    steps.push({
      entry,
      position: positions.get(entry) ?? -1,
      stage: entry.stage,
      late: isLate(now),
      corrections,
      current: { value, until, occurredAt, details },
      undoneBy: entry.action === "dispense" ? undoing.get(entry.head) : undefined,
    });
  }
  return steps;
}
