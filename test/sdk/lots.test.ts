import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchId, type Hex, PackTree, parseCode, readTrace, timeline, verify } from "../../src/index.ts";
import { createWorld, DAY, GTIN, itemCode, PUMP_NAME, rejection, type World } from "../support/world.ts";

const VACCINE = "06934567000019";
const LOT = `(01)${VACCINE}(10)L-1`;
const SERIALS = ["A1", "A2", "A3"];

let world: World;
let parcel: Hex;

beforeAll(async () => {
  world = await createWorld();
  const { manufacturer } = world.consortium;
  const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
  await world.as("officer").register({
    product: VACCINE,
    name: "vaccine 疫苗",
    kind: "drug",
    riskClass: 2,
    tracking: "lot",
    unitsPerPack: 10,
    manufacturer,
    ...period,
  });
  const expiry = (await world.now()) + 300 * DAY;
  parcel = (await world.as("maker").commission({ code: LOT, quantity: 1_000n, expiry })).subject;
});
afterAll(() => world.close());

/** Refused before anything is sent. */
async function refuses(write: () => Promise<unknown>, code: string, details: Record<string, unknown>): Promise<void> {
  const before = await world.m.connection.provider.getBlockNumber();
  expect(await rejection(write())).toMatchObject({ code, details });
  expect(await world.m.connection.provider.getBlockNumber()).toBe(before);
}

describe("a parcel that is to be scrapped", () => {
  it("behavior: is offered to nobody, though the ledger remembers who signed before", async () => {
    const product = "09521000000049";
    await world.as("officer").register({
      ...{ product, name: "gauze 纱布", kind: "consumable", riskClass: 1, tracking: "lot" },
      ...{ registeredFrom: 1, registeredUntil: 4_000_000_000 },
    });
    const { second } = world.consortium;
    const found = { basis: "found", madeAt: await world.now(), expiry: "none" } as const;
    const code = `(01)${product}(10)S-1`;
    const { subject, member } = await world.as("inspector").enrol({ code, quantity: 10n, ...found });
    await world.as("keeper").requestScrap({ code: subject });
    expect(await world.m.parcels({ code })).toMatchObject([{ state: "scrapRequested", offeredTo: 0 }]);
    // A member's number is no organisation's.
    expect(await world.m.parcels({ code, organisation: member })).toEqual([]);
    await world.as("approver").rejectScrap({ code: subject });
    expect(await world.as("witness").confirm({ code: subject })).toMatchObject({ state: "stored" });
    const until = (await world.now()) + DAY;
    await world.as("keeper").offer({ code: subject, to: second, terms: "owned", until });
    expect(await world.m.parcels({ code, organisation: second })).toMatchObject([{ subject, offeredTo: second }]);
  });
});

describe("dispensing out of several parcels", () => {
  it("behavior: is one step, of which two that are the same are two: all or none; no head is that of several", async () => {
    const product = "09521000000056";
    await world.as("officer").register({
      ...{ product, name: "gauze 纱布", kind: "consumable", riskClass: 1, tracking: "lot" },
      ...{ registeredFrom: 1, registeredUntil: 4_000_000_000 },
    });
    const day = await world.now();
    for (const [lot, days] of [
      ["G-1", 10],
      ["G-2", 20],
    ] as const) {
      const found = { basis: "found", madeAt: day, expiry: day + days * DAY } as const;
      const { subject } = await world
        .as("inspector")
        .enrol({ code: `(01)${product}(10)${lot}`, quantity: 3n, ...found });
      await world.as("witness").confirm({ code: subject });
    }
    const nurse = world.as("nurse");
    const step = { verb: "dispense", parameters: { code: product, quantity: 4n } } as const;
    // Both were chosen as things stood before the first.
    expect(await rejection(nurse.together([step, step]))).toMatchObject({ code: "WrongState" });
    expect((await world.m.parcels({ code: product })).map(({ quantity }) => quantity)).toEqual([3n, 3n]);
    const one = { verb: "dispense", parameters: { code: product, quantity: 1n, place: "Ward 7" } } as const;
    const both = (await nurse.together([one, one])).entries;
    expect(both.map(({ action, quantity }) => [action, quantity])).toEqual([
      ["dispense", 1n],
      ["dispense", 1n],
    ]);
    const subject = both[0]?.subject as Hex;
    const { heads } = await world.m.heads([subject]);
    await refuses(() => nurse.dispense({ ...step.parameters, expected: heads[subject] }), "InvalidInput", {
      field: "expected",
    });
    const { entries } = await nurse.together([step]);
    expect(entries.map(({ action, quantity }) => [action, quantity])).toEqual([
      ["dispense", 1n],
      ["dispense", 3n],
    ]);
  });
});

describe("what a lot needs", () => {
  it("error: InvalidInput, MissingLot and the like, naming field, value and rule", async () => {
    const [maker, nurse] = [world.as("maker"), world.as("nurse")];
    const tree = PackTree.of({ gtin: VACCINE, packs: SERIALS });
    const expiry = (await world.now()) + DAY;
    const product = `(01)${VACCINE}`;
    const cases = [
      [() => maker.commission({ code: LOT, quantity: 1n }), "InvalidInput", { field: "expiry" }],
      [() => maker.commission({ code: LOT, quantity: 0n, expiry }), "InvalidInput", { field: "quantity", value: 0n }],
      [() => maker.commission({ code: product, quantity: 1n, expiry }), "MissingLot", {}],
      [
        () => maker.commission({ code: LOT, quantity: 1n, expiry, packsRoot: "0x12" }),
        "InvalidInput",
        { field: "packsRoot", value: "0x12" },
      ],
      [() => world.as("inspector").enrol({ code: LOT, basis: "found", expiry }), "InvalidInput", { field: "quantity" }],
      [() => nurse.dispense({ code: LOT, quantity: 1n, packs: [1] }), "InvalidInput", { field: "quantity", value: 1n }],
      [() => nurse.dispense({ code: LOT, packs: [1], tree }), "InvalidInput", { field: "packs", value: [1] }],
      [() => nurse.dispense({ code: LOT, packs: [] }), "InvalidInput", { field: "packs" }],
      [() => nurse.dispense({ code: `${product}(21)A1` }), "InvalidInput", { field: "tree" }],
      [() => nurse.dispense({ code: `${product}(21)A1`, tree }), "InvalidInput", { field: "code" }],
      [() => nurse.dispense({ code: `${LOT}(21)A9`, tree }), "UnknownUnit", {}],
      [() => nurse.dispense({ code: LOT, packs: { first: 0, count: 0 } }), "InvalidPackRange", {}],
      [
        () => world.as("seller").split({ code: parcel, quantity: 1n, firstPack: -1 }),
        "InvalidInput",
        { field: "firstPack" },
      ],
      [() => nurse.undo({ code: parcel }), "InvalidInput", { field: "head" }],
      [() => nurse.dispense({ code: LOT, batch: LOT, quantity: 1n }), "InvalidInput", { field: "batch", value: LOT }],
      [
        () => nurse.dispense({ code: LOT, batch: `(01)${VACCINE}(10)L-2`, packs: [1] }),
        "InvalidInput",
        { field: "batch", value: `(01)${VACCINE}(10)L-2` },
      ],
      [
        () => world.as("inspector").accept({ requisition: "R", code: itemCode("X"), expiry }),
        "InvalidInput",
        { field: "expiry" },
      ],
      [() => world.as("officer").redate({ code: product, expiry }), "MissingLot", {}],
      [
        () =>
          world.as("officer").register({
            product: GTIN,
            name: PUMP_NAME,
            kind: "drug",
            riskClass: 1,
            tracking: "weight" as never,
            registeredFrom: 1,
            registeredUntil: 2,
          }),
        "InvalidInput",
        { field: "tracking", value: "weight" },
      ],
    ] as const;
    for (const [write, code, details] of cases) await refuses(write, code, details);
  });

  it("error: InvalidInput for readings that say nothing, or say it twice", async () => {
    const keeper = world.as("keeper");
    const at = await world.now();
    const code = itemCode("X");
    const none: { at: number; celsius: number }[] = [];
    await refuses(() => keeper.monitor({ code, readings: none }), "InvalidInput", { field: "readings" });
    await refuses(() => keeper.monitor({ code, readings: [{ at, celsius: 5 }], lowest: 1 }), "InvalidInput", {
      field: "lowest",
      value: 1,
    });
    const readings = [{ at, celsius: Number.NaN }];
    await refuses(() => keeper.monitor({ code, readings }), "InvalidInput", { field: "readings[0].celsius" });
    await refuses(() => keeper.monitor({ code }), "InvalidInput", { field: "lowest" });
  });

  it("error: MissingLot, and InvalidInput for a case without its batch, of a scan", async () => {
    const tree = PackTree.of({ gtin: VACCINE, packs: SERIALS });
    const scan = (code: string) => world.m.scan({ code, proof: tree });
    expect(await rejection(scan(`(01)${VACCINE}(21)A1`))).toMatchObject({ code: "MissingLot" });
    expect(await rejection(scan("(00)095212340000000013"))).toMatchObject({
      code: "InvalidInput",
      details: { field: "batch" },
    });
  });

  it("behavior: of a batch without codes, a scan says so", async () => {
    const tree = PackTree.of({ gtin: VACCINE, packs: SERIALS });
    expect(await world.m.scan({ code: `${LOT}(21)A1`, proof: tree })).toMatchObject({
      verdict: "unknown",
      reasons: [{ code: "notSerialised" }],
      batch: batchId(parseCode(LOT)),
    });
  });
});

describe("a batch that a recall announced", () => {
  it("error: entryMalformed where its history is shown as an item's", async () => {
    const code = `(01)${VACCINE}(10)L-RECALLED`;
    await world.as("warden").recall({ target: code, level: "first", instruction: "stop" });
    const trace = await world.m.trace(batchId(parseCode(code)));
    expect(trace.histories[0]?.kind).toBe("batch");
    expect(verify(trace)).toMatchObject({ level: "intact", problems: [] });
    const forged = structuredClone(trace) as unknown as { histories: { kind: string; entries: object[] }[] };
    const [told] = forged.histories as [{ kind: string; entries: object[] }];
    told.kind = "asset";
    // The same number as announced, of a batch.
    for (const entry of told.entries) Object.assign(entry, { kind: "asset", state: "inUse" });
    expect(verify(readTrace(forged)).problems).toMatchObject([{ code: "entryMalformed", position: 0 }]);
  });
});

describe("a trace of a parcel that its acceptance declared", () => {
  it("behavior: what is dropped, or of another kind, shows", async () => {
    const product = "09521000000070";
    const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
    await world.as("officer").register({
      product,
      name: "gauze 纱布",
      kind: "consumable",
      riskClass: 1,
      tracking: "lot",
      ...period,
    });
    const apply = { product, quantity: 20n, reference: "G" };
    const { subject: requisition } = await world.as("applicant").apply(apply);
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition });
    const goods = { quantity: 10n, expiry: (await world.now()) + DAY, madeAt: 1_000 };
    const code = `(01)${product}(10)G-1`;
    const accepted = await world.as("inspector").accept({ requisition, code, ...goods });
    const other = await world.as("inspector").accept({ requisition, code: `(01)${product}(10)G-2`, ...goods });
    const trace = await world.m.trace(accepted.subject);
    // The other lot of the same requisition is not its past.
    expect(trace.histories.map(({ subject }) => subject)).not.toContain(batchId(parseCode(`(01)${product}(10)G-2`)));
    expect(timeline(trace).map(({ subject }) => subject)).not.toContain(other.subject);
    expect(verify(trace)).toMatchObject({ level: "intact", problems: [] });

    const batch = trace.histories.findIndex(({ kind }) => kind === "batch");
    const without = { ...trace, histories: trace.histories.filter((_, index) => index !== batch) };
    expect(verify(without).problems).toMatchObject([
      { code: "historyMissing", subject: batchId(parseCode(code)), position: expect.any(Number) },
    ]);
    const asAsset = structuredClone(trace) as unknown as {
      histories: { kind: string; entries: { kind: string; state: string }[] }[];
    };
    const told = asAsset.histories[batch] as (typeof asAsset.histories)[number];
    told.kind = "asset";
    for (const entry of told.entries) Object.assign(entry, { kind: "asset", state: "stored" });
    expect(verify(readTrace(asAsset)).problems).toMatchObject([{ code: "entryMalformed", position: 0 }]);

    // Nor does another's genuine history become this one's past by naming the same requisition.
    const others = (await world.m.trace(other.subject)).histories.filter(
      ({ subject }) => !trace.histories.some((history) => history.subject === subject),
    );
    expect(others.map(({ kind }) => kind).sort()).toEqual(["asset", "batch"]);
    const padded = { ...trace, histories: [...trace.histories, ...others] };
    expect(verify(padded).problems.map(({ code }) => code)).toEqual(["historyForeign", "historyForeign"]);
  });
});
