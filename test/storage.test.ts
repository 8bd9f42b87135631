import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SNAPSHOT, storageLayout } from "../scripts/storage/layout.ts";
import type { Fields } from "../src/history/packed.ts";
import {
  readAppointment,
  readBatch,
  readCare,
  readCounts,
  readFurtherCare,
  readOrganisation,
  readPolicy,
  readProduct,
  readRequisition,
  slots,
  votesWord,
} from "../src/history/storage.ts";

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

  /** A struct's word, by its place among the struct's slots, and what of the SDK reads it. */
  it.each([
    ["Counts", 0, readCounts],
    ["Organisation", 0, readOrganisation],
    ["Appointment", 0, readAppointment],
    ["Policy", 0, readPolicy],
    ["Votes", 0, votesWord],
    ["Product", 1, readProduct],
    ["Batch", 1, readBatch],
    ["Requisition", 1, readRequisition],
    ["Care", 0, readCare],
    ["Care", 1, readFurtherCare],
  ] as const)("behavior: %s, slot %i, has the fields that the SDK reads", async (name, slot, read) => {
    const { types } = await storageLayout();
    const members = types[`t_struct(${name})_storage`]?.members ?? [];
    const stored = members.filter((member) => member.slot === String(slot));
    let at = 0;
    const fields = Object.entries(read.fields as Fields).map(([label, { bits }]) => {
      const from = at;
      at += bits;
      return { label, from, bits };
    });
    expect(fields).toEqual(
      stored.map(({ label, offset, type }) => ({
        label,
        from: 8 * offset,
        bits: 8 * Number(types[type]?.numberOfBytes),
      })),
    );
  });

  it("behavior: names nothing that another build of the same contracts would name otherwise", async () => {
    const text = JSON.stringify(await storageLayout());
    expect(text).not.toMatch(/astId|\.sol|\)\d/);
  });
});
