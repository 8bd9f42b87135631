import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyBundle } from "../../src/proof/verify.ts";
import { bounded } from "../support/bounded.ts";
import { type Proven, proveLives } from "./support/lives.ts";
import { documents, encodings, entries, proofs, type Tampered, values } from "./support/tamper.ts";

let proven: Proven;
/** Another chain with the same id, on which the same ledger at the same address recorded the same lives. */
let forged: Proven;

beforeAll(async () => {
  proven = await proveLives();
  forged = await proveLives(3600);
}, 300_000);
afterAll(async () => {
  await proven?.close();
  await forged?.close();
});

const kinds = ["device", "drug", "consumable", "batch"] as const;
const others = (kind: (typeof kinds)[number]): readonly string[] =>
  kinds.filter((one) => one !== kind).map((one) => proven.bundles[one]);

/** Counts what was tried; what was not caught, by what was done. */
function caught(original: string, tampered: Iterable<Tampered>): { readonly tried: number; readonly missed: string[] } {
  let [made, tried] = [0, 0];
  const missed: string[] = [];
  for (const [what, text] of tampered) {
    if (text === original) continue;
    // Of all, some from everywhere: the number has no factor in common with what repeats.
    if (made++ % bounded(43, 1) !== 0) continue;
    tried++;
    const { level, problems } = verifyBundle(text, proven.trusted);
    if (level === "proven" || problems.length === 0) missed.push(what);
  }
  return { tried, missed };
}

describe("tampering", () => {
  it("default: what was not tampered with is proven", () => {
    for (const kind of kinds) {
      expect(verifyBundle(proven.bundles[kind], proven.trusted)).toMatchObject({ level: "proven", problems: [] });
    }
  });

  it.each(kinds)(
    "behavior: every change to a bundle of a %s is caught",
    (kind) => {
      const text = proven.bundles[kind];
      const all = {
        values: caught(text, values(text)),
        entries: caught(text, entries(text, others(kind))),
        proofs: caught(text, proofs(text, others(kind))),
        documents: caught(text, documents(text, others(kind))),
        encodings: caught(text, encodings(text)),
      };
      for (const [what, { tried, missed }] of Object.entries(all)) {
        console.log(`${kind}: ${tried} tampered ${what}, ${tried - missed.length} caught`);
        expect([what, missed]).toEqual([what, []]);
        // Of the batch, no document is shown.
        expect(tried).toBeGreaterThan(what === "documents" && kind === "batch" ? 0 : bounded(2, 100));
      }
    },
    600_000,
  );
});

describe("a forged chain", () => {
  it("behavior: with the same id, ledger and lives is not proven", () => {
    expect(forged.trusted.ledger).toBe(proven.trusted.ledger);
    for (const kind of kinds) {
      const text = forged.bundles[kind];
      expect(verifyBundle(text, forged.trusted).level).toBe("proven");
      expect(verifyBundle(text, proven.trusted)).toMatchObject({
        level: "intact",
        problems: [{ code: "blockUnknown", expected: proven.trusted.block, actual: forged.trusted.block }],
      });
    }
  });

  it("behavior: neither its header nor its nodes go with what the true chain recorded", () => {
    for (const kind of kinds) {
      const [own, theirs] = [JSON.parse(proven.bundles[kind]), JSON.parse(forged.bundles[kind])];
      for (const member of ["header", "nodes", "histories"]) {
        const text = JSON.stringify({ ...own, [member]: theirs[member] });
        expect(verifyBundle(text, proven.trusted).level).not.toBe("proven");
      }
    }
  });
});
