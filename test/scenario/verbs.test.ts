import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writes } from "../../src/client/writes.ts";
import * as entry from "../../src/index.ts";
import { refusalNames } from "../../src/scenario/errors.ts";
import { readScenario } from "../../src/scenario/read.ts";
import { readings } from "../../src/scenario/readings.ts";
import type { ScenarioResult } from "../../src/scenario/run.ts";
import { verbs } from "../../src/scenario/schema.ts";
import { verbs as writing } from "../../src/verbs/all.ts";
import { emptyLedger, troubles } from "./support/stage.ts";

let ledger: Awaited<ReturnType<typeof emptyLedger>>;
let result: ScenarioResult;

beforeAll(async () => {
  ledger = await emptyLedger();
  result = await ledger.run(await readFile(new URL("support/every-verb.yaml", import.meta.url), "utf8"));
});

afterAll(() => ledger?.close());

describe("verbs", () => {
  it("default: each is taken by the ledger once at least, as the scenario expects", () => {
    expect(troubles(result)).toEqual([]);
    const taken = result.steps.filter(({ result }) => result !== undefined).map(({ verb }) => verb);
    expect([...new Set(taken)].sort()).toEqual([...verbs].sort());
  });

  it("behavior: are those of the SDK", () => {
    expect([...writing.keys()].sort()).toEqual(Object.keys(writes).sort());
    expect(verbs).toEqual([...writing.keys(), ...Object.keys(readings)]);
    for (const verb of Object.keys(readings)) expect(ledger.m).toHaveProperty(verb, expect.any(Function));
  });

  it("behavior: refusals are those of the SDK, and not what leaves open what the ledger says", () => {
    const exported = Object.entries(entry).filter(
      ([, one]) => typeof one === "function" && one.prototype instanceof entry.Refusal,
    );
    expect(refusalNames).toEqual(expect.arrayContaining(exported.map(([name]) => name)));
    for (const name of ["ChainUnreachable", "OutcomeUnknown", "RequestFailed"])
      expect(refusalNames).not.toContain(name);
    for (const name of refusalNames) expect(entry).toHaveProperty(name);
    expect(new Set(refusalNames).size).toBe(refusalNames.length);
  });

  it("behavior: the line of each step is the one that it begins in", async () => {
    const text = await readFile(new URL("support/every-verb.yaml", import.meta.url), "utf8");
    const lines = text.split("\n");
    for (const { line } of result.steps) expect(lines[line - 1]).toMatch(/^ {2}- /);
    expect(readScenario(text).lines).toEqual(result.steps.map(({ line }) => line));
  });
});
