import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toJson } from "../../src/cli/print.ts";
import {
  type Action,
  type Hex,
  type Life,
  type LifeStep,
  lifeOf,
  outcomes,
  placeNumber,
  readTrace,
  stages,
  type Trace,
  timeline,
  verify,
} from "../../src/index.ts";
import { createWorld, DAY, itemCode, OTHER_GTIN, type World } from "../support/world.ts";

const VACCINE = "06934567000019";
const IMPLANT = "04012345678901";
const document = id("a document") as Hex;
const NO_DOCUMENT: Hex = `0x${"00".repeat(32)}`;

let world: World;

beforeAll(async () => {
  world = await createWorld();
  const { manufacturer } = world.consortium;
  const period = { manufacturer, registeredFrom: 1, registeredUntil: 4_000_000_000 } as const;
  await world.as("officer").register({
    product: VACCINE,
    name: "vaccine 疫苗",
    kind: "drug",
    riskClass: 2,
    tracking: "lot",
    ...period,
  });
  await world.as("officer").register({
    product: IMPLANT,
    name: "knee implant 膝关节假体",
    kind: "consumable",
    riskClass: 3,
    singleUse: true,
    ...period,
  });
  for (const name of ["ICU-3", "Ward 7", "Ward 8"]) await world.as("keeper").namePlace({ name });
});
afterAll(() => world.close());

/** The life of what verifies, the same from its text alone. */
async function lifeIn(target: string): Promise<Life> {
  const trace = await world.m.trace(target);
  expect(verify(trace)).toMatchObject({ level: "intact", problems: [] });
  const life = lifeOf(trace);
  expect(lifeOf(readTrace(JSON.parse(toJson(trace))))).toEqual(life);
  expect(life.stages.map(({ stage }) => stage)).toEqual(stages);
  expect(life.stages.filter(({ missing }) => missing).map(({ stage }) => stage)).toEqual(verify(trace).missingStages);
  expect([...life.outside, ...life.stages.flatMap(({ steps }) => steps)]).toHaveLength(life.steps.length);
  return life;
}

const actionsOf = (steps: readonly LifeStep[]): readonly Action[] => steps.map(({ entry }) => entry.action);

/** The only step of an action. */
function only({ steps }: Life, action: Action): LifeStep {
  const [step, ...more] = steps.filter(({ entry }) => entry.action === action);
  expect([action, more]).toEqual([action, []]);
  return step as LifeStep;
}

/** The head of a subject's last entry of an action. */
async function headOf(target: string, action: Action): Promise<Hex> {
  const { entries } = await world.m.history(target);
  return entries.findLast((entry) => entry.action === action)?.head as Hex;
}

/** A lot's parcel, delivered to the hospital. */
async function delivered(lot: string): Promise<Hex> {
  const code = `(01)${VACCINE}(10)${lot}`;
  const ordered = { product: VACCINE, quantity: 100n, reference: lot };
  const { subject: requisition } = await world.as("applicant").apply(ordered);
  await world.as("approver").approve({ requisition });
  await world.as("buyer").order({ requisition, supplier: world.consortium.manufacturer });
  const expiry = (await world.now()) + 200 * DAY;
  const { subject } = await world.as("maker").commission({ code, quantity: 100n, expiry });
  await world.as("seller").ship({ requisition, code: subject });
  await world.as("inspector").accept({ requisition, code: subject });
  return subject;
}

describe("lifeOf", () => {
  it("default: a device's life with a repair, in order and by the nine stages", async () => {
    const code = await world.accepted();
    await world.as("keeper").store({ code, place: "ICU-3" });
    await world.as("nurse").use({ code });
    await world.as("engineer").maintain({ code, outcome: "passed" });
    await world.as("nurse").reportFault({ code });
    await world.as("engineer").repair({ code });
    await world.as("head").reinstate({ code });
    const life = await lifeIn(code);
    expect(life.steps.map(({ entry }) => entry)).toEqual(timeline(await world.m.trace(code)));
    expect(life.stages.map(({ stage, steps, missing }) => [stage, actionsOf(steps), missing])).toEqual([
      ["apply", ["apply"], false],
      ["approve", ["approve"], false],
      ["procure", ["order", "ship"], false],
      ["accept", ["accept"], false],
      ["use", ["use"], false],
      ["manage", ["store"], false],
      ["maintain", ["maintain"], false],
      ["repair", ["reportFault", "repair", "reinstate"], false],
      ["scrap", [], true],
    ]);
    expect(actionsOf(life.outside)).toEqual(["register", "enrol"]);
    const { value, until, occurredAt, details } = only(life, "store").entry;
    expect(only(life, "store")).toMatchObject({
      position: 3,
      stage: "manage",
      late: false,
      corrections: [],
      current: { value, until, occurredAt, details },
      undoneBy: undefined,
    });
  });

  it("behavior: a correction, and what corrects it, stand at the step", async () => {
    const code = await world.accepted();
    await world.as("nurse").use({ code, place: "ICU-3", details: document });
    const used = await headOf(code, "use");
    await world.as("keeper").move({ code, place: "ICU-3" });
    await world.as("nurse").correct({ target: code, head: used, value: placeNumber("Ward 7") });
    const first = await headOf(code, "correct");
    const once = only(await lifeIn(code), "use");
    const { occurredAt } = once.entry;
    // What a correction does not say stays as it was.
    expect(once.current).toEqual({ value: placeNumber("Ward 7"), until: 0, occurredAt, details: document });

    const earlier = occurredAt - 60;
    await world.as("nurse").correct({ target: code, head: first, occurredAt: earlier, details: NO_DOCUMENT });
    const life = await lifeIn(code);
    const twice = only(life, "use");
    expect(actionsOf(life.steps)).not.toContain("correct");
    expect(twice.corrections.map(({ origin }) => origin?.head)).toEqual([used, first]);
    expect(twice.entry).toMatchObject({ head: used, value: placeNumber("ICU-3"), occurredAt, details: document });
    expect(twice.current).toEqual({
      value: placeNumber("Ward 7"),
      until: 0,
      occurredAt: earlier,
      details: NO_DOCUMENT,
    });
    expect(actionsOf(life.steps).slice(-2)).toEqual(["use", "move"]);
  });

  it("behavior: what the ledger composes holds, whatever corrects its entry", async () => {
    const code = await world.accepted();
    const requisition = (await world.m.history(code)).entries.at(-1)?.origin?.subject as Hex;
    await world
      .as("buyer")
      .correct({ target: requisition, head: await headOf(requisition, "order"), details: document });
    await world.as("engineer").maintain({ code, outcome: "passed", until: (await world.now()) + 30 * DAY });
    const repairNeeded = outcomes.indexOf("needsRepair");
    await world
      .as("engineer")
      .correct({ target: code, head: await headOf(code, "maintain"), value: repairNeeded, until: "none" });
    const life = await lifeIn(code);
    expect(only(life, "order")).toMatchObject({
      corrections: [{ value: 0 }],
      current: { value: world.consortium.hospital, details: document },
    });
    expect(only(life, "maintain").current).toMatchObject({ value: repairNeeded, until: 0 });
  });

  it("behavior: late is what was recorded more than a day after it happened, by what holds now", async () => {
    const code = await world.accepted();
    const now = await world.now();
    await world.as("nurse").use({ code, occurredAt: now - DAY - 10 });
    const wrongly = only(await lifeIn(code), "use");
    expect(wrongly.late).toBe(true);
    await world.as("nurse").correct({ target: code, head: wrongly.entry.head, occurredAt: now - 10 });
    expect(only(await lifeIn(code), "use").late).toBe(false);
    await world.as("keeper").store({ code });
    const stored = await headOf(code, "store");
    expect(only(await lifeIn(code), "store").late).toBe(false);
    await world.as("keeper").correct({ target: code, head: stored, occurredAt: now - 3 * DAY });
    expect(only(await lifeIn(code), "store").late).toBe(true);
  });

  it("behavior: a delivery stands once, with the corrections of both its entries; other goods' stay out", async () => {
    const { subject: requisition } = await world
      .as("applicant")
      .apply({ product: OTHER_GTIN, quantity: 2n, reference: "declared" });
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition });
    const madeAt = (await world.now()) - 10 * DAY;
    const [code, other] = [itemCode("D-1", OTHER_GTIN), itemCode("D-2", OTHER_GTIN)];
    for (const one of [code, other]) await world.as("inspector").accept({ requisition, code: one, madeAt });
    const [ofItem, ofOther] = (await world.m.history(requisition)).entries.slice(-2).map(({ head }) => head);
    const correct = (target: string, head: Hex | undefined, value: number) =>
      world.as("inspector").correct({ target, head: head as Hex, value });
    await correct(code, await headOf(code, "accept"), madeAt - 1);
    await correct(requisition, ofItem, madeAt - 2);
    await correct(requisition, ofOther, madeAt - 3);
    await correct(requisition, await headOf(requisition, "correct"), madeAt - 4);
    const accepted = only(await lifeIn(code), "accept");
    expect(accepted.entry.kind).toBe("asset");
    expect(accepted.corrections.map(({ kind, value }) => [kind, value])).toEqual([
      ["asset", madeAt - 1],
      ["requisition", madeAt - 2],
    ]);
    expect(accepted.current.value).toBe(madeAt - 2);
    const values = (await lifeIn(other)).steps.flatMap(({ corrections }) => corrections.map(({ value }) => value));
    expect(values).toEqual([madeAt - 3, madeAt - 4]);
    expect(actionsOf((await lifeIn(code)).steps)).not.toContain("correct");
    // Of the requisition itself, all are steps of its life.
    const own = (await lifeIn(requisition)).steps.filter(({ entry }) => entry.action === "accept");
    expect(own.map(({ corrections }) => corrections.length)).toEqual([1, 2]);
  });

  it("behavior: a parcel's dispensing that was undone says so, and the undoing is a step", async () => {
    const code = await delivered("L-1");
    await world.as("nurse").dispense({ code, quantity: 5n });
    await world.as("nurse").dispense({ code, quantity: 7n });
    await world.as("nurse").undo({ code });
    const life = await lifeIn(code);
    const [kept, undone, undoing] = life.steps.slice(-3);
    expect([kept, undone, undoing].map((step) => step?.entry.action)).toEqual(["dispense", "dispense", "undo"]);
    expect(kept?.undoneBy).toBeUndefined();
    expect(undone?.undoneBy).toBe(undoing?.entry);
    expect(undoing?.undoneBy).toBeUndefined();
    expect(life.stages[4]?.steps).toEqual([kept, undone, undoing]);
  });

  it("behavior: what was said of a part's past since it was split off stands at that past's steps", async () => {
    const rest = await delivered("L-2");
    await world.as("nurse").dispense({ code: rest, quantity: 5n, place: "Ward 7" });
    const dispensed = await headOf(rest, "dispense");
    const { subject: part } = await world.as("keeper").split({ code: rest, quantity: 20n });
    await world.as("nurse").correct({ target: rest, head: dispensed, value: placeNumber("Ward 8") });
    await world.as("nurse").undo({ code: rest, head: dispensed });
    const life = await lifeIn(part);
    expect(actionsOf(life.steps)).toEqual([
      "register",
      "apply",
      "approve",
      "order",
      "commission",
      "enrol",
      "ship",
      "accept",
      "dispense",
      "split",
      "split",
    ]);
    expect(only(life, "dispense")).toMatchObject({
      corrections: [{ action: "correct" }],
      current: { value: placeNumber("Ward 8") },
      undoneBy: { action: "undo", subject: rest },
    });
  });

  it("behavior: what was delivered after a part was split off is not its life", async () => {
    const code = `(01)${VACCINE}(10)L-3`;
    const expiry = (await world.now()) + 200 * DAY;
    const made = await world.as("maker").commission({ code, quantity: 100n, expiry });
    const kept = await world.as("seller").split({ code: made.subject, quantity: 40n });
    await world.as("seller").store({ code: made.subject });
    const ordered = { product: VACCINE, quantity: 60n, reference: "after" };
    const { subject: requisition } = await world.as("applicant").apply(ordered);
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition, supplier: world.consortium.manufacturer });
    await world.as("seller").ship({ requisition, code: made.subject });
    await world.as("inspector").accept({ requisition, code: made.subject });
    await world.as("inspector").correct({ target: requisition, head: await headOf(requisition, "accept") });
    const life = await lifeIn(kept.subject);
    expect(actionsOf(life.steps)).toEqual(["register", "commission", "enrol", "split", "split"]);
    expect(actionsOf((await lifeIn(made.subject)).steps)).toContain("accept");
  });

  it("behavior: a single-use consumable's life, consigned, used up and settled", async () => {
    const { hospital, manufacturer } = world.consortium;
    const code = itemCode("I-1", IMPLANT);
    await world.as("seller").enrol({ code });
    const until = (await world.now()) + DAY;
    await world.as("seller").offer({ code, to: hospital, terms: "consignment", until });
    await world.as("inspector").take({ code });
    const ordered = { product: IMPLANT, quantity: 1n, reference: "implant" };
    const { subject: requisition } = await world.as("applicant").apply(ordered);
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition, supplier: manufacturer });
    await world.as("nurse").use({ code });
    await world.as("buyer").settle({ requisition, code });
    const life = await lifeIn(code);
    expect(life.stages.map(({ stage, steps }) => [stage, actionsOf(steps)])).toEqual([
      ["apply", ["apply"]],
      ["approve", ["approve"]],
      ["procure", ["order", "settle"]],
      ["accept", []],
      ["use", ["use"]],
      ["manage", ["offer", "take"]],
      ["maintain", []],
      ["repair", []],
      ["scrap", []],
    ]);
    expect(only(life, "settle").entry).toMatchObject({ kind: "asset", state: "consumed" });
  });

  it("behavior: a product's and a batch's lives are their own entries, corrected in place", async () => {
    await world.as("officer").correct({ target: VACCINE, head: await headOf(VACCINE, "register"), details: document });
    const life = await lifeIn(VACCINE);
    expect(actionsOf(life.outside)).toEqual(["register"]);
    const { entry, corrections, current } = only(life, "register");
    expect(corrections).toHaveLength(1);
    expect(current).toEqual({ ...current, value: entry.value, until: entry.until, details: document });

    const batch = `(01)${VACCINE}(10)L-1`;
    await world.as("maker").correct({ target: batch, head: await headOf(batch, "commission"), details: document });
    const commissioned = only(await lifeIn(batch), "commission");
    expect(commissioned.current).toMatchObject({ until: commissioned.entry.until, details: document });
  });

  it("behavior: of a made-up trace, what corrects nothing that is there stands by itself", async () => {
    const code = await world.accepted();
    await world.as("nurse").use({ code });
    const used = await headOf(code, "use");
    await world.as("nurse").correct({ target: code, head: used });
    const trace = await world.m.trace(code);
    const [item, ...others] = trace.histories;
    const forge = (head: (own: Hex) => Hex): Trace => ({
      ...trace,
      histories: [
        {
          ...(item as (typeof trace.histories)[number]),
          entries: (item?.entries ?? []).map((entry) =>
            entry.action === "correct"
              ? { ...entry, origin: { subject: entry.subject, head: head(entry.head) } }
              : entry,
          ),
        },
        ...others,
      ],
    });
    for (const forged of [forge(() => "0x12"), forge((own) => own)]) {
      const { steps } = lifeOf(forged);
      expect(actionsOf(steps)).toContain("correct");
      expect(steps).toHaveLength(timeline(forged).length);
    }
  });
});
