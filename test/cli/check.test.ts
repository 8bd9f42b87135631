import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { PUMP_NAME } from "../support/world.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed } from "./support/typed.ts";

const GTIN = "09521234543213";
const DAY = 86_400;

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

const check = async () => {
  const { code, stdout } = await typed(["check", PUMP]);
  return [code, ...stdout.trimEnd().split("\n")];
};
const later = (days: number) => Math.floor(Date.now() / 1000) + days * DAY;
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

async function lend(terms: "loan" | "rental" | "trial"): Promise<void> {
  await demo.as("keeper").store({ code: PUMP });
  await demo.as("keeper").offer({ code: PUMP, to: 5, terms, until: later(10) });
}

describe("check", () => {
  it("default", async () => {
    expect(await check()).toEqual([0, `usable 可用 · ${PUMP_NAME} · in use · at Demo Hospital · no open recall`]);
  });

  it("behavior: says until when a calibration holds", async () => {
    await demo.forgetting(async () => {
      await demo.as("officer").prescribe({ product: GTIN, calibrationInterval: 365 });
      expect(await check()).toEqual([
        1,
        `not usable 不可用 · ${PUMP_NAME} · in use · at Demo Hospital · no open recall`,
        "  not calibrated 未强检",
      ]);
      const until = later(100);
      await demo.as("technician").calibrate({ code: PUMP, result: "passed", until });
      expect(await check()).toEqual([
        0,
        `usable 可用 · ${PUMP_NAME} · in use · at Demo Hospital · calibrated 强检 until ${day(until)} · no open recall`,
      ]);
    });
  });

  it("behavior: says that it is recalled, and when it is clear of that", async () => {
    await demo.forgetting(async () => {
      await demo.as("recaller").recall({ target: GTIN, level: "second", instruction: "correctOnSite" });
      const [code, head, reason] = await check();
      expect([code, head]).toEqual([1, `not usable 不可用 · ${PUMP_NAME} · in use · at Demo Hospital`]);
      expect(reason).toMatch(
        /^ {2}its product is recalled 召回 by Demo Manufacturer on .*: second level, correct on site$/,
      );
      await demo.as("technician").remedy({ code: PUMP });
      await demo.as("head").confirmRemedy({ code: PUMP });
      const clear = "recalled 召回, and remedied 已整改";
      expect(await check()).toEqual([0, `usable 可用 · ${PUMP_NAME} · in use · at Demo Hospital · ${clear}`]);
    });
  });

  it.each([
    ["loan", "on loan 借用"],
    ["rental", "rented 租赁"],
    ["trial", "on trial 试用"],
  ] as const)("behavior: says the terms: %s", async (terms, said) => {
    await demo.forgetting(async () => {
      await lend(terms);
      expect(await check()).toEqual([
        1,
        `not usable 不可用 · ${PUMP_NAME} · in transit · at Demo Hospital · no open recall`,
        `  in transit 运输中 to Demo Second Hospital, to be taken until ${day(later(10))}`,
      ]);
      await demo.as("secondInspector").take({ code: PUMP });
      expect(await check()).toEqual([
        0,
        `usable 可用 · ${PUMP_NAME} · stored · at Demo Second Hospital · ${said} · no open recall`,
      ]);
    });
  });

  it("behavior: says no more of what the ledger does not have", async () => {
    const { code, stdout } = await typed(`check "(01)${GTIN}(21)NOBODYS"`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "not usable 不可用\n  the ledger has no such item\n" });
  });
});
