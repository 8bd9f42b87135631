import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_EXPIRY } from "../../src/history/facts.ts";
import type { Entry } from "../../src/history/types.ts";
import { expiryWording, namedIn, wordingOf } from "../../src/history/wording.ts";
import { actionName, stateName } from "../../src/lifecycle/names.ts";
import { type Action, actions, states } from "../../src/lifecycle/vocabulary.ts";

const called = {
  organisation: (number: number) => ({ en: `Org${number};`, zh: `机构${number};` }),
  place: (number: number) => ({ en: `Place${number};`, zh: `地点${number};` }),
};

function entryOf(action: Action, said: Partial<Entry> = {}): Entry {
  const fixed = { subject: `0x${"1".repeat(64)}`, kind: "asset", stage: undefined, state: "stored", block: 9 } as const;
  const times = { occurredAt: 1_700_000_000, recordedAt: 1_700_000_000, previousBlock: 8 };
  const details = `0x${"0".repeat(64)}` as const;
  const numbers = { organisation: 1, member: 2, counterpart: 0, quantity: 1n, value: 0, until: 0 };
  return { ...fixed, ...times, ...numbers, details, origin: undefined, action, ...said };
}

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const entries = fc
  .record({
    action: fc.constantFrom(...(actions.slice(1) as Action[])),
    counterpart: fc.integer({ min: 0, max: 5 }),
    quantity: fc.oneof(fc.bigInt({ min: 0n, max: 60n }), fc.bigInt({ min: 0n, max: 2n ** 32n - 1n })),
    value: fc.oneof(fc.integer({ min: 0, max: 8 }), word),
    until: word,
    occurredAt: word,
  })
  .map(({ action, ...said }) => entryOf(action, said));

describe("wording", () => {
  it("default", () => {
    expect(wordingOf(entryOf("use", { value: 7 }), called)).toEqual(called.place(7));
    expect(wordingOf(entryOf("maintain", { value: 1, until: 1_800_000_000 }), called)).toEqual({
      en: "passed, next due 2027-01-15",
      zh: "合格，下次维护 2027-01-15",
    });
    expect(wordingOf(entryOf("offer", { counterpart: 3, value: 2 + 20_000 * 256 }), called)).toEqual({
      en: "to Org3;, loan, due back 2024-10-04",
      zh: "移交给机构3;，借用，应于 2024-10-04 归还",
    });
    expect(wordingOf(entryOf("store"), called)).toBeUndefined();
  });

  it("behavior: a correction says what it supersedes, and what holds instead", () => {
    const correction = entryOf("correct", { quantity: BigInt(actions.indexOf("dispose")), value: 6 });
    expect(wordingOf(correction, called)).toEqual({ en: "supersedes dispose: lost", zh: "更正“处置”：遗失" });
    const unknown = entryOf("correct", { quantity: 999n });
    expect(wordingOf(unknown, called)).toEqual({ en: "supersedes correct", zh: "更正“更正”" });
  });

  it("behavior: goods that do not expire", () => {
    expect(expiryWording(NO_EXPIRY).en).toBe("without expiry");
    expect(expiryWording(1_800_000_000)).toEqual({ en: "expiring 2027-01-15", zh: "效期至 2027-01-15" });
  });

  it("behavior: whatever an entry holds, both languages say it, and name nothing but what namedIn tells", () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const { organisations, place } = namedIn(entry);
        const said = wordingOf(entry, called) ?? { en: "", zh: "" };
        const known = [...organisations.map((one) => `Org${one};`), ...(place === undefined ? [] : [`Place${place};`])];
        const named = said.en.match(/(?:Org|Place)\d+;/g) ?? [];
        // Of what the ledger never writes, such as a return to nobody, the number 0 may be said.
        expect(named.filter((one) => one !== "Org0;" && !known.includes(one))).toEqual([]);
        const inChinese = named.map((one) => one.replace("Org", "机构").replace("Place", "地点"));
        expect(said.zh.match(/(?:机构|地点)\d+;/g) ?? []).toEqual(inChinese);
        expect(`${said.en}${said.zh}`).not.toMatch(/undefined|NaN|\[object|Invalid/);
        expect(said.zh).not.toMatch(/[a-z]{2}/);
      }),
      { numRuns: 2_000 },
    );
  });

  it("behavior: every action and every state has a name in both languages", () => {
    for (const action of actions.slice(1) as Action[]) expect(actionName(action).zh).toMatch(/^\p{sc=Han}+$/u);
    for (const state of Object.values(states).flat()) expect(stateName(state).zh).toMatch(/^\p{sc=Han}+$/u);
  });
});
