import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeAbis } from "./abi.ts";
import { nameBuiltFiles } from "./declarations.ts";

const STAMP = "dist/cli/main.js";
const VERIFIER = "dist/verifier.html";

/**
 * Builds what is not built or no longer fresh: contracts with their types, then the SDK and the command line, then the
 * verifier, a page.
 *
 * @param say - told before anything slow
 * @throws when a part does not build; the reason stands on the terminal
 */
export async function build(say: (text: string) => void): Promise<void> {
  if (isFresh()) return;
  say("Building contracts and SDK; the first time, this takes about a minute …");
  run("hardhat", ["build", "--no-tests", "--quiet"]);
  writeAbis();
  rmSync("dist", { recursive: true, force: true });
  run("tsc", ["-p", "tsconfig.build.json"]);
  nameBuiltFiles("dist");
  // What `npx medtrace` runs.
  chmodSync(STAMP, 0o755);
  // Not above: the bundler takes longer to load than it takes to see that all is fresh.
  const { page } = await import("./page.ts");
  writeFileSync(VERIFIER, await page());
}

/** Whether what was built is newer than all that it was built from. */
function isFresh(): boolean {
  if (!existsSync(STAMP) || !existsSync(VERIFIER) || !existsSync("artifacts/contracts/Ledger.sol/Ledger.json"))
    return false;
  const built = statSync(STAMP).mtimeMs;
  const sources = [
    "package-lock.json",
    "hardhat.config.ts",
    "tsconfig.build.json",
    ...files("scripts/build"),
    ...files("contracts"),
    ...files("src"),
  ];
  return sources.every((file) => statSync(file).mtimeMs <= built);
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("typechain"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function run(command: string, parameters: readonly string[]): void {
  // On Windows, what npm installs are .cmd files, which only a shell runs.
  const options = { encoding: "utf8", shell: process.platform === "win32" } as const;
  const { status, stdout, stderr, error } = spawnSync(command, parameters, options);
  const output = `${stdout}${stderr}`.trim();
  if (output !== "") console.log(output);
  if (status !== 0) throw new Error(`${command} ${parameters.join(" ")} failed`, { cause: error });
}
