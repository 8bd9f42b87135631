import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demo, startDemo } from "../cli/support/demo.ts";
import { shell } from "./support/shell.ts";

/** A command of the tutorial, with what it is said to end with. */
interface Typed {
  readonly command: string;
  readonly code: number;
}

const text = await readFile(new URL("../../docs/tutorial.md", import.meta.url), "utf8");

/** The commands in the order of the text: those of a here-document are one. */
function commands(): readonly Typed[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
  return blocks.flatMap((block) =>
    [...block.matchAll(/^(?:.*<<'(\w+)'\n(?:.*\n)*?\1|.+)$/gm)].map(([command]) => {
      const [, code = "0"] = /# exit code (\d)$/m.exec(command.split("\n")[0] ?? "") ?? [];
      return { command, code: Number(code) };
    }),
  );
}

let demo: Demo;
let folder: string;

beforeAll(async () => {
  demo = await startDemo();
  folder = await mkdtemp(join(tmpdir(), "medtrace-tutorial-"));
  await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the tutorial", () => {
  it("default: every command does what it says", async () => {
    const all = commands();
    expect(all[0]?.command).toBe("npm start");
    expect(all.length).toBeGreaterThan(25);
    const outputs: (readonly [command: string, output: string])[] = [];
    for (const { command, code } of all.slice(1)) {
      // `npm start` is the demo's chain here.
      const finished = await shell(command, folder, demo.env);
      expect({ command, ...finished }).toMatchObject({ command, code });
      outputs.push([command, `${finished.stdout}${finished.stderr}`]);
    }
    const printed = (start: string) => outputs.filter(([command]) => command.startsWith(start)).map(([, one]) => one);
    const [malformed, dry, first, second] = printed("npx medtrace import stock.csv");
    expect(malformed).toMatch(/^RowsMalformed: .*\n {2}row 4, 编码 "\(01\)09521234543214/);
    expect(dry).toContain("3 rows · the ledger would take 3 as things stand");
    for (const recorded of [first, second]) expect(recorded).toContain("3 rows · 3 recorded · 0 refused");
    expect(printed("cat more.refused.csv")[0]).toContain("X-0001,2025-01-08,UnknownSubject: ");
    const [added, again] = printed("npx medtrace add-member");
    expect(added).toMatch(/^add-member · member \d+ · /);
    expect(again).toMatch(/^AccountTaken: /);
    expect(printed("npx medtrace accept")[0]).toMatch(
      /^infusion pump 输液泵 \(01\)09521234543213\(21\)T-0002 · 1 unit · from Demo Manufacturer · owned\naccept /,
    );
    expect(printed("npx medtrace check").at(-1)).toContain("usable 可用 · infusion pump 输液泵 · in use");
    expect(printed("npx medtrace offer").map((one) => one.split(":")[0])).toEqual([
      "RoleMissing",
      expect.stringMatching(/^offer 移交 → in transit/),
    ]);
    expect(printed("npx medtrace take")[0]).toMatch(/^ChangedSinceSeen: /);
    expect(printed("$(grep")[0]).toMatch(/^level {6}proven$/m);
    expect(printed("npx medtrace verify altered.json")[0]).toMatch(/^level {6}none$/m);
    expect(printed("npx medtrace audit")[0]).toMatch(/^problems {3}none$/m);
  }, 180_000);
});
