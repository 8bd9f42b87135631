/**
 * `npm run bench`: what takes time and memory off the chain, on this machine. `npm run bench -- verify trace` runs only
 * those; with `--json`, one object.
 */
import { parseArgs } from "node:util";
import { benchAudit } from "./bench/audit.ts";
import { benchBundle } from "./bench/bundle.ts";
import { benchImport } from "./bench/import.ts";
import { BenchLedger } from "./bench/ledger.ts";
import { benchPackage } from "./bench/package.ts";
import { benchPacks } from "./bench/packs.ts";
import { benchTrace } from "./bench/trace.ts";
import { benchVerify } from "./bench/verify.ts";

/** One ledger for all that needs a filled one: filling it takes longest. */
let ledger: BenchLedger | undefined;
const filled = async (): Promise<BenchLedger> => {
  ledger ??= await BenchLedger.start();
  return ledger;
};

const benches = {
  package: { title: "Package, what a page carries of it, in bytes; build first", run: () => benchPackage() },
  packs: { title: "Packs, a batch with two levels of cases", run: () => benchPacks() },
  verify: { title: "Verify, a trace in hand", run: async () => benchVerify() },
  trace: { title: "Trace, read and verified over HTTP, without an index", run: async () => benchTrace(await filled()) },
  bundle: { title: "Bundle, of an item with 50 entries", run: async () => benchBundle(await filled()) },
  import: { title: "Import, 50,000 devices from a file", run: () => benchImport() },
  audit: { title: "Audit, every history of a ledger", run: async () => benchAudit(await filled()) },
};

type Name = keyof typeof benches;

/** What the figures mean, and what they should be. */
const notes: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  package: {
    verify: "medtrace/verify, minified by Vite",
    verifyGzip: "compressed (goal ≤ 24,576)",
    verifyOwnGzip: "without ethers",
    whole: "medtrace",
    wholeGzip: "",
    wholeOwnGzip: "",
    abiGzip: "medtrace/abi",
  },
  packs: {
    codes: "",
    treeSeconds: "from the serials to the root",
    treeMegabytes: "(goal ≤ 1500)",
    ratioToPlainKeccak: "to as many plain hashes",
    proofBytes: "of a pack, as JSON",
    scansPerSecond: "label read, proof checked",
  },
  verify: {
    entries: "",
    entriesPerSecond: "fields read, heads computed, origins looked up",
    ratioToPlainEthers: "times as fast as the heads alone with ethers' encoder (goal ≥ 4)",
  },
  trace: {
    ms10k: "50 entries in 50 blocks, among 10,000 others (goal ≤ 200)",
    ms100k: "among 100,000 (goal ≤ 200)",
  },
  bundle: {
    entries: "",
    bytes: "the whole file",
    proofBytes: "header and nodes",
    bytesPerEntry: "beyond them (goal ≤ 1024)",
    proveMs: "over HTTP",
    verifyMs: "",
  },
  import: {
    rows: "",
    rowsPerSecond: "checked, packed, signed, recorded",
    ratioToPlainLoop: "to a transaction for each row, one after the other (goal ≥ 60)",
    megabytes: "(goal < 1000)",
    problems: "of an audit afterwards",
  },
  audit: { entries: "", entriesPerSecond: "read, replayed, compared", problems: "" },
};

const isBench = (name: string): name is Name => Object.hasOwn(benches, name);
const { values, positionals } = parseArgs({ options: { json: { type: "boolean" } }, allowPositionals: true });
const wrong = positionals.filter((name) => !isBench(name));
if (wrong.length > 0) {
  console.error(`There is no benchmark ${wrong.join(", ")}: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
const chosen = Object.keys(benches)
  .filter(isBench)
  .filter((name) => positionals.length === 0 || positionals.includes(name));

const results: Record<string, unknown> = {};
try {
  for (const name of chosen) {
    const { title, run } = benches[name];
    const result = await run();
    results[name] = result;
    if (values.json) continue;
    console.log(`${title}\n`);
    for (const [figure, value] of Object.entries(result)) {
      console.log(`  ${figure.padEnd(20)} ${value}  ${notes[name][figure]}`.trimEnd());
    }
    console.log();
  }
} finally {
  await ledger?.close();
}
if (values.json) console.log(JSON.stringify(results, null, 2));
