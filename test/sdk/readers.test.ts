import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  batchId,
  itemId,
  placeNumber,
  productId,
  requisitionId,
  UnknownOrganisation,
  UnknownSubject,
} from "../../src/index.ts";
import { accounts, consentOf, createWorld, DAY, GTIN, OTHER_GTIN, rejection, type World } from "../support/world.ts";

const VACCINE = "09521234543251";
const LOT = `(01)${VACCINE}(10)L-1`;

let world: World;

beforeAll(async () => {
  world = await createWorld();
  const start = await world.now();
  const registration = { registeredFrom: start - 100 * DAY, registeredUntil: start + 1000 * DAY };
  const { manufacturer } = world.consortium;
  await world.as("officer").register({
    product: VACCINE,
    name: "vaccine 疫苗",
    kind: "drug",
    riskClass: 3,
    tracking: "lot",
    unitsPerPack: 10,
    manufacturer,
    ...registration,
  });
});
afterAll(() => world.close());

describe("organisations", () => {
  it("default", async () => {
    const all = await world.m.organisations();
    expect(all.map(({ organisation, name }) => [organisation, name])).toEqual([
      [1, "Demo Hospital"],
      [2, "Demo Manufacturer"],
      [3, "Demo Service Provider"],
      [4, "Demo Regulator"],
      [5, "Demo Second Hospital"],
    ]);
    expect(all[1]).toEqual({
      organisation: 2,
      name: "Demo Manufacturer",
      roles: ["manufacturer", "supplier"],
      suspended: false,
      onboardingUntil: undefined,
    });
  });
});

describe("organisation", () => {
  it("default", async () => {
    const { provider } = world.consortium;
    const until = (await world.now()) + 30 * DAY;
    await world.as("council").allowOnboarding({ organisation: provider, until });
    await world.as("council").setOrganisationSuspension({ organisation: provider, suspended: true });
    const rules = [{ purpose: "scrap", kind: "device", riskClass: 2, approvals: 2 }] as const;
    await world.as("hospitalAdministrator").setPolicy({ rules, urgent: true });
    await world.as("hospitalAdministrator").appoint({ provider, duties: ["maintain"], until });

    expect(await world.m.organisation(provider)).toMatchObject({
      name: "Demo Service Provider",
      roles: ["serviceProvider"],
      suspended: true,
      onboardingUntil: until,
      policy: { rules: [], floor: [], urgent: false, outsideApprover: undefined },
      appointments: [],
    });
    expect(await world.m.organisation(1)).toMatchObject({
      suspended: false,
      policy: { rules: [{ ...rules[0], outside: false }], urgent: true },
      appointments: [{ provider, duties: ["maintain"], until }],
    });
    await world.as("council").setOrganisationSuspension({ organisation: provider, suspended: false });
    await world.as("hospitalAdministrator").setPolicy({ rules: [] });
  });

  it("error: UnknownOrganisation", async () => {
    const thrown = await rejection(world.m.organisation(99));
    expect(thrown).toBeInstanceOf(UnknownOrganisation);
    expect(thrown).toMatchObject({ details: { organisation: 99 } });
  });
});

describe("members", () => {
  it("default", async () => {
    const own = await world.m.members(1);
    expect(new Set(own.map(({ organisation }) => organisation))).toEqual(new Set([1]));
    const nurse = await world.m.member(accounts.nurse.address);
    const account = accounts.nurse.address.toLowerCase();
    expect(own).toContainEqual({ ...nurse, account });
    const all = await world.m.members();
    expect(all.map(({ member }) => member)).toEqual(all.map((_, index) => index + 1));
    expect(all.length).toBeGreaterThan(own.length);
    expect(await world.m.members(99)).toEqual([]);
  });

  it("behavior: a replaced account leaves its member one, the new one", async () => {
    const before = await world.m.member(accounts.secondNurse.address);
    await world.as("secondAdministrator").replaceAccount({
      member: before?.member ?? 0,
      consent: await consentOf(world.m, accounts.stranger, world.consortium.second),
    });
    const [found, ...others] = (await world.m.members()).filter(({ member }) => member === before?.member);
    expect(found).toMatchObject({ account: accounts.stranger.address.toLowerCase(), status: "active" });
    expect(others).toEqual([]);
  });
});

describe("product", () => {
  it("default", async () => {
    await world.as("officer").prescribe({
      product: VACCINE,
      witnessed: true,
      limits: { lowest: 2, highest: 8 },
    });
    const found = await world.m.product(VACCINE);
    expect(found).toMatchObject({
      code: `/01/${VACCINE}`,
      kind: "drug",
      riskClass: 3,
      singleUse: false,
      tracking: "lot",
      unitsPerPack: 10,
      manufacturer: world.consortium.manufacturer,
      care: { witnessed: true, calibrationInterval: undefined, limits: { lowest: 2, highest: 8 } },
      recall: undefined,
    });
    await world.as("officer").prescribe({ product: VACCINE });
    expect((await world.m.product(LOT)).care).toEqual({
      witnessed: false,
      calibrationInterval: undefined,
      limits: undefined,
    });
    expect(await world.m.product(found.subject)).toMatchObject({ number: found.number });
  });

  it("behavior: says which recall is open", async () => {
    await world.as("recaller").recall({ target: GTIN, level: "second", instruction: "correctOnSite" });
    expect(await world.m.product(GTIN)).toMatchObject({
      recall: { of: "product", level: "second", instruction: "correctOnSite", by: world.consortium.manufacturer },
    });
    await world.as("recaller").lift({ target: GTIN, details: `0x${"5d".repeat(32)}` });
    expect(await world.m.product(OTHER_GTIN)).toMatchObject({ manufacturer: undefined, recall: undefined });
  });

  it("error: UnknownSubject", async () => {
    expect(await rejection(world.m.product("09521000000025"))).toBeInstanceOf(UnknownSubject);
  });
});

describe("show", () => {
  it("behavior: of an item, where its custodian said last, as it was corrected", async () => {
    const { hospital } = world.consortium;
    await world.as("keeper").namePlace({ name: "Ward 7" });
    const code = await world.accepted("SHOW-1");
    expect(await world.m.show(code)).toMatchObject({ state: "stored", place: undefined });
    await world.as("nurse").use({ code, place: "Ward 8" });
    expect(await world.m.show(code)).toMatchObject({
      kind: "item",
      code: `/01/${GTIN}/21/SHOW-1`,
      product: `/01/${GTIN}`,
      state: "inUse",
      custodian: hospital,
      owner: hospital,
      terms: "owned",
      place: { name: "Ward 8" },
      transit: undefined,
      quantity: 1n,
      recalls: [],
      approvals: undefined,
    });
    const { subject } = await world.m.check(code);
    const { entries } = await world.m.history(code);
    const head = entries.at(-1)?.head ?? "0x";
    await world.as("nurse").correct({ target: code, head, value: placeNumber("Ward 7") });
    expect(await world.m.show(subject)).toMatchObject({ place: { name: "Ward 7" } });
  });

  it("behavior: of what is on its way, where to", async () => {
    const { code, requisition } = await world.shipped("SHOW-2");
    expect(await world.m.show(code)).toMatchObject({
      state: "inTransit",
      place: undefined,
      transit: { to: world.consortium.hospital, until: undefined },
      requisition,
    });
    await world.as("inspector").accept({ requisition, code });
    const until = (await world.now()) + DAY;
    await world.as("keeper").offer({ code, to: world.consortium.second, terms: "loan", until });
    expect(await world.m.show(code)).toMatchObject({ transit: { to: world.consortium.second, until } });
  });

  it("behavior: of a scrapping, which approvals there are and which are needed", async () => {
    const administrator = world.as("hospitalAdministrator");
    const rules = [{ purpose: "scrap", kind: "device", riskClass: 2, approvals: 2, outside: true }] as const;
    await administrator.setPolicy({ rules, outsideApprover: world.consortium.regulator });
    const code = await world.accepted("SHOW-3");
    await world.as("keeper").requestScrap({ code });
    const outside = { organisation: world.consortium.regulator, given: false };
    expect(await world.m.show(code)).toMatchObject({ approvals: { needed: 2, given: [], outside } });
    await world.as("approver").approveScrap({ code });
    const approver = await world.m.member(accounts.approver.address);
    expect(await world.m.show(code)).toMatchObject({ approvals: { given: [approver?.member], outside } });
    await world.as("officer").approveScrap({ code });
    expect(await world.m.show(code)).toMatchObject({ state: "scrapApproved", approvals: undefined });
    await administrator.setPolicy({ rules: [] });
  });

  it("behavior: of a requisition, how far it is", async () => {
    const { hospital, manufacturer } = world.consortium;
    const { subject } = await world.as("applicant").apply({ product: GTIN, quantity: 3n, reference: "SHOW-R" });
    expect(subject).toBe(requisitionId(hospital, "SHOW-R"));
    const applicant = (await world.m.member(accounts.applicant.address))?.member;
    expect(await world.m.show(subject)).toMatchObject({
      kind: "requisition",
      reference: "SHOW-R",
      state: "requested",
      product: `/01/${GTIN}`,
      organisation: hospital,
      supplier: undefined,
      applicant,
      buyer: undefined,
      quantity: 3n,
      accepted: 0n,
      underway: 0n,
      urgent: false,
      approvals: { needed: 1, given: [], outside: undefined },
    });
    await world.as("approver").approve({ requisition: subject });
    await world.as("buyer").order({ requisition: subject, supplier: manufacturer });
    expect(await world.m.show(subject)).toMatchObject({
      state: "ordered",
      supplier: manufacturer,
      consignee: hospital,
      approved: true,
      approvals: undefined,
    });
  });

  it("behavior: of a product, a batch and a parcel", async () => {
    const { manufacturer } = world.consortium;
    const expiry = (await world.now()) + 300 * DAY;
    const packsRoot = `0x${"7a".repeat(32)}` as const;
    await world.as("maker").commission({ code: LOT, quantity: 100n, expiry, packsRoot });
    const [parcel] = await world.m.parcels({ code: LOT });
    await world.as("officer").prescribe({ product: VACCINE });
    await world.as("warden").recall({ target: LOT, level: "first", instruction: "stop" });
    const recall = { of: "batch", target: batchId({ gtin: VACCINE, lot: "L-1" }), byRegulator: true };
    expect(await world.m.show(LOT)).toMatchObject({
      kind: "batch",
      code: `/01/${VACCINE}/10/L-1`,
      state: "open",
      expiry,
      quantity: 100n,
      packsRoot,
      recalls: [recall],
    });
    expect(await world.m.show(parcel?.subject ?? "")).toMatchObject({
      kind: "parcel",
      code: undefined,
      batch: `/01/${VACCINE}/10/L-1`,
      custodian: manufacturer,
      quantity: 100n,
      packs: { first: 0, end: 10 },
      expiry,
      recalls: [recall],
    });
    expect(await world.m.show(productId({ gtin: VACCINE }))).toMatchObject({
      kind: "product",
      state: "registered",
      product: { kind: "drug" },
    });
  });

  it("error: UnknownSubject", async () => {
    const thrown = await rejection(world.m.show(`(01)${GTIN}(21)NOBODYS`));
    expect(thrown).toBeInstanceOf(UnknownSubject);
    expect(thrown).toMatchObject({ details: { subject: itemId({ gtin: GTIN, serial: "NOBODYS" }) } });
  });
});
