import { describe, expect, it } from "vitest";
import { type EntryPoint, packageExports } from "../../scripts/exports/read.ts";
import { run } from "../scripts/support/processes.ts";
import { read } from "./sources.ts";

/** The names that were agreed on, by entry point. */
const agreed: Readonly<Record<string, EntryPoint>> = JSON.parse(read("test/snapshots/exports.json"));

describe("exports", () => {
  it("default: are what was last agreed on; `npm run exports -- --update` agrees on others", async () => {
    const message = "Whoever uses the package meets this: say it in CHANGELOG.md too.";
    expect(await packageExports(), message).toEqual(agreed);
  });

  it.each(["medtrace", "medtrace/verify", "medtrace/abi"])("behavior: %s is found by its name", async (name) => {
    const script = `console.log(JSON.stringify(Object.keys(await import("${name}")).sort()))`;
    const { code, stdout } = await run([process.execPath, "--input-type=module", "--eval", script]);
    const { values } = agreed[name.replace("medtrace", ".")] as EntryPoint;
    expect({ code, names: JSON.parse(stdout) }).toEqual({ code: 0, names: values });
  });

  it("behavior: whatever verifies alone is in the whole, as the very same", async () => {
    const [whole, alone] = await Promise.all([import("../../src/index.ts"), import("../../src/verify.ts")]);
    expect(whole).toMatchObject(alone);
    expect(agreed["."]?.types).toEqual(expect.arrayContaining([...(agreed["./verify"]?.types ?? [])]));
  });

  it("behavior: the ABIs are those of the built contracts, and have no code with them", async () => {
    const { ledgerAbi, lensAbi } = await import("../../src/abi.ts");
    const abiOf = (artifact: string) => JSON.parse(read(`artifacts/contracts/${artifact}.json`)).abi;
    expect(ledgerAbi).toEqual(abiOf("Ledger.sol/Ledger"));
    expect(lensAbi).toEqual(abiOf("lens/LedgerLens.sol/LedgerLens"));
    // Typed as they are: a name that no function has does not compile.
    const name: Extract<(typeof lensAbi)[number], { readonly type: "function" }>["name"] = "dispensedPacks";
    expect(lensAbi.some((one) => "name" in one && one.name === name)).toBe(true);
  });

  it("behavior: the built command is the one that package.json names", async () => {
    const { bin } = JSON.parse(read("package.json"));
    expect(read(bin.medtrace)).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(await run([process.execPath, bin.medtrace, "--help"])).toMatchObject({ code: 0, stderr: "" });
  });
});
