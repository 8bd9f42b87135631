import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localClock } from "../../scripts/demo/chain.ts";
import { LIFE_DAYS, type Lives, live, PUMP, SPARE_PUMP } from "../../scripts/demo/life.ts";
import { IMPLANT, INSTRUMENTS } from "../../scripts/demo/lives/implant.ts";
import { LOANED_PUMP } from "../../scripts/demo/lives/loan.ts";
import { MONITOR } from "../../scripts/demo/lives/monitor.ts";
import { DEFIBRILLATOR, RECALLED } from "../../scripts/demo/lives/recall.ts";
import { STENT } from "../../scripts/demo/lives/stent.ts";
import { OLD_LOT, SPARE_LOT, VACCINE_LOT } from "../../scripts/demo/lives/vaccine.ts";
import { type Clock, DAY } from "../../scripts/demo/scene.ts";
import { deploy } from "../../scripts/deployment/deploy.ts";
import { connect, type Medtrace } from "../../src/index.ts";

let connection: NetworkConnection;
let m: Medtrace;
let clock: Clock;
let began: number;
let result: Lives;
const days: number[] = [];

beforeAll(async () => {
  connection = await network.create();
  const { deployment } = await deploy(connection);
  m = await connect({ provider: connection.provider, deployment, pollingInterval: 5 });
  clock = await localClock(connection.provider);
  began = await clock.now();
  const counting: Clock = {
    ...clock,
    to: (day) => {
      days.push(day);
      return clock.to(day);
    },
  };
  result = await live(m, counting);
});

afterAll(async () => {
  m?.close();
  await connection?.close();
});

describe("live", () => {
  it("default", () => {
    expect(result.code).toBe(PUMP);
    const others = [LOANED_PUMP, IMPLANT, MONITOR, DEFIBRILLATOR, VACCINE_LOT, STENT];
    expect(result.lives.map(({ code }) => code)).toEqual(others);
    for (const { verdict } of [result, ...result.lives])
      expect(verdict).toMatchObject({ level: "anchored", problems: [] });
  });

  it("behavior: the days of all lives are one after the other, to the last", async () => {
    expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
    expect(days.at(-1)).toBe(LIFE_DAYS);
    expect(Math.floor(((await clock.now()) - began) / DAY)).toBe(LIFE_DAYS);
  });

  it("behavior: each item ends as its life says", async () => {
    const [hospital, manufacturer] = [1, 2];
    const own = { custodian: hospital, owner: hospital, terms: "owned" };
    expect(await m.check(SPARE_PUMP)).toMatchObject({ usable: true, state: "inUse", ...own });
    expect(await m.check(LOANED_PUMP)).toMatchObject({ usable: true, state: "inUse", ...own });
    expect(await m.check(MONITOR)).toMatchObject({ usable: true, state: "inUse", ...own });
    expect(await m.check(DEFIBRILLATOR)).toMatchObject({ usable: true, state: "inUse", recalls: [], ...own });
    expect(await m.check(IMPLANT)).toMatchObject({ usable: false, reasons: [{ code: "consumed" }], ...own });
    expect(await m.check(INSTRUMENTS)).toMatchObject({
      state: "stored",
      custodian: manufacturer,
      owner: manufacturer,
      terms: "owned",
    });
    expect(await m.check(STENT)).toMatchObject({ usable: false, reasons: [{ code: "consumed" }], ...own });
    expect(await m.check(PUMP)).toMatchObject({ usable: false, reasons: [{ code: "disposed" }], ...own });
    expect(await m.check(RECALLED)).toMatchObject({
      usable: false,
      state: "inUse",
      reasons: [{ code: "recalled", of: "item", level: "second", instruction: "sendBack", by: manufacturer }],
      ...own,
    });
  });

  it("behavior: the vaccine's parcels end as its life says", async () => {
    const [hospital, manufacturer, second] = [1, 2, 5];
    expect(await m.parcels({ code: SPARE_LOT })).toMatchObject([
      { custodian: hospital, owner: hospital, state: "stored", quantity: 200n, expired: false, recalled: false },
    ]);
    expect(await m.parcels({ code: OLD_LOT })).toMatchObject([{ custodian: hospital, quantity: 100n, expired: true }]);
    const parcels = await m.parcels({ code: VACCINE_LOT });
    const ends = parcels.map(({ custodian, state, quantity, packs, quarantined, recalled }) => {
      return { custodian, state, quantity, packs, quarantined, recalled };
    });
    expect(ends.sort((a, b) => (a.packs?.first ?? 0) - (b.packs?.first ?? 0))).toEqual([
      {
        custodian: manufacturer,
        state: "stored",
        quantity: 490n,
        packs: { first: 0, end: 50 },
        quarantined: false,
        recalled: true,
      },
      {
        custodian: second,
        state: "disposed",
        quantity: 270n,
        packs: { first: 50, end: 80 },
        quarantined: true,
        recalled: true,
      },
      {
        custodian: manufacturer,
        state: "stored",
        quantity: 1200n,
        packs: { first: 80, end: 200 },
        quarantined: false,
        recalled: true,
      },
    ]);
    expect(await m.recallImpact(VACCINE_LOT)).toMatchObject({ level: "first", unacknowledged: [], by: manufacturer });
  });
});
