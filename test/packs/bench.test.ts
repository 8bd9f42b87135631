import { describe, expect, test } from "vitest";
import { benchPacks } from "../../scripts/bench/packs.ts";

describe("benchPacks", () => {
  test("default", async () => {
    const packs = await benchPacks(2000);
    expect(packs).toEqual({
      codes: 2000 + 200 + 2,
      treeSeconds: expect.any(Number),
      treeMegabytes: expect.any(Number),
      ratioToPlainKeccak: expect.any(Number),
      proofBytes: expect.any(Number),
      scansPerSecond: expect.any(Number),
    });
    // A path of 12, and the unit.
    expect(packs.proofBytes).toBeGreaterThan(12 * 66);
    expect(packs.proofBytes).toBeLessThan(12 * 70 + 200);
    expect(packs.scansPerSecond).toBeGreaterThan(0);
  });
});
