import { type Hex, readBundle, verifyBundle } from "../../src/index.ts";
import type { BenchLedger } from "./ledger.ts";
import { median, round, seconds } from "./timing.ts";

/** What the benchmark measures of a bundle of an item with 50 entries, its requisition and its product. */
export interface BundleSize {
  readonly entries: number;
  /** The whole file. */
  readonly bytes: number;
  /** Header and nodes. */
  readonly proofBytes: number;
  /** What is beyond them, by entry. */
  readonly bytesPerEntry: number;
  /** Milliseconds to make it over HTTP, and to check it. */
  readonly proveMs: number;
  readonly verifyMs: number;
}

const ROUNDS = 11;

/**
 * Proves an item with 50 entries, and checks the bundle.
 *
 * @param ledger - where it is measured
 * @param others - how many others' entries the ledger holds at least
 */
export async function benchBundle(ledger: BenchLedger, others = 10_000): Promise<BundleSize> {
  const { m } = ledger;
  const code = await ledger.liveUntil(others);
  const trusted = { block: (await m.connection.provider.getBlock("latest"))?.hash as Hex, ledger: m.connection.ledger };
  const [made, checked]: [number[], number[]] = [[], []];
  let text = "";
  for (let turn = 0; turn < ROUNDS; turn++) {
    const start = performance.now();
    text = await m.prove(code);
    made.push(performance.now() - start);
    checked.push(
      1000 *
        seconds(() => {
          if (verifyBundle(text, trusted).level !== "proven") throw new RangeError(`${code} is not proven.`);
        }),
    );
  }
  const { histories, header, nodes } = readBundle(text);
  const entries = histories.reduce((sum, history) => sum + history.entries.length, 0);
  const bytes = Buffer.byteLength(text);
  const proofBytes = [header, ...nodes].reduce((sum, hex) => sum + hex.length, 0);
  return {
    entries,
    bytes,
    proofBytes,
    bytesPerEntry: Math.ceil((bytes - proofBytes) / entries),
    proveMs: round(median(made), 1),
    verifyMs: round(median(checked), 1),
  };
}
