import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callsOf } from "../../src/import/calls.ts";
import { planRows } from "../../src/import/plan.ts";
import { estimateAll, recordAll } from "../../src/import/schedule.ts";
import { readTable } from "../../src/import/table.ts";
import { fileOutbox, type Hex } from "../../src/index.ts";
import { accounts, createWorld, DAY, type World } from "../support/world.ts";

const PRODUCT = "09521000000056";

let world: World;
let folder: string;
let count = 0;
/** Two parcels of three units each; the first expires first. */
let lots: readonly string[];
let parcels: readonly Hex[];

beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), "medtrace-choice-"));
  await world.as("officer").register({
    ...{ product: PRODUCT, name: "gauze 纱布", kind: "consumable", riskClass: 1, tracking: "lot" },
    ...{ registeredFrom: 1, registeredUntil: 4_000_000_000 },
  });
  const { member } = (await world.m.member(accounts.nurse.address)) ?? { member: 0 };
  await world.as("hospitalAdministrator").setDuties({ member, duties: ["use", "keep", "inspect"] });
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const { subject, quantity, state, quarantined } of await world.m.parcels({ code: PRODUCT })) {
    if (quarantined) await world.as("head").release({ code: subject });
    if (state === "stored") await world.as("nurse").dispense({ code: subject, quantity });
  }
  lots = ["A", "B"].map((lot) => `(01)${PRODUCT}(10)${lot}-${++count}`);
  parcels = [];
  for (const [index, code] of lots.entries()) parcels = [...parcels, await found(code, 10 * (index + 1))];
});

/** A parcel of three units that the hospital found, and that expires in so many days. */
async function found(code: string, days: number): Promise<Hex> {
  const madeAt = await world.now();
  const parameters = { code, quantity: 3n, basis: "found", madeAt, expiry: madeAt + days * DAY } as const;
  const { subject } = await world.as("inspector").enrol(parameters);
  await world.as("witness").confirm({ code: subject });
  return subject;
}

/** What the nurse is to record, row by row. */
function calls(rows: readonly string[]) {
  const table = readTable("rows.csv", new TextEncoder().encode(rows.join("\n")));
  const { rows: planned, problems } = planRows(table, undefined, []);
  expect(problems).toEqual([]);
  const { connection } = world.m;
  const actor = { connection, signer: accounts.nurse.connect(connection.provider) };
  return { actor, calls: callsOf(world.m, actor, planned, []) };
}

async function record(rows: readonly string[]) {
  const { actor, calls: made } = calls(rows);
  return recordAll(actor, made, fileOutbox(join(folder, `${++count}.jsonl`)));
}

/** How much is left of the two parcels. */
async function left(): Promise<readonly bigint[]> {
  const all = new Map((await world.m.parcels({ code: PRODUCT })).map(({ subject, quantity }) => [subject, quantity]));
  return parcels.map((subject) => all.get(subject) ?? 0n);
}

describe("rows that are given out of parcels", () => {
  it("default: out of several in one transaction, the first to expire first", async () => {
    const rows = ["action,code,quantity", `dispense,${PRODUCT},4`, `dispense,${PRODUCT},1`, `dispense,${PRODUCT},1`];
    expect(await record(rows)).toMatchObject({ recorded: 3, refused: [], transactions: 1 });
    expect(await left()).toEqual([0n, 0n]);
  });

  it("behavior: what rows before took by lot, or by id, is not taken again", async () => {
    const rows = [
      "action,code,quantity",
      `dispense,${lots[0]},1`,
      `dispense,${parcels[0]},1`,
      `dispense,${PRODUCT},2`,
      `dispense,${lots[1]},2`,
    ];
    expect(await record(rows)).toMatchObject({ recorded: 4, refused: [], transactions: 1 });
    expect(await left()).toEqual([0n, 0n]);
  });

  it("behavior: a row that those before leave too little is asked for again when they are done", async () => {
    // The first builds on a head that nothing led to: the ledger refuses it, and the others find all that there is.
    const rows = [
      "action,code,quantity,expected",
      `dispense,${parcels[0]},3,0x${"77".repeat(27)}`,
      `dispense,${lots[0]},2,`,
      `dispense,${PRODUCT},4,`,
      `dispense,${PRODUCT},1,`,
    ];
    const { recorded, refused } = await record(rows);
    expect([recorded, refused]).toMatchObject([
      2,
      [
        { index: 0, error: { code: "HeadMoved" } },
        { index: 3, error: { code: "NoSuchParcel" } },
      ],
    ]);
    expect(await left()).toEqual([0n, 0n]);
  });

  it("behavior: is chosen again where one before it was refused, so that what expires first goes first", async () => {
    const rows = [
      "action,code,quantity,expected",
      `dispense,${lots[0]},3,0x${"77".repeat(27)}`,
      `dispense,${PRODUCT},2,`,
      `dispense,${PRODUCT},2,`,
    ];
    const { recorded, refused } = await record(rows);
    expect([recorded, refused]).toMatchObject([2, [{ index: 0, error: { code: "HeadMoved" } }]]);
    expect(await left()).toEqual([0n, 2n]);
  });

  it("behavior: is chosen anew where a row before it locks its parcel, or brings one", async () => {
    const { hospital, second } = world.consortium;
    const until = (await world.now()) + DAY;
    const brought = `(01)${PRODUCT}(10)C-${++count}`;
    const coming = await found(brought, 30);
    await world.as("keeper").offer({ code: coming, to: second, terms: "owned", until });
    await world.as("secondInspector").take({ code: coming });
    await world.as("secondKeeper").offer({ code: coming, to: hospital, terms: "owned", until });
    parcels = [...parcels, coming];
    const rows = [
      "action,code,quantity,reason",
      `quarantine,${parcels[0]},,damaged`,
      `dispense,${PRODUCT},2,`,
      `take,${brought},,`,
      `dispense,${brought},2,`,
    ];
    const { actor, calls: made } = calls(rows);
    // Nothing is recorded: what needs another row is among what would be refused.
    expect(await estimateAll(actor, made)).toMatchObject({ refused: [{ index: 3, error: { code: "NoSuchParcel" } }] });
    expect(await record(rows)).toMatchObject({ recorded: 4, refused: [] });
    expect(await left()).toEqual([3n, 1n, 1n]);
  });

  it("error: InvalidInput for a head, where several parcels would be needed", async () => {
    const head = (await world.m.heads([parcels[0] as Hex])).heads[parcels[0] as Hex];
    const rows = ["action,code,quantity,expected", `dispense,${PRODUCT},4,${head}`, `dispense,${PRODUCT},3,${head}`];
    const { recorded, refused } = await record(rows);
    expect([recorded, refused]).toMatchObject([
      1,
      [{ index: 0, error: { code: "InvalidInput", details: { field: "expected", value: head } } }],
    ]);
    expect(await left()).toEqual([0n, 3n]);
  });
});
