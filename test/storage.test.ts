import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SNAPSHOT, storageLayout } from "../scripts/storage/layout.ts";
import { slots } from "../src/history/storage.ts";

describe("storage layout", () => {
  it("behavior: is what was last agreed on; `npm run storage -- --update` agrees on another", async () => {
    const message = "Readers and proofs depend on it: change docs/storage.md and src/history/storage.ts with it.";
    expect(await storageLayout(), message).toEqual(JSON.parse(readFileSync(SNAPSHOT, "utf8")));
  });

  it("behavior: has the slots that the SDK reads", async () => {
    const { storage, types } = await storageLayout();
    const ledger = storage.find(({ label }) => label === "_ledger");
    expect(ledger?.slot).toBe("0");
    const members = types[ledger?.type ?? ""]?.members ?? [];
    expect(Object.fromEntries(members.map(({ label, slot }) => [label, BigInt(slot)]))).toEqual(slots);
  });

  it("behavior: names nothing that another build of the same contracts would name otherwise", async () => {
    const text = JSON.stringify(await storageLayout());
    expect(text).not.toMatch(/astId|\.sol|\)\d/);
  });
});
