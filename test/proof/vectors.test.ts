import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toJson } from "../../src/cli/print.ts";
import { type Hex, type ProblemCode, readBundle, type Trusted, verifyBundle } from "../../src/index.ts";
import { readHeader } from "../../src/proof/header.ts";
import { slotsOf } from "../../src/proof/present.ts";
import { openStorage } from "../../src/proof/storage.ts";
import { TrieNodes } from "../../src/proof/trie.ts";

interface Vectors {
  /** What is computed on the way, of one of the cases. */
  readonly steps: {
    readonly of: string;
    readonly stateRoot: Hex;
    readonly slots: readonly { readonly slot: Hex; readonly word: Hex }[];
    readonly histories: readonly {
      readonly subject: Hex;
      readonly heads: readonly Hex[];
      readonly blocks: readonly number[];
    }[];
  };
  readonly cases: readonly {
    readonly name: string;
    readonly bundle: string;
    readonly trusted: Trusted;
    readonly level: string;
    readonly problems: readonly string[];
    readonly asOf?: unknown;
    readonly present?: unknown;
    readonly missingStages?: readonly string[];
    readonly documents?: { readonly shown: readonly unknown[]; readonly missing: readonly unknown[] };
  }[];
}

const read = (file: string): Vectors =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8"));
const { cases, steps } = read("bundles.json");
/** Of a ledger of version 0.1.0, which lays recalls out otherwise. */
const { cases: former } = read("bundles-0.1.0.json");

describe("bundles", () => {
  it.each([...cases, ...former])(
    "behavior: $name",
    ({ bundle, trusted, level, problems, asOf, present, missingStages, documents }) => {
      const verdict = verifyBundle(bundle, trusted);
      expect(verdict.level).toBe(level);
      expect([...new Set(verdict.problems.map(({ code }) => code))].sort()).toEqual(problems);
      if (level === "none") return;
      expect(JSON.parse(toJson({ asOf: verdict.asOf, present: verdict.present }))).toEqual({ asOf, present });
      expect(verdict.missingStages).toEqual(missingStages);
      expect(verdict.documents.shown).toMatchObject(documents?.shown ?? []);
      expect(verdict.documents.missing).toEqual(documents?.missing);
    },
  );

  it("behavior: the steps on the way are those of the vectors", () => {
    const text = cases.find(({ name }) => name === steps.of)?.bundle ?? "";
    const { header, nodes, ledger } = readBundle(text);
    expect(readHeader(header)?.stateRoot).toBe(steps.stateRoot);
    const storage = openStorage(new TrieNodes(nodes), steps.stateRoot, ledger);
    if (!("word" in storage)) throw new Error("no storage");
    const words = (slot: Hex): Hex | undefined => {
      const found = storage.word(slot);
      return "missing" in found ? undefined : found.word;
    };
    const { trace } = verifyBundle(text);
    const histories = trace?.histories ?? [];
    expect([...slotsOf(histories, words)].map((slot) => ({ slot, word: words(slot) }))).toEqual(steps.slots);
    const computed = histories.map(({ subject, kind, entries }) => ({
      subject,
      kind,
      heads: entries.map(({ head }) => head),
      blocks: entries.map(({ block }) => block),
    }));
    expect(computed).toEqual(steps.histories);
  });

  it("behavior: every kind of problem that a bundle can have has a case", () => {
    const seen = new Set(cases.flatMap(({ problems }) => problems));
    const expected = Object.keys(ofBundles).filter((code) => ofBundles[code as ProblemCode]);
    expect([...seen].sort()).toEqual(expected.sort());
  });
});

/** Whether a bundle can have a problem; the others need a trace's own heads, or what a node says. */
const ofBundles: Readonly<Record<ProblemCode, boolean>> = {
  traceMalformed: false,
  historyMissing: true,
  historyEmpty: false,
  historyRepeated: true,
  historyForeign: true,
  subjectWrong: true,
  codeMissing: true,
  entryMalformed: true,
  headWrong: false,
  previousBlockWrong: true,
  originWrong: true,
  endMissing: false,
  storedHeadDiffers: true,
  lastBlockWrong: false,
  stateWrong: false,
  bundleMalformed: true,
  headerMalformed: true,
  blockUnknown: true,
  ledgerForeign: true,
  ledgerMissing: true,
  proofMissing: true,
  proofUnused: true,
  documentWrong: true,
  documentForeign: true,
};
