import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { productId } from "../../src/history/ids.ts";
import { type Acting, DutyMissing, GoodsEntered, InvalidInput, RoleMissing, UnknownSubject } from "../../src/index.ts";
import {
  createWorld,
  DAY,
  GTIN,
  itemCode,
  OTHER_GTIN,
  OTHER_NAME,
  PUMP_NAME,
  rejection,
  type World,
} from "../support/world.ts";

type RegisterParameters = Parameters<Acting["register"]>[0];

let world: World;
let count = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

const products = ["09521000000032", "09521000000049", "09521000000056", "09521000000063", "09521000000070"];
const device = {
  name: "ventilator 呼吸机",
  kind: "device",
  riskClass: 3,
  registeredFrom: 1,
  registeredUntil: 4e9,
} as const;

/** A product of its own, registered as given. */
async function registered(parameters: Partial<RegisterParameters> = {}): Promise<RegisterParameters> {
  const registration = { ...device, product: products[count++] as string, ...parameters };
  await world.as("officer").register(registration);
  return registration;
}

describe("a product's name", () => {
  it("behavior: is told wherever the product, or goods of it, are looked at", async () => {
    const code = await world.accepted();
    expect(await world.m.product(GTIN)).toMatchObject({ name: PUMP_NAME });
    expect(await world.m.check(code)).toMatchObject({ usable: true, productName: PUMP_NAME });
    expect(await world.m.show(code)).toMatchObject({ kind: "item", productName: PUMP_NAME });
    expect(await world.m.show(GTIN)).toMatchObject({ kind: "product", product: { name: PUMP_NAME } });
    const requisition = await world.ordered();
    expect(await world.m.show(requisition)).toMatchObject({ kind: "requisition", productName: PUMP_NAME });
    expect(await world.m.check(itemCode("NOWHERE"))).toMatchObject({ productName: undefined });

    const lot = { name: "vaccine 疫苗", kind: "drug", tracking: "lot", manufacturer: world.consortium.manufacturer };
    const { product, name } = await registered(lot as Partial<RegisterParameters>);
    const batch = `(01)${product}(10)N-1`;
    const made = { code: batch, quantity: 10n, expiry: (await world.now()) + DAY };
    const { subject } = await world.as("maker").commission(made);
    expect(await world.m.show(batch)).toMatchObject({ kind: "batch", productName: name });
    expect(await world.m.show(subject)).toMatchObject({ kind: "parcel", productName: name });
    expect(await world.m.check(subject)).toMatchObject({ productName: name });
  });

  it.each([
    ["31 bytes", "n".repeat(31)],
    ["32 bytes", "n".repeat(32)],
    ["96 bytes in 32 characters", "泵".repeat(32)],
  ])("behavior: has %s", async (_, name) => {
    const { manufacturer } = world.consortium;
    const renewed = { product: OTHER_GTIN, manufacturer: 0, registeredUntil: 4_000_000_000 };
    await world.as("officer").renew({ ...renewed, name });
    expect(await world.m.product(OTHER_GTIN)).toMatchObject({ name, manufacturer: undefined });
    // Left out, it stays.
    await world.as("officer").renew({ ...renewed, manufacturer });
    expect(await world.m.product(OTHER_GTIN)).toMatchObject({ name, manufacturer });
    await world.as("officer").renew({ ...renewed, name: OTHER_NAME });
    expect(await world.m.product(OTHER_GTIN)).toMatchObject({ name: OTHER_NAME });
    expect(await world.m.verify(OTHER_GTIN)).toMatchObject({ level: "anchored", problems: [] });
  });

  it("behavior: its control characters are shown as what they are not: printable", async () => {
    const renewed = { product: OTHER_GTIN, manufacturer: 0, registeredUntil: 4_000_000_000 };
    await world.as("officer").renew({ ...renewed, name: "\u001b[2Kpump" });
    expect((await world.m.product(OTHER_GTIN)).name).toBe("\ufffd[2Kpump");
    await world.as("officer").renew({ ...renewed, name: OTHER_NAME });
  });

  it.each(["", "n".repeat(97), "泵".repeat(33)])("error: InvalidInput for %j", async (name) => {
    for (const write of [
      () => world.as("officer").register({ ...device, product: "4006381333931", name }),
      () => world.as("officer").amend({ ...device, product: OTHER_GTIN, name }),
      () => world.as("officer").renew({ product: OTHER_GTIN, name, manufacturer: 0, registeredUntil: 4e9 }),
    ]) {
      const error = await rejection(write());
      expect(error).toBeInstanceOf(InvalidInput);
      expect(error).toMatchObject({
        details: { field: "name", value: name, rule: "must be 1 to 96 bytes of UTF-8" },
      });
    }
  });

  it("error: UnknownSubject where a product is renewed that the ledger does not have", async () => {
    const product = "4006381333931";
    const error = await rejection(world.as("officer").renew({ product, manufacturer: 0, registeredUntil: 4e9 }));
    expect(error).toBeInstanceOf(UnknownSubject);
    expect(error).toMatchObject({ details: { subject: productId(parseCode(product)) } });
  });
});

describe("amend", () => {
  it("default: says anew what a product is, name, kind, class, tracking, units, manufacturer and dates", async () => {
    const { manufacturer } = world.consortium;
    const { product } = await registered();
    const amended = {
      product,
      name: "influenza vaccine 流感疫苗",
      kind: "drug",
      riskClass: 2,
      singleUse: false,
      tracking: "lot",
      unitsPerPack: 10,
      manufacturer,
      registeredFrom: 1_000,
      registeredUntil: 3_000_000_000,
    } as const;
    const entry = await world.as("officer").amend(amended);
    expect(entry).toMatchObject({ kind: "product", action: "amend", state: "registered", stage: undefined });
    expect(await world.m.describe(entry)).toBe("drug, risk class 2, by lot, 10 units a pack");
    expect(await world.m.describe(entry, "zh")).toBe("药品，风险类别 2，按批号追溯，每包装 10 个最小单位");
    const { product: _code, ...said } = amended;
    expect(await world.m.product(product)).toMatchObject(said);
    // A requisition is no goods.
    await world.as("applicant").apply({ product, quantity: 1n, reference: "AMEND" });
    expect(await world.as("officer").amend({ ...amended, unitsPerPack: 20 })).toMatchObject({ action: "amend" });
    expect(await world.m.product(product)).toMatchObject({ unitsPerPack: 20 });
    expect(await world.m.verify(product)).toMatchObject({ level: "anchored", problems: [] });
  });

  it("error: GoodsEntered once an item has entered, or was recalled before", async () => {
    const { manufacturer } = world.consortium;
    const enrolled = await registered({ manufacturer });
    await world.as("maker").enrol({ code: itemCode("A-1", enrolled.product) });
    const announced = await registered({ manufacturer });
    await world.as("recaller").recall({
      target: itemCode("A-2", announced.product),
      ...{ level: "second", instruction: "stop" },
    });
    for (const { product } of [enrolled, announced]) {
      const before = await world.m.product(product);
      const error = await rejection(world.as("officer").amend({ ...enrolled, product, riskClass: 1 }));
      expect(error).toBeInstanceOf(GoodsEntered);
      expect(error).toMatchObject({ details: { product: productId(parseCode(product)) } });
      expect(await world.m.product(product)).toEqual({ ...before, asOf: expect.anything() });
    }
    // Its name, manufacturer and end can still be said anew.
    const { product } = enrolled;
    await world.as("officer").renew({ product, name: "ventilator 2 呼吸机", manufacturer: 0, registeredUntil: 4e9 });
    expect(await world.m.product(product)).toMatchObject({ name: "ventilator 2 呼吸机", riskClass: 3 });
  });

  it("error: UnknownSubject, RoleMissing, DutyMissing", async () => {
    const { hospital } = world.consortium;
    const unknown = { ...device, product: "4006381333931" };
    expect(await rejection(world.as("officer").amend(unknown))).toBeInstanceOf(UnknownSubject);
    const known = { ...device, product: OTHER_GTIN };
    const foreign = await rejection(world.as("approver").amend(known));
    expect(foreign).toBeInstanceOf(RoleMissing);
    expect(foreign).toMatchObject({ details: { organisation: hospital, roles: ["regulator"] } });
    const warden = await rejection(world.as("warden").amend(known));
    expect(warden).toBeInstanceOf(DutyMissing);
    expect(warden).toMatchObject({ details: { duties: ["approve"] } });
  });

  it("behavior: what was registered by lot and enters by serial then, enters so", async () => {
    const { manufacturer } = world.consortium;
    const { product, ...registration } = await registered({ tracking: "lot", manufacturer });
    const code = itemCode("T-1", product);
    expect(await rejection(world.as("maker").enrol({ code }))).toMatchObject({
      code: "WrongTracking",
      details: { required: "lot" },
    });
    await world.as("officer").amend({ product, ...registration, tracking: "serial" });
    expect(await world.as("maker").enrol({ code })).toMatchObject({ action: "enrol", state: "stored" });
    expect(await world.m.verify(code)).toMatchObject({ level: "anchored", problems: [] });
  });
});
