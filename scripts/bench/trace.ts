import type { BenchLedger } from "./ledger.ts";
import { median, round } from "./timing.ts";

/** What the benchmark measures of a full verified trace: read, checked, and compared with the ledger. */
export interface TraceSpeed {
  /** Milliseconds, while the ledger holds 10,000 other entries, and 100,000. */
  readonly ms10k: number;
  readonly ms100k: number;
}

/** How many others' entries there are when it is measured. */
const SIZES = [10_000, 100_000] as const;
const ROUNDS = 31;

/**
 * Verifies an item with 50 entries in as many blocks, with its requisition and its product, over HTTP and with no index:
 * once while the ledger holds few other entries, and once while it holds ten times as many.
 *
 * @param ledger - where it is measured
 * @param sizes - how many other entries
 * @param rounds - how often, of which the median is told
 */
export async function benchTrace(
  ledger: BenchLedger,
  sizes: readonly [number, number] = SIZES,
  rounds = ROUNDS,
): Promise<TraceSpeed> {
  const ms10k = await measure(ledger, await ledger.liveUntil(sizes[0]), rounds);
  const ms100k = await measure(ledger, await ledger.liveUntil(sizes[1]), rounds);
  return { ms10k, ms100k };
}

async function measure({ m }: BenchLedger, code: string, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    const start = performance.now();
    const { level } = await m.verify(code);
    times.push(performance.now() - start);
    if (level !== "anchored") throw new RangeError(`${code} is not anchored.`);
  }
  return round(median(times), 1);
}
