import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchAudit } from "../scripts/bench/audit.ts";
import { benchBundle } from "../scripts/bench/bundle.ts";
import { BenchLedger } from "../scripts/bench/ledger.ts";
import { makeTrace } from "../scripts/bench/made-trace.ts";
import { benchTrace } from "../scripts/bench/trace.ts";
import { benchVerify } from "../scripts/bench/verify.ts";
import { verify } from "../src/index.ts";
import { type DeploymentsFolder, useDeploymentsFolder } from "./scripts/support/ledger.ts";
import { bounded } from "./support/bounded.ts";

describe("benchVerify", () => {
  it("default", () => {
    expect(benchVerify(3)).toEqual({
      entries: 32,
      entriesPerSecond: expect.any(Number),
      ratioToPlainEthers: expect.any(Number),
    });
  });

  it("behavior: its trace holds together", () => {
    const trace = makeTrace(2);
    expect(verify(trace)).toMatchObject({ level: "intact", problems: [] });
    const origins = trace.histories.flatMap(({ entries }) => entries.filter(({ origin }) => origin !== undefined));
    expect(origins).toHaveLength(1 + 2 * 5);
  });
});

describe("benches of a filled ledger", () => {
  let deployments: DeploymentsFolder;
  let ledger: BenchLedger;

  beforeAll(async () => {
    deployments = await useDeploymentsFolder();
    ledger = await BenchLedger.start(10);
  });
  afterAll(async () => {
    await ledger?.close();
    await deployments?.remove();
  });

  it("behavior: a trace has 50 entries in as many blocks, among as many others as wanted", async () => {
    expect(await benchTrace(ledger, [60, 120], bounded(3, 31))).toEqual({
      ms10k: expect.any(Number),
      ms100k: expect.any(Number),
    });
    for (const serial of ["LIFE-1", "LIFE-2"]) {
      const [item, ...others] = (await ledger.m.trace(`(01)09521234543213(21)${serial}`)).histories;
      expect(item?.entries).toHaveLength(50);
      expect(new Set(item?.entries.map(({ block }) => block)).size).toBe(50);
      expect(others.map(({ kind }) => kind).sort()).toEqual(["product", "requisition"]);
    }
  });

  it("behavior: an audit counts every entry", async () => {
    // Two products; two items with their requisitions; the others.
    expect(await benchAudit(ledger, 150)).toEqual({
      entries: 2 + 2 * (50 + 5) + 150,
      entriesPerSecond: expect.any(Number),
      problems: 0,
    });
  });

  it("behavior: a bundle of it needs less than a kilobyte for an entry", async () => {
    const { entries, bytes, proofBytes, bytesPerEntry } = await benchBundle(ledger, 150);
    expect(entries).toBe(50 + 5 + 1);
    expect(bytesPerEntry).toBe(Math.ceil((bytes - proofBytes) / entries));
    expect(bytesPerEntry).toBeLessThanOrEqual(1024);
  });

  it("behavior: leaves nothing of its chain behind", async () => {
    expect(await deployments.files()).toEqual([]);
  });
});
