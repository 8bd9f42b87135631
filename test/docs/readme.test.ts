import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demo, startDemo } from "../cli/support/demo.ts";
import { shell } from "./support/shell.ts";

const text = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const [, guide = ""] = /^## Quick start$(.*?)^## The verifier/ms.exec(text) ?? [];

/** Commands (sh), and what is printed of those above (no language). */
const blocks = [...guide.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
  .map(([, language = "", body = ""]) => ({ language, lines: body.trimEnd().split("\n") }))
  .filter(({ language }) => ["", "sh"].includes(language));

/** What differs from run to run: blocks, gas, times, ids. */
const steady = (line: string): string =>
  line
    .replaceAll(/0x[0-9a-f]+…?/g, "0x…")
    .replaceAll(/\d{4}-\d\d-\d\d(?: \d\d:\d\d)?/g, "then")
    .replaceAll(/(block|gas) [\d,]+/g, "$1 n");

let demo: Demo;
let folder: string;

beforeAll(async () => {
  demo = await startDemo();
  folder = await mkdtemp(join(tmpdir(), "medtrace-readme-"));
});
afterAll(async () => {
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the README's commands", () => {
  it("default: each ends as it says, and prints what it says", async () => {
    const outputs: string[] = [];
    let count = 0;
    for (const { language, lines } of blocks) {
      if (language === "") {
        // What `npm start` prints is the demo's, which has tests of its own.
        if (count === 0) continue;
        expect(outputs.map(steady)).toEqual(expect.arrayContaining(lines.map(steady)));
        continue;
      }
      for (const command of lines.filter((line) => !line.startsWith("npm "))) {
        const [, comment = ""] = / # (.*)$/.exec(command) ?? [];
        const [, code = "0"] = /exit code (\d)/.exec(comment) ?? [];
        // `npm start` is the demo's chain here.
        const finished = await shell(command, folder, demo.env);
        expect({ command, ...finished }).toMatchObject({ command, code: Number(code) });
        outputs.push(...`${finished.stdout}${finished.stderr}`.split("\n"));
        if (comment.includes(" · ")) expect(finished.stdout.trim()).toBe(comment);
        count++;
      }
    }
    expect(count).toBeGreaterThan(25);
  }, 180_000);
});
