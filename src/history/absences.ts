import { bases } from "../lifecycle/vocabulary.ts";
import { readBasis } from "./facts.ts";
import { timeline } from "./timeline.ts";
import type { Entry, Hex, Trace } from "./types.ts";

/** Who took part in a life without being on the ledger: what they did was not signed by them. */
export type AbsenceCode =
  /** The first acceptance declared the item, with the date of manufacture that its label says. */
  | "manufacturer"
  /** It was ordered from a supplier that is not on the ledger. */
  | "supplier"
  /** It came otherwise than by a purchase: existing stock, found, donated, exchanged. */
  | "purchase";

export interface Absence {
  readonly code: AbsenceCode;
  /** The entry that says so. */
  readonly subject: Hex;
  readonly position: number;
}

/**
 * Tells who took part in a life without being on the ledger, so that nobody signed for it: a manufacturer, a supplier, or
 * whoever gave the item otherwise than by a purchase.
 *
 * @param trace - a trace
 * @returns what is absent, in the order of the entries that say so; none when all signed for themselves
 *
 * @example
 * const absent = absences(await m.trace("(01)09521234543213(21)P-0001"));
 */
export function absences(trace: Trace): readonly Absence[] {
  return timeline(trace).flatMap((entry) => {
    const code = absenceOf(entry);
    if (code === undefined) return [];
    const history = trace.histories.find(({ subject }) => subject === entry.subject);
    const position = history?.entries.indexOf(entry);
    return [{ code, subject: entry.subject, position: position ?? -1 }];
  });
}

function absenceOf(entry: Entry): AbsenceCode | undefined {
  if (entry.kind === "requisition") return entry.action === "order" && entry.counterpart === 0 ? "supplier" : undefined;
  if (entry.action === "accept" && entry.value !== 0) return "manufacturer";
  return entry.action === "enrol" && bases[readBasis(entry.value).basis] !== "manufactured" ? "purchase" : undefined;
}
