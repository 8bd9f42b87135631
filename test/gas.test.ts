import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { holdings, measureGas } from "../scripts/bench/measure.ts";
import { SNAPSHOT } from "../scripts/bench/snapshot.ts";
import { bounded } from "./support/bounded.ts";

describe("gas", () => {
  it("behavior: is what was last agreed on; `npm run bench:gas -- --update` agrees on another", async () => {
    const { recall, ...agreed } = JSON.parse(readFileSync(SNAPSHOT, "utf8"));
    const held = holdings.slice(0, bounded(2, holdings.length));
    const measured = Object.fromEntries(held.map((count) => [count, recall[count]]));
    expect(await measureGas(held)).toEqual({ ...agreed, recall: measured });
  });

  it("behavior: what was agreed on keeps to the goals", () => {
    const gas = JSON.parse(readFileSync(SNAPSHOT, "utf8"));
    expect(gas.entry).toBeLessThanOrEqual(39_100);
    expect(gas.multicallPerEntry).toBeLessThanOrEqual(16_500);
    expect(gas.life.perEntry).toBeLessThanOrEqual(49_500);
    expect(gas.calibrate).toBeLessThanOrEqual(44_600);
    expect(gas.transfer).toBeLessThanOrEqual(94_000);
    expect(Math.max(...Object.values(gas.recall as Record<string, number>))).toBeLessThanOrEqual(50_500);
    expect(gas.dispense).toBeLessThanOrEqual(46_200);
    expect(gas.packs256).toBeLessThanOrEqual(80_000);
    expect(gas.perPack4096).toBeLessThanOrEqual(130);
    expect(gas.split).toBeLessThanOrEqual(105_000);
    expect(gas.undo).toBeLessThanOrEqual(60_000);
    expect(gas.runtimeBytes).toBeLessThan(24_576);
  });
});
