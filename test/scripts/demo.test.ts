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
    expect(Object.keys(report)).toEqual(["code", "stages", "refused", "verification", "gas", "lives"]);
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
    expect(report.refused.map(({ breach, error }) => [breach, error])).toEqual([
      ["writing as a stranger", "UnknownAccount"],
      ["approving one's own application", "OwnRequisition"],
      ["ordering without approval", "WrongState"],
      ["entering a serial twice, in another form", "SubjectExists"],
      ["using before acceptance", "WrongState"],
      ["accepting what one bought", "OwnPurchase"],
      ["using a faulty device", "WrongState"],
      ["storing a faulty device as if it were sound", "WrongState"],
      ["reinstating one's own repair", "OwnWork"],
      ["disposing of what one approved", "OwnWork"],
      ["using what was disposed of", "WrongState"],
      ["entering its serial again", "SubjectExists"],
    ]);
    for (const one of [report, ...report.lives].flatMap(({ refused }) => refused)) {
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

/** The further lives: how each went on, of the item itself, and what was refused. */
const lives = [
  {
    code: "(01)09521234543213(21)L-0001",
    steps: [
      ["enrol", "stored"],
      ["ship", "inTransit"],
      ["accept", "stored"],
      ["offer", "inTransit"],
      ["take", "stored"],
      ["use", "inUse"],
      ["store", "stored"],
      ["sendBack", "inTransit"],
      ["take", "stored"],
      ["use", "inUse"],
    ],
    refused: ["WrongState", "WrongOrganisation", "BorrowedGoods"],
    missing: ["maintain", "repair", "scrap"],
  },
  {
    code: "(01)09521234543220(21)I-0001",
    steps: [
      ["enrol", "stored"],
      ["offer", "inTransit"],
      ["take", "inspected"],
      ["confirm", "stored"],
      ["store", "stored"],
      ["use", "consumed"],
      ["settle", "consumed"],
    ],
    refused: ["RoleMissing", "OwnWork", "BorrowedGoods", "WrongState", "NothingToSettle"],
    missing: ["maintain", "repair", "scrap"],
  },
  {
    code: "(01)09521234543237(21)M-0001",
    steps: [
      ["enrol", "stored"],
      ["calibrate", "stored"],
      ["ship", "inTransit"],
      ["accept", "stored"],
      ["use", "inUse"],
      ["calibrate", "inUse"],
      ["maintain", "inUse"],
      ["calibrate", "inUse"],
      ["release", "inUse"],
      ["use", "inUse"],
    ],
    refused: ["CalibrationLapsed", "UntilOutOfRange", "CalibrationLapsed", "OlderThanLast", "Quarantined"],
    missing: ["repair", "scrap"],
  },
  {
    code: "(01)09521234543244(21)D-0001",
    steps: [
      ["enrol", "stored"],
      ["ship", "inTransit"],
      ["accept", "stored"],
      ["use", "inUse"],
      ["acknowledge", "inUse"],
      ["remedy", "inUse"],
      ["confirmRemedy", "inUse"],
      ["use", "inUse"],
    ],
    refused: ["Recalled", "Recalled", "Recalled", "RecallOfAnother", "Recalled", "WrongOrganisation"],
    missing: ["manage", "repair", "scrap"],
  },
  {
    code: "(01)09521234543251(10)V-2026-01",
    // Of the second hospital's part, and of what it was split from, until then.
    steps: [
      ["enrol", "stored"],
      ["split", "stored"],
      ["split", "stored"],
      ["ship", "inTransit"],
      ["monitor", "inTransit"],
      ["accept", "stored"],
      ["store", "stored"],
      ["split", "stored"],
      ["split", "stored"],
      ["offer", "inTransit"],
      ["take", "stored"],
      ["dispense", "stored"],
      ["monitor", "stored"],
      ["acknowledge", "stored"],
      ["requestScrap", "scrapRequested"],
      ["approveScrap", "scrapApproved"],
      ["dispose", "disposed"],
    ],
    refused: [
      ["SubjectExists", "WrongState", "AlreadyDispensed", "PackOutOfRange", "Serialised", "QuantityOutOfRange"],
      ["AlreadyUndone", "UndoTooLate", "Quarantined", "Expired", "Recalled", "Recalled", "Quarantined", "WrongState"],
    ].flat(),
    missing: ["maintain", "repair"],
  },
  {
    code: "(01)09521234543268(21)S-0001",
    steps: [
      ["enrol", "stored"],
      ["ship", "inTransit"],
      ["accept", "stored"],
      ["store", "stored"],
      ["use", "consumed"],
    ],
    refused: ["WrongState", "WrongState"],
    missing: ["maintain", "repair", "scrap"],
  },
] as const;

const VACCINE_LOT = "(01)09521234543251(10)V-2026-01";
const lifeOf = (code: string) => report.lives.find((life) => life.code === code);

describe("demo --json: further lives", () => {
  it("default", () => {
    expect(report.lives.map(({ code }) => code)).toEqual(lives.map(({ code }) => code));
    for (const life of report.lives) {
      const keys = ["title", "code", "traced", "entries", "refused", "asked", "verification"];
      expect(Object.keys(life)).toEqual(keys);
      expect(life.title).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(lives)("behavior: $code goes through the states of its life, and is verified", (expected) => {
    const life = lifeOf(expected.code);
    const own = life?.entries.filter(({ kind }) => kind === "asset");
    expect(own?.map(({ action, state }) => [action, state])).toEqual(expected.steps);
    expect(life?.refused.map(({ error }) => error)).toEqual(expected.refused);
    expect(life?.verification).toMatchObject({ level: "anchored", problems: [], missingStages: expected.missing });
  });

  it("behavior: has the product's recall and its lifting in the life of what was recalled", () => {
    const entries = lifeOf("(01)09521234543244(21)D-0001")?.entries.filter(({ kind }) => kind === "product");
    expect(entries?.map(({ action, person, note }) => [action, person, note])).toEqual([
      ["register", "officer", "device, risk class 3"],
      ["recall", "warden", "second level, correct on site"],
      ["lift", "warden", undefined],
      ["renew", "officer", "device, risk class 3"],
    ]);
  });

  it("behavior: has the batch's commissioning and recall in the life of its parcel, which has only an id", () => {
    const life = lifeOf(VACCINE_LOT);
    const entries = life?.entries.filter(({ kind }) => kind === "batch");
    expect(entries?.map(({ action, person, note }) => [action, person, note])).toEqual([
      ["commission", "maker", expect.stringMatching(/^2000 units, expiring \d{4}-\d\d-\d\d$/)],
      ["recall", "recaller", "first level, send back"],
    ]);
    expect(life?.traced).toMatch(/^0x[0-9a-f]{64}$/);
    for (const one of report.lives) if (one !== life) expect(one.traced).toBe(one.code);
  });

  it("behavior: says what scans of packs found, and what the recall reached", () => {
    expect(lifeOf(VACCINE_LOT)?.asked.map(({ question, answer }) => [question, answer])).toEqual([
      ["Is pack A0001 genuine?", "genuine"],
      ["Is pack A0001 genuine?", expect.stringMatching(/^dispensed, on \d{4}-\d\d-\d\d by Demo Hospital$/)],
      ["Is pack A0002 genuine?", "genuine"],
      ["Is pack A9999 genuine?", "unknown, not in batch"],
      [
        "Is case 3, packs 40 to 59, genuine?",
        expect.stringMatching(/^dispensed 3 of 20, on .* by Demo Second Hospital$/),
      ],
      [
        "What does the recall reach?",
        "3 parcels: 1960 held, 0 in transit, 40 dispensed, 0 disposed of; not acknowledged by 2, told 6 h after the decision (of 24)",
      ],
      [
        "And ten days later?",
        "3 parcels: 1690 held, 0 in transit, 40 dispensed, 270 disposed of; acknowledged by all, told 6 h after the decision (of 24)",
      ],
    ]);
  });

  it("behavior: goes forward in time", () => {
    for (const { entries } of report.lives) {
      const times = entries.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual([...times].sort());
    }
  });
});

describe("demo", () => {
  it("default", () => {
    expect(text).toMatchObject({ code: 0, stderr: "" });
    for (const stage of stages) expect(text.stdout).toContain(`${stageNames[stage]} ${stage}`);
    for (const { error } of report.refused) expect(text.stdout).toContain(error);
    expect(text.stdout).toContain("anchored");
    for (const life of report.lives) {
      expect(text.stdout).toContain(`${life.title}  ${life.code}  anchored, 0 problems`);
      for (const { breach, error } of life.refused) expect(text.stdout).toMatch(new RegExp(`✗  ${breach} +${error} `));
      for (const { question, answer } of life.asked) {
        expect(text.stdout.replaceAll(/ +/g, " ")).toContain(` ? ${question} ${answer}\n`);
      }
    }
  });

  it("behavior: stays short enough to read", () => {
    expect(text.stdout.split("\n").length).toBeLessThan(165);
  });

  it("behavior: writes no deployment, as its chain ends with it", async () => {
    expect(await deployments.files()).toEqual([]);
  });
});
