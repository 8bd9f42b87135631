import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What the benchmark of packs measures, for a batch with two levels of cases. */
export interface Packs {
  /** Packs, cases and pallets. */
  readonly codes: number;
  /** From the serials to the root. */
  readonly treeSeconds: number;
  /** By how much the process's memory grew at most. */
  readonly treeMegabytes: number;
  /** The time for the tree, by that for as many plain hashes of 64 bytes. */
  readonly ratioToPlainKeccak: number;
  /** A proof of a pack, as JSON. */
  readonly proofBytes: number;
  /** A text of a label read, and a proof in hand checked against the root. */
  readonly scansPerSecond: number;
}

const BATCH = fileURLToPath(new URL("packs-batch.ts", import.meta.url));

/**
 * Serialises a batch in a process of its own, so that its memory is counted alone.
 *
 * @param packs - how many; 10 make a case, 100 cases a pallet
 */
export async function benchPacks(packs = 1_000_000): Promise<Packs> {
  const { stdout } = await promisify(execFile)(process.execPath, [BATCH, String(packs)]);
  return JSON.parse(stdout);
}
