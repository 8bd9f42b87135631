import type { BenchLedger } from "./ledger.ts";

/** What the benchmark measures of an audit of a whole ledger. */
export interface AuditSpeed {
  readonly entries: number;
  readonly entriesPerSecond: number;
  /** None, or the benchmark fails. */
  readonly problems: number;
}

/**
 * Audits a ledger over HTTP.
 *
 * @param ledger - where it is measured
 * @param size - how many entries it holds at least
 */
export async function benchAudit(ledger: BenchLedger, size = 100_000): Promise<AuditSpeed> {
  await ledger.fillTo(size);
  const start = performance.now();
  const { entries, problems } = await ledger.m.audit();
  const seconds = (performance.now() - start) / 1000;
  if (problems.length > 0) throw new RangeError(`${problems.length} problems, the first: ${problems[0]?.code}.`);
  return { entries, entriesPerSecond: Math.round(entries / seconds), problems: problems.length };
}
