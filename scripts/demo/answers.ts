import { type DispensedPack, inWords, type Medtrace, type RecallImpact, type ScanResult } from "../../src/index.ts";
import type { StepResult } from "../../src/scenario/run.ts";

/** What a question was answered with, in words; `undefined` of what the demo does not print. */
export async function answerOf(m: Medtrace, { verb, result }: StepResult): Promise<string | undefined> {
  if (verb === "scan") return scanText(m, result as ScanResult);
  return verb === "recallImpact" ? reachText(result as RecallImpact) : undefined;
}

async function scanText(m: Medtrace, { verdict, reasons, packs }: ScanResult): Promise<string> {
  const [reason] = reasons;
  if (reason?.code !== "dispensed") return [verdict, ...reasons.map(({ code }) => inWords(code))].join(", ");
  const [{ by }] = reason.packs as readonly [DispensedPack];
  if (by === undefined) throw new Error("The chain keeps all logs.");
  const { organisation, occurredAt } = by;
  const day = new Date(occurredAt * 1000).toISOString().slice(0, 10);
  const count = packs === undefined || packs.count === 1 ? "" : ` ${reason.packs.length} of ${packs.count}`;
  return `${verdict}${count}, on ${day} by ${await m.organisationName(organisation)}`;
}

function reachText({ holdings, totals, unacknowledged, notice }: RecallImpact): string {
  const { held, inTransit, dispensed, ended } = totals;
  const hours = (seconds: number) => Math.round(seconds / 3600);
  const told =
    notice === undefined ? "" : `, told ${hours(notice.after)} h after the decision (of ${hours(notice.within)})`;
  const units = `${held} held, ${inTransit} in transit, ${dispensed} dispensed, ${ended} disposed of`;
  const heard = unacknowledged.length === 0 ? "acknowledged by all" : `not acknowledged by ${unacknowledged.length}`;
  return `${holdings.length} parcels: ${units}; ${heard}${told}`;
}
