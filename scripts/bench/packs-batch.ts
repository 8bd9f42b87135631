/** One batch in a fresh process, for scripts/bench/packs.ts: its one argument is the number of packs. */
import { keccak256 } from "ethers";
import { checkDigit } from "../../src/codes/gtin.ts";
import { checkPackProof, PackTree } from "../../src/packs/tree.ts";
import type { PackUnit } from "../../src/packs/units.ts";
import type { Packs } from "./packs.ts";

const GTIN = "09521234543213";
const packs = Number(process.argv[2]);

const serialOf = (index: number): string => `SN${String(index).padStart(10, "0")}`;

function* serials(): Generator<string> {
  for (let index = 0; index < packs; index++) yield serialOf(index);
}

function* cases(): Generator<PackUnit> {
  let number = 0;
  for (const size of [10, 1000]) {
    for (let first = 0; first < packs; first += size) {
      const body = `0952123${String(number++).padStart(10, "0")}`;
      yield { code: `(00)${body}${checkDigit(body)}`, first, count: Math.min(size, packs - first) };
    }
  }
}

/** In seconds. */
function timed(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

const before = process.resourceUsage().maxRSS;
let tree = PackTree.of({ gtin: GTIN, packs: ["0"] });
const treeSeconds = timed(() => {
  tree = PackTree.of({ gtin: GTIN, packs: serials(), cases: cases() });
});
const treeMegabytes = (process.resourceUsage().maxRSS - before) / 1024;

const codes = packs + tree.cases.length;
const hashes = 4 * codes - 1;
const sample = Math.min(hashes, 400_000);
const bytes = new Uint8Array(64);
const plainSeconds = timed(() => {
  for (let i = 0; i < sample; i++) {
    bytes[0] = i;
    keccak256(bytes);
  }
});

// Packs from all over the batch, each with its label and the proof that comes with it.
const scans = Array.from({ length: 1000 }, (_, i) => {
  const serial = serialOf(Math.floor((i * packs) / 1000));
  const label = `(01)${GTIN}(17)281231(10)LOT-2026-031(21)${serial}`;
  return { label, proof: tree.prove(label) };
});
const rounds = 10;
const scanSeconds = timed(() => {
  for (let round = 0; round < rounds; round++) {
    for (const { label, proof } of scans) {
      if (tree.find(label)?.code !== proof.code || !checkPackProof(tree.root, proof)) {
        throw new RangeError(`${label} is not proven.`);
      }
    }
  }
});

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const result: Packs = {
  codes,
  treeSeconds: round(treeSeconds, 1),
  treeMegabytes: Math.ceil(treeMegabytes),
  ratioToPlainKeccak: round((treeSeconds * sample) / plainSeconds / hashes, 2),
  proofBytes: Math.max(...scans.map(({ proof }) => Buffer.byteLength(JSON.stringify(proof)))),
  scansPerSecond: Math.round((rounds * scans.length) / scanSeconds),
};
console.log(JSON.stringify(result));
