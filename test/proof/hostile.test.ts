import { readFileSync } from "node:fs";
import canonicalize from "canonicalize";
import { encodeRlp, keccak256, toBeHex } from "ethers";
import { describe, expect, it } from "vitest";
import { type ProblemCode, verifyBundle } from "../../src/index.ts";
import { TrieNodes } from "../../src/proof/trie.ts";
import { bounded } from "../support/bounded.ts";
import type { Shown } from "./support/tamper.ts";

const { cases } = JSON.parse(readFileSync(new URL("../vectors/bundles.json", import.meta.url), "utf8")) as {
  readonly cases: readonly { readonly name: string; readonly bundle: string }[];
};
const item = cases.find(({ name }) => name === "item")?.bundle as string;

/** The canonical text of a bundle that was changed. */
function changed(change: (shown: Shown) => unknown): string {
  const shown: Shown = JSON.parse(item);
  change(shown);
  return canonicalize(shown) as string;
}

/** So many different hashes, ascending. */
const hashes = (count: number): string[] => Array.from({ length: count }, (_, at) => toBeHex(at + 1, 32));
const codesOf = (text: string): readonly ProblemCode[] => [
  ...new Set(verifyBundle(text).problems.map(({ code }) => code)),
];

/** What somebody makes up to keep a checker busy, or to make it fail: each is told within a test's time. */
describe("a hostile file", () => {
  it.each([
    ["half of a surrogate pair", item.replace(/"code":"[^"]*"/, '"code":"\\ud800"')],
    ["a code without end", changed((shown) => (shown.code = "/01/".padEnd(5_000_000, "0")))],
    ["a node without end", changed((shown) => (shown.nodes = [`0x${"00".repeat(2_000_000)}`]))],
    ["a header without end", changed((shown) => (shown.header = `0x${"00".repeat(2_000_000)}`))],
    ["brackets without end", "[".repeat(3_000_000)],
    ["members without end", '{"a":'.repeat(1_000_000)],
    ["a text without end", " ".repeat(2 ** 26 + 1)],
  ])("behavior: %s is no bundle", (_name, text) => {
    expect(codesOf(text)).toEqual(["bundleMalformed"]);
  });

  it("behavior: very many marks that no entry commits to", () => {
    const many = bounded(20_000, 150_000);
    const text = changed(({ documents }) => {
      for (const document of documents) document.marks = hashes(many);
    });
    const { problems, level } = verifyBundle(text);
    expect(level).toBe("none");
    expect(problems.filter(({ code }) => code === "documentForeign").length).toBeGreaterThanOrEqual(many);
  });

  it("behavior: very many entries that correct each other", () => {
    const text = changed(({ histories }) => {
      const [own] = histories;
      const entry = own?.entries.at(-1);
      if (own === undefined || entry === undefined) throw new Error("no entry");
      const correct = `0x2d${entry.facts.slice(4)}`;
      const heads = hashes(16_000).map((hash) => `0x${hash.slice(12)}`);
      own.entries.push(...heads.map((head) => ({ ...entry, facts: correct, origin: { subject: own.subject, head } })));
    });
    expect(codesOf(text)).toContain("originWrong");
  });

  it("behavior: very many histories", () => {
    const text = changed(({ histories }) => {
      const [own] = histories;
      const entries = own?.entries.slice(0, 1) ?? [];
      histories.push(...hashes(20_000).map((subject) => ({ subject, entries })));
      histories.splice(1, histories.length, ...histories.slice(1).sort((a, b) => (a.subject < b.subject ? -1 : 1)));
    });
    expect(codesOf(text)).toContain("historyForeign");
  });

  it("behavior: a path of nodes that leads on without a digit", () => {
    let root = encodeRlp(["0x20", "0x01"]);
    const nodes = [root];
    for (let at = 0; at < 10_000; at++) {
      root = encodeRlp(["0x00", keccak256(root)]);
      nodes.push(root);
    }
    const read = new TrieNodes(nodes as `0x${string}`[]).read(keccak256(root) as `0x${string}`, "0x01");
    expect(read).toEqual({ missing: keccak256(root) });
  });
});

describe("what a checker gives", () => {
  it.each([
    ["block", { block: "0x12" }],
    ["block", { block: null }],
    ["block", { block: 5 }],
    ["ledger", { ledger: "0x12" }],
    ["ledger", { ledger: `0x${"zz".repeat(20)}` }],
  ])("error: InvalidInput for a %s that is none", (field, trusted) => {
    expect(() => verifyBundle(item, trusted as never)).toThrow(
      expect.objectContaining({ code: "InvalidInput", details: expect.objectContaining({ field }) }),
    );
  });
});
