import { type Action, actions } from "../lifecycle/vocabulary.ts";
import type { Entry } from "./types.ts";

/** Of these a correction says until when: the others' is composed by the ledger, or there is none. */
export const timed: ReadonlySet<Action> = new Set(["maintain", "calibrate", "offer", "sendBack"] satisfies Action[]);

/** Of these the ledger itself composes the value: a correction says nothing of it. */
export const composed: ReadonlySet<Action> = new Set([
  "register",
  "renew",
  "amend",
  "prescribe",
  "order",
  "take",
  "reassign",
  "recall",
  "split",
] satisfies Action[]);

/** The action that an entry is about; a correction holds in its quantity what it corrects. */
export function correctedAction(entry: Pick<Entry, "action" | "quantity">): Action {
  const corrected = entry.action === "correct" ? actions[Number(entry.quantity)] : entry.action;
  return corrected === undefined || corrected === "none" ? entry.action : corrected;
}

/**
 * An entry as it holds once it was corrected: its value, until, time and document are those of the last correction,
 * except what the ledger composes, of which no correction says anything.
 *
 * @param entry - the entry
 * @param corrections - what superseded it, oldest first
 */
export function asCorrected<E extends Entry>(entry: E, corrections: readonly Entry[]): E {
  const last = corrections.at(-1);
  if (last === undefined) return entry;
  return {
    ...entry,
    value: composed.has(entry.action) ? entry.value : last.value,
    until: timed.has(entry.action) ? last.until : entry.until,
    occurredAt: last.occurredAt,
    details: last.details,
  };
}
