import { describe, expect, it } from "vitest";
import * as entry from "../../src/index.ts";
import { run } from "../scripts/support/processes.ts";
import { read } from "./sources.ts";

/** The names that were agreed on: a name that comes or goes is changed here on purpose. */
const agreed: readonly string[] = JSON.parse(read("test/snapshots/exports.json"));

describe("exports", () => {
  it("default", () => {
    expect(Object.keys(entry).sort()).toEqual(agreed);
  });

  it("behavior: are those of the built package, by its name", async () => {
    const script = `console.log(JSON.stringify(Object.keys(await import("medtrace")).sort()))`;
    const { code, stdout } = await run([process.execPath, "--input-type=module", "--eval", script]);
    expect({ code, names: JSON.parse(stdout) }).toEqual({ code: 0, names: agreed });
  });

  it("behavior: the built command is the one that package.json names", async () => {
    const { bin } = JSON.parse(read("package.json"));
    expect(read(bin.medtrace)).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(await run([process.execPath, bin.medtrace, "--help"])).toMatchObject({ code: 0, stderr: "" });
  });
});
