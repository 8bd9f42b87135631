/**
 * `npm run slither`: what Slither says of the contracts. Every finding must be accepted here, with the reason, and every
 * acceptance must still be needed. Slither is Python's (`pip install slither-analyzer==0.11.6`); without it, it is said that
 * nothing was looked at.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build/build.ts";

/** Findings of a kind that are accepted everywhere, or only in the named functions, and why. */
const accepted: Readonly<Record<string, { readonly why: string; readonly only?: readonly string[] }>> = {
  timestamp: {
    why: "Deadlines, dates and intervals are in seconds; SECURITY.md assumes that block times are about right.",
  },
  assembly: { why: "Hashing and reading words without copying them, each line memory-safe." },
  "unused-return": {
    why: "Of several values that a function returns, a caller may need some; each refusal reverts by itself.",
  },
  "divide-before-multiply": {
    why: "Constants that repeat a pattern of bits.",
    only: ["_ones", "slitherConstructorConstantVariables"],
  },
  "incorrect-equality": { why: "The very second of a recall is what is refused.", only: ["_requireOrder"] },
  "too-many-digits": { why: "A bitmap over characters.", only: ["slitherConstructorConstantVariables"] },
  "naming-convention": { why: "An immutable address in capitals, as constants are.", only: ["LEDGER"] },
};

interface Finding {
  readonly check: string;
  readonly impact: string;
  readonly description: string;
  readonly elements: readonly { readonly name: string }[];
}

await build(console.log);
const slither = process.env.SLITHER || "slither";
if (spawnSync(slither, ["--version"]).status !== 0) {
  console.log("Slither is not installed: nothing was looked at.");
  process.exit(0);
}
if (!isWhole()) {
  for (const folder of ["artifacts", "cache"]) rmSync(folder, { recursive: true, force: true });
  await build(console.log);
}
const findings = look();
const open = findings.filter(({ check, elements }) => {
  const only = accepted[check]?.only;
  return accepted[check] === undefined || (only !== undefined && !only.includes(elements[0]?.name ?? ""));
});
const unneeded = Object.keys(accepted).filter((check) => findings.every((finding) => finding.check !== check));
for (const { check, impact, description } of open) console.log(`✗ ${impact} ${check}: ${description.trim()}`);
for (const check of unneeded) console.log(`✗ ${check} is accepted, and not found any more`);
console.log(`Slither: ${findings.length} findings, ${findings.length - open.length} of them accepted with a reason`);
process.exit(open.length + unneeded.length === 0 ? 0 : 1);

/** What the deployed contract was compiled from: older builds may lie beside it. */
function buildInfoId(): string {
  const ledger = JSON.parse(readFileSync("artifacts/contracts/Ledger.sol/Ledger.json", "utf8")) as {
    readonly buildInfoId: string;
  };
  return ledger.buildInfoId;
}

/** Whether all contracts were compiled with it, and not only those that had changed. */
function isWhole(): boolean {
  const { input } = JSON.parse(readFileSync(`artifacts/build-info/${buildInfoId()}.json`, "utf8")) as {
    readonly input: { readonly sources: Readonly<Record<string, unknown>> };
  };
  const names = readdirSync("contracts", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sol"));
  return names.every((name) => input.sources[`project/contracts/${name.replaceAll("\\", "/")}`] !== undefined);
}

function look(): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), "medtrace-slither-"));
  try {
    mkdirSync(join(folder, "artifacts/build-info"), { recursive: true });
    for (const end of [".json", ".output.json"]) {
      const file = `artifacts/build-info/${buildInfoId()}${end}`;
      cpSync(file, join(folder, file));
    }
    // By this file it knows what kind of folder it is in; without it, it looks at nothing, and finds nothing.
    writeFileSync(join(folder, "hardhat.config.ts"), "");
    cpSync("contracts", join(folder, "contracts"), { recursive: true });
    cpSync("node_modules/@openzeppelin", join(folder, "node_modules/@openzeppelin"), { recursive: true });
    const result = join(folder, "findings.json");
    const { stderr } = spawnSync(
      slither,
      [
        ...[".", "--compile-force-framework", "hardhat", "--hardhat-ignore-compile"],
        ...["--filter-paths", "node_modules|npm/|harness", "--json", result],
      ],
      { cwd: folder, encoding: "utf8" },
    );
    const read = JSON.parse(readFileSync(result, "utf8")) as {
      readonly success: boolean;
      readonly results: { readonly detectors?: readonly Finding[] };
    };
    if (!read.success || stderr.includes("No contract was analyzed"))
      throw new Error(`Slither did not finish:\n${stderr}`);
    return read.results.detectors ?? [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
