import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demoScenario } from "../../scripts/demo/scenarios.ts";
import { runScenarios } from "../../src/scenario/run.ts";
import { bounded } from "../support/bounded.ts";
import { emptyLedger, person, troubles } from "./support/stage.ts";

const folder = new URL("../../scenarios/", import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ""));
const consortium = await demoScenario("consortium");

describe("the demo's scenario files", () => {
  it("default", () => {
    const lives = ["implant", "loan", "monitor", "pump", "recall", "stent", "vaccine"];
    expect(names.sort()).toEqual(["consortium", ...lives].sort());
  });

  it.each(names.filter((name) => name !== "consortium").slice(0, bounded(3, names.length)))(
    "behavior: %s is played by itself on an empty ledger, and refused on one that has it",
    async (name) => {
      const ledger = await emptyLedger();
      try {
        const life = await demoScenario(name);
        const [first, played] = await runScenarios(ledger.m, [consortium, life], { run: "A", person, setUp: true });
        expect([first, played].map((result) => result && troubles(result))).toEqual([[], []]);

        const [again] = await runScenarios(ledger.m, [life], { run: "B", person });
        expect(again).toMatchObject({ success: false, setUp: [] });
        expect(again?.steps.filter(({ error }) => error?.code === "SubjectExists").length).toBeGreaterThan(0);
        expect(again?.steps.filter(({ status }) => status === "untold")).toEqual([]);
      } finally {
        await ledger.close();
      }
    },
  );
});
