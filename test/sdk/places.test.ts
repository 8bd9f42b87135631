import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../scripts/demo/accounts.ts";
import { connect, type Hex, InvalidInput, PlaceTaken, placeNumber } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { accounts, createWorld, DAY, rejection, type World } from "../support/world.ts";

const VACCINE = "09521000000025";

/** Two names whose hashes begin with the same four bytes. */
const [ROOM, SAME] = ["Room 29583", "Room 53211"] as const;

let world: World;
let parcel: Hex;

beforeAll(async () => {
  world = await createWorld();
  const { hospital, manufacturer } = world.consortium;
  await world.as("officer").register({
    ...{ product: VACCINE, name: "vaccine 疫苗", kind: "drug", riskClass: 2, tracking: "lot", manufacturer },
    ...{ registeredFrom: 1, registeredUntil: 4_000_000_000 },
  });
  const until = (await world.now()) + DAY;
  const made = { code: `(01)${VACCINE}(10)P-1`, quantity: 100n, expiry: until + 90 * DAY };
  parcel = (await world.as("maker").commission(made)).subject;
  await world.as("seller").offer({ code: parcel, to: hospital, terms: "consignment", until });
  await world.as("inspector").take({ code: parcel });
});
afterAll(() => world?.close());

/** The functions that a call calls, in their order. */
function functionsIn(data: string | null | undefined): readonly (string | undefined)[] {
  const call = ledgerInterface.parseTransaction({ data: data as string });
  if (call?.name !== "multicall") return [call?.name];
  return (call.args[0] as readonly string[]).map((one) => ledgerInterface.parseTransaction({ data: one })?.name);
}

/** The places that a transaction named. */
async function namedIn(transaction: string): Promise<readonly unknown[]> {
  const receipt = await world.m.connection.provider.getTransactionReceipt(transaction);
  const parsed = (receipt?.logs ?? []).map((log) => ledgerInterface.parseLog(log));
  return parsed.flatMap((log) => (log?.name === "PlaceNamed" ? [log.args.toArray()] : []));
}

const steps = {
  use: async (place: string) => ({ person: "nurse", verb: "use", parameters: { code: await world.accepted(), place } }),
  store: async (place: string) => {
    const code = await world.accepted();
    return { person: "keeper", verb: "store", parameters: { code, place } };
  },
  move: async (place: string) => {
    const code = await world.accepted();
    return { person: "keeper", verb: "move", parameters: { code, place } };
  },
  dispense: async (place: string) => {
    return { person: "pharmacist", verb: "dispense", parameters: { code: parcel, quantity: 2n, place } };
  },
} as const;

describe("a place that has no name yet", () => {
  it.each(["use", "store", "move", "dispense"] as const)(
    "behavior: is named by %s, in its transaction",
    async (verb) => {
      const { hospital } = world.consortium;
      const name = `Place of ${verb}`;
      const { person, parameters } = await steps[verb](name);
      const write = world.as(person as Person)[verb];
      const { data } = await write.populate(parameters as never);
      expect(functionsIn(data)).toEqual(["namePlace", verb === "dispense" ? "dispense" : "record"]);
      const done = await write(parameters as never);
      expect(done.entries).toHaveLength(1);
      expect(done).toMatchObject({ action: verb, value: placeNumber(name) });
      expect(await namedIn(done.transaction)).toEqual([[BigInt(hospital), BigInt(placeNumber(name)), name]]);
      expect(await world.m.placeName(hospital, placeNumber(name))).toBe(name);
      const said = await world.m.describe(done);
      expect(said).toBe(verb === "dispense" ? `2 units, ${name}` : name);
    },
  );

  it("behavior: is named once", async () => {
    const code = await world.accepted();
    const place = "Named once";
    await world.as("nurse").use({ code, place });
    const { data } = await world.as("nurse").use.populate({ code, place });
    expect(functionsIn(data)).toEqual(["record"]);
    const again = await world.as("nurse").use({ code, place });
    expect(await namedIn(again.transaction)).toEqual([]);
    // Whoever has not read it yet reads that it has its name.
    const { provider } = world.connection;
    const m = await connect({ provider, deployment: world.deployment, pollingInterval: 5 });
    const other = await m.as(accounts.keeper).move.populate({ code, place });
    m.close();
    expect(functionsIn(other.data)).toEqual(["record"]);
  });

  it("behavior: that two name at the same time has its name", async () => {
    const [code, other] = [await world.accepted(), await world.accepted()];
    const place = "Named twice";
    const [one, two] = await Promise.all([
      world.as("nurse").use({ code, place }),
      world.as("keeper").store({ code: other, place }),
    ]);
    expect([one.value, two.value]).toEqual([placeNumber(place), placeNumber(place)]);
    expect(await world.m.describe(two)).toBe(place);
  });

  it("behavior: is named once by several steps in one transaction", async () => {
    const [code, other] = [await world.accepted(), await world.accepted()];
    const steps = [code, other].map((one) => ({ verb: "use", parameters: { code: one, place: "Together" } }) as const);
    const { data } = await world.as("nurse").together.populate(steps);
    expect(functionsIn(data)).toEqual(["namePlace", "record", "record"]);
    const { entries, transaction } = await world.as("nurse").together(steps);
    expect(entries.map(({ value }) => value)).toEqual([placeNumber("Together"), placeNumber("Together")]);
    expect(await namedIn(transaction)).toHaveLength(1);
  });

  it("behavior: is not named where the step is refused", async () => {
    const { hospital } = world.consortium;
    const code = await world.disposed();
    const place = "Never named";
    expect(await rejection(world.as("nurse").use({ code, place }))).toMatchObject({ code: "WrongState" });
    expect(await world.m.placeName(hospital, placeNumber(place))).toBeUndefined();
  });
});

describe("a place's name", () => {
  it.each([
    ["31 bytes", "p".repeat(31)],
    ["32 bytes", "p".repeat(32)],
    ["64 bytes", "q".repeat(64)],
    ["96 bytes in 32 characters", "室".repeat(32)],
    ["two languages", "介入手术室 Interventional Suite 2 (East Wing)"],
  ])("behavior: has %s", async (_, name) => {
    const { hospital } = world.consortium;
    const entry = await world.as("nurse").use({ code: await world.accepted(), place: name });
    // As whoever has not read it before reads it, from storage.
    const { provider } = world.connection;
    const m = await connect({ provider, deployment: world.deployment, pollingInterval: 5 });
    expect(await m.placeName(hospital, placeNumber(name))).toBe(name);
    expect(await m.describe(entry)).toBe(name);
    m.close();
  });

  it.each(["", "p".repeat(97), "室".repeat(33)])(
    "error: InvalidInput for %j, before anything is read",
    async (name) => {
      const code = await world.accepted();
      for (const [write, field] of [
        [() => world.as("nurse").use({ code, place: name }), "place"],
        [() => world.as("keeper").move({ code, place: name }), "place"],
        [() => world.as("pharmacist").dispense({ code: parcel, place: name }), "place"],
        [() => world.as("keeper").namePlace({ name }), "name"],
      ] as const) {
        const error = await rejection(write());
        expect(error).toBeInstanceOf(InvalidInput);
        expect(error).toMatchObject({ details: { field, value: name, rule: "must be 1 to 96 bytes of UTF-8" } });
      }
    },
  );

  it("error: PlaceTaken where another name has its number, and nothing is recorded", async () => {
    expect(placeNumber(SAME)).toBe(placeNumber(ROOM));
    const code = await world.accepted();
    await world.as("nurse").use({ code, place: ROOM });
    const { length } = (await world.m.history(code)).entries;
    for (const write of [
      () => world.as("nurse").use({ code, place: SAME }),
      () => world.as("keeper").namePlace({ name: SAME }),
    ]) {
      const error = await rejection(write());
      expect(error).toBeInstanceOf(PlaceTaken);
      expect(error).toMatchObject({ details: { place: placeNumber(ROOM), name: ROOM } });
    }
    expect((await world.m.history(code)).entries).toHaveLength(length);
    // Another organisation's places are its own.
    const { second } = world.consortium;
    const until = (await world.now()) + DAY;
    await world.as("keeper").store({ code });
    await world.as("keeper").offer({ code, to: second, terms: "loan", until });
    await world.as("secondInspector").take({ code });
    const there = await world.as("secondNurse").use({ code, place: SAME });
    expect(await world.m.describe(there)).toBe(SAME);
    expect(await world.m.placeName(second, placeNumber(SAME))).toBe(SAME);
  });
});
