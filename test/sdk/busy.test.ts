import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../scripts/demo/accounts.ts";
import { type Acting, connect, fileOutbox, type Hex, type Medtrace, ReplayMismatch } from "../../src/index.ts";
import { anvilNode } from "../support/anvil.ts";
import { accounts, createWorld, DAY, hardhatNode, itemCode, rejection, type World } from "../support/world.ts";

const VACCINE = "09521000000025";

/** As often as a write that brings entries is made anew. */
const TRIES = 5;

/** When others write: after the entries were read, or after the node was asked whether the ledger would take them. */
const moments = [
  ["read", "eth_estimateGas"],
  ["signed", "eth_sendRawTransaction"],
] as const;
type Moment = (typeof moments)[number][1];

/** A history that others write to, while somebody brings its entries up to the newest. */
describe.each([
  ["Hardhat's node", hardhatNode],
  ["anvil", anvilNode],
])("a busy history, on %s", (_name, node) => {
  let world: World;
  let count = 0;
  const open: Medtrace[] = [];
  const folder = join(tmpdir(), `medtrace-busy-${process.pid}-${Math.random()}`);

  beforeAll(async () => {
    world = await createWorld(node);
    await world.as("officer").register({
      ...{ product: VACCINE, name: "vaccine 疫苗", kind: "drug", riskClass: 2, tracking: "lot" },
      ...{ manufacturer: world.consortium.manufacturer, registeredFrom: 1, registeredUntil: 4_000_000_000 },
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  afterAll(async () => {
    for (const m of open) m.close();
    await world?.close();
  });

  /** Somebody, before whose so many first requests of a kind another writes. */
  async function crowded(
    person: Person,
    moment: Moment,
    times: number,
    meanwhile: () => Promise<unknown>,
  ): Promise<Acting & { readonly written: () => number }> {
    const { provider } = world.connection;
    let written = 0;
    const m = await connect({
      deployment: world.deployment,
      pollingInterval: 5,
      outbox: fileOutbox(folder),
      provider: {
        request: async (request) => {
          if (request.method === moment && written < times) {
            written++;
            await meanwhile();
          }
          return provider.request(request as never);
        },
      },
    });
    open.push(m);
    return { ...m.as(accounts[person]), written: () => written };
  }

  const entriesOf = async (target: string) => (await world.m.history(target)).entries;
  const sound = async (target: string): Promise<void> => {
    expect(await world.m.verify(target)).toMatchObject({ level: "anchored", problems: [] });
  };

  /** A parcel of the hospital's, of which the nurse dispensed. */
  async function dispensed(): Promise<Hex> {
    const { hospital } = world.consortium;
    const code = `(01)${VACCINE}(10)B-${++count}`;
    const until = (await world.now()) + DAY;
    const { subject } = await world.as("maker").commission({ code, quantity: 100n, expiry: until + 90 * DAY });
    await world.as("seller").offer({ code: subject, to: hospital, terms: "consignment", until });
    await world.as("inspector").take({ code: subject });
    await world.as("nurse").dispense({ code: subject, quantity: 10n });
    return subject;
  }

  const noting = (code: string) => () => world.as("keeper").note({ code, remark: "other", figure: ++count });

  it.each(moments)("behavior: undo, where another writes each of four times that it was %s", async (_when, moment) => {
    const code = await dispensed();
    const nurse = await crowded("nurse", moment, TRIES - 1, noting(code));
    expect(await nurse.undo({ code })).toMatchObject({ action: "undo", quantity: 10n });
    expect(nurse.written()).toBe(TRIES - 1);
    expect((await entriesOf(code)).slice(-TRIES).map(({ action }) => action)).toEqual([
      ...Array.from({ length: TRIES - 1 }, () => "note"),
      "undo",
    ]);
    await sound(code);
  });

  it.each(moments)("error: ReplayMismatch where another writes each time that it was %s", async (_when, moment) => {
    const code = await dispensed();
    const nurse = await crowded("nurse", moment, Number.POSITIVE_INFINITY, noting(code));
    const error = await rejection(nurse.undo({ code }));
    expect(error).toBeInstanceOf(ReplayMismatch);
    const [read, written] = (await entriesOf(code)).slice(-2);
    expect(error).toMatchObject({ details: { subject: code, actual: read?.head, stored: written?.head } });
    expect(nurse.written()).toBe(TRIES);
    expect((await entriesOf(code)).filter(({ action }) => action === "undo")).toEqual([]);
    // What was signed and refused leaves no gap.
    expect(await world.as("nurse").undo({ code })).toMatchObject({ action: "undo" });
  });

  it.each(moments)("behavior: correct, where another writes twice after it was %s", async (_when, moment) => {
    const code = await world.accepted();
    await world.as("nurse").use({ code, place: "ICU-3" });
    const used = (await entriesOf(code)).at(-1);
    const nurse = await crowded("nurse", moment, 2, noting(code));
    const corrected = await nurse.correct({ target: code, head: used?.head as Hex, details: `0x${"5d".repeat(32)}` });
    expect(corrected).toMatchObject({ action: "correct", origin: { subject: used?.subject, head: used?.head } });
    expect(nurse.written()).toBe(2);
    await sound(code);
  });

  it.each(moments)("behavior: sendBack, where another writes twice after it was %s", async (_when, moment) => {
    const { hospital, second } = world.consortium;
    const code = await world.accepted();
    const until = (await world.now()) + DAY;
    await world.as("keeper").offer({ code, to: second, terms: "owned", until });
    await world.as("secondInspector").take({ code });
    const keeper = await crowded("secondKeeper", moment, 2, () =>
      world.as("secondNurse").reportAdverseEvent({ code, harm: "malfunction" }),
    );
    expect(await keeper.sendBack({ code, to: hospital, until })).toMatchObject({ state: "inTransit" });
    expect(keeper.written()).toBe(2);
    await sound(code);
  });

  it.each(moments)("behavior: settle, where another writes twice after it was %s", async (_when, moment) => {
    const { hospital } = world.consortium;
    const code = itemCode(`B-${++count}`);
    await world.as("seller").enrol({ code });
    const until = (await world.now()) + DAY;
    await world.as("seller").offer({ code, to: hospital, terms: "consignment", until });
    await world.as("inspector").take({ code });
    await world.as("nurse").use({ code });
    const requisition = await world.ordered();
    const buyer = await crowded("buyer", moment, 2, noting(code));
    expect(await buyer.settle({ requisition, code })).toMatchObject({ action: "settle", state: "inUse" });
    expect(buyer.written()).toBe(2);
    await sound(code);
  });

  it.each(moments)(
    "behavior: once, where another writes twice after it was %s, is mined once",
    async (_when, moment) => {
      const code = await dispensed();
      const nurse = await crowded("nurse", moment, 2, noting(code));
      const undone = await nurse.undo.once("undo", { code });
      expect(nurse.written()).toBe(2);
      expect(await nurse.undo.once("undo", { code })).toEqual(undone);
      expect((await entriesOf(code)).filter(({ action }) => action === "undo")).toHaveLength(1);
      await sound(code);
    },
  );

  it("behavior: what brings no entries is not made anew", async () => {
    const code = await world.accepted();
    const nurse = await crowded("nurse", "eth_sendRawTransaction", 1, () => world.as("keeper").requestScrap({ code }));
    expect(await rejection(nurse.use({ code }))).toMatchObject({
      code: "WrongState",
      details: { action: "use", state: "scrapRequested" },
    });
    expect(nurse.written()).toBe(1);
  });
});
