/**
 * `npm test`: everything that has to hold, in three parts: what tools say of the source, the contracts' Solidity tests,
 * and all others on real chains. With `--long`, as `npm run test:long`: in full what takes long, and is tried in part there.
 * Ends with one line that counts.
 */
import { spawn } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build/build.ts";

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What must find nothing to say. */
const checks = [
  ["tsc", ["--noEmit"]],
  ["biome", ["check", "--error-on-warnings", "."]],
  ["solhint", ["--disc", "--max-warnings", "0", "contracts/**/*.sol"]],
  ["prettier", ["--check", "--log-level", "warn", "contracts/**/*.sol", "test/**/*.sol"]],
] as const;

const long = process.argv.includes("--long");
await build(console.log);
const counts = long
  ? [await testSolidity("--test-profile", "long", "--grep", "invariant|Fuzz"), await testRest(...boundedFiles())]
  : [...(await Promise.all([check(), testSolidity()])), await testRest()];
const total = (field: keyof Count): number => counts.reduce((sum, count) => sum + count[field], 0);
const [passed, failed, skipped] = [total("passed"), total("failed"), total("skipped")];
console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`);
process.exit(failed === 0 ? 0 : 1);

async function check(): Promise<Count> {
  const results = await Promise.all(checks.map(([command, parameters]) => run(command, parameters)));
  for (const [index, { status, output }] of results.entries()) {
    console.log(`${status === 0 ? "✓" : "✗"} ${checks[index]?.[0]}`);
    if (status !== 0) console.log(output);
  }
  const sound = results.filter(({ status }) => status === 0).length;
  return { passed: sound, failed: results.length - sound, skipped: 0 };
}

/** The files that say how much of something `npm test` tries. */
function boundedFiles(): readonly string[] {
  return globSync("test/**/*.test.ts").filter((file) => /\/bounded\.ts"/.test(readFileSync(file, "utf8")));
}

async function testSolidity(...options: readonly string[]): Promise<Count> {
  const { status, output } = await run("hardhat", ["test", "solidity", ...options], true);
  const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  const found = { passed: count("passing"), failed: count("failing"), skipped: count("skipped") };
  // A runner that breaks, or finds nothing, has not passed.
  const broken = (status !== 0 && found.failed === 0) || found.passed + found.failed === 0;
  return broken ? { ...found, failed: 1 } : found;
}

async function testRest(...files: readonly string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), "medtrace-"));
  const file = join(folder, "results.json");
  try {
    const parameters = ["run", "--reporter=default", "--reporter=json", `--outputFile=${file}`, ...files];
    const { status } = await run("vitest", parameters, true, { MEDTRACE_TESTS: long ? "long" : "" });
    const results = JSON.parse(readFileSync(file, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
    };
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = results;
    const found = { passed, failed, skipped };
    const broken = (status !== 0 && found.failed === 0) || found.passed + found.failed === 0;
    return broken ? { ...found, failed: 1 } : found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command; shows its output as it comes, or keeps it. */
function run(
  command: string,
  parameters: readonly string[],
  show = false,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    child.on("error", (error) => resolve({ status: 1, output: String(error) }));
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}
