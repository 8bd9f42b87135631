import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../scripts/demo/report.ts";
import { stageNames, stages } from "../../src/index.ts";
import { type DeploymentsFolder, useDeploymentsFolder } from "./support/ledger.ts";
import { type Finished, run } from "./support/processes.ts";

let deployments: DeploymentsFolder;
let text: Finished;
let json: Finished;
let report: Report;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  [json, text] = await Promise.all([run(["scripts/demo.ts", "--json"]), run(["scripts/demo.ts"])]);
  report = JSON.parse(json.stdout);
});

afterAll(() => deployments?.remove());

describe("demo --json", () => {
  it("default", () => {
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(Object.keys(report)).toEqual(["code", "stages", "refused", "verification", "gas"]);
  });

  it("behavior: shows the nine stages in order, each with its entries", () => {
    expect(report.stages.map(({ stage, name }) => [stage, name])).toEqual(
      stages.map((stage) => [stage, stageNames[stage]]),
    );
    const days: string[] = [];
    for (const { stage, entries } of report.stages) {
      expect([stage, entries.length]).not.toEqual([stage, 0]);
      for (const entry of entries) {
        expect(entry).toMatchObject({
          action: expect.any(String),
          name: expect.stringMatching(/\p{Script=Han}/u),
          organisation: expect.any(String),
          person: expect.any(String),
          state: expect.any(String),
          transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
        });
      }
      days.push(...entries.map(({ recordedAt }) => recordedAt).sort());
    }
    expect(days[0]).toBe([...days].sort()[0]);
    expect(days.at(-1)).toBe([...days].sort().at(-1));
  });

  it("behavior: has the step of every rule at work: a fault, its repair, and a scrapping by three people", () => {
    const entriesOf = (stage: string) => report.stages.find((one) => one.stage === stage)?.entries ?? [];
    const repaired = entriesOf("repair").map(({ action, person }) => [action, person]);
    expect(repaired).toEqual([
      ["reportFault", "nurse"],
      ["repair", "engineer"],
      ["reinstate", "head"],
    ]);
    expect(entriesOf("scrap").map(({ action }) => action)).toEqual(["requestScrap", "approveScrap", "dispose"]);
    expect(new Set(entriesOf("scrap").map(({ member }) => member)).size).toBe(3);
  });

  it("behavior: shows the breaches that were refused, each with its error", () => {
    const errorOf = (breach: string) => report.refused.find((one) => one.breach === breach)?.error;
    expect(errorOf("approving one's own application")).toBe("OwnRequisition");
    expect(errorOf("accepting what one bought")).toBe("OwnPurchase");
    expect(errorOf("using before acceptance")).toBe("WrongState");
    expect(errorOf("ordering without approval")).toBe("WrongState");
    expect(errorOf("writing as a stranger")).toBe("UnknownAccount");
    expect(errorOf("reinstating one's own repair")).toBe("OwnWork");
    expect(errorOf("using what was disposed of")).toBe("WrongState");
    expect(errorOf("entering a serial twice, in another form")).toBe("SubjectExists");
    for (const one of report.refused) {
      expect(one).toEqual({
        breach: expect.any(String),
        by: expect.any(String),
        error: expect.any(String),
        message: expect.any(String),
      });
    }
  });

  it("behavior: is verified", () => {
    expect(report.verification).toMatchObject({ level: "anchored", problems: [], missingStages: [] });
  });

  it("behavior: names the gas of every action", () => {
    const recorded = report.stages.flatMap(({ entries }) => entries.map(({ action }) => action));
    expect(Object.keys(report.gas)).toEqual(expect.arrayContaining([...new Set(recorded)]));
    for (const [action, gas] of Object.entries(report.gas)) {
      expect([action, Number.isInteger(gas) && gas > 21_000]).toEqual([action, true]);
    }
  });
});

describe("demo", () => {
  it("default", () => {
    expect(text).toMatchObject({ code: 0, stderr: "" });
    for (const stage of stages) expect(text.stdout).toContain(`${stageNames[stage]} ${stage}`);
    for (const { error } of report.refused) expect(text.stdout).toContain(error);
    expect(text.stdout).toContain("anchored");
  });

  it("behavior: writes no deployment, as its chain ends with it", async () => {
    expect(await deployments.files()).toEqual([]);
  });
});
