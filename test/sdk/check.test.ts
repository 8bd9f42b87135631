import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, itemCode, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const reasons = async (code: string) => (await world.m.check(code)).reasons;

describe("check", () => {
  it("default: an accepted item is usable, stored or in use", async () => {
    const code = await world.accepted();
    const { hospital } = world.consortium;
    expect(await world.m.check(code)).toMatchObject({
      usable: true,
      reasons: [],
      state: "stored",
      custodian: hospital,
      owner: hospital,
    });
    await world.as("nurse").use({ code });
    expect(await world.m.check(code)).toMatchObject({ usable: true, state: "inUse" });
  });

  it("behavior: an item that the ledger does not have", async () => {
    expect(await world.m.check(itemCode("NOWHERE"))).toMatchObject({
      usable: false,
      reasons: ["unknown"],
      state: undefined,
      custodian: undefined,
    });
  });

  it("behavior: an item on its way", async () => {
    const { code } = await world.shipped();
    expect(await reasons(code)).toEqual(["inTransit", "notAtHospital"]);
  });

  it("behavior: an item at its manufacturer", async () => {
    await world.as("seller").enrol({ code: itemCode("AT-HOME") });
    expect(await reasons(itemCode("AT-HOME"))).toEqual(["notAtHospital"]);
  });

  it("behavior: a faulty item, until another member has reinstated it", async () => {
    const code = await world.accepted();
    await world.as("nurse").reportFault({ code });
    expect(await reasons(code)).toEqual(["faulty"]);
    await world.as("engineer").repair({ code });
    expect(await reasons(code)).toEqual(["notReinstated"]);
    await world.as("head").reinstate({ code });
    expect(await reasons(code)).toEqual([]);
  });

  it("behavior: a quarantined item, until it is released; beside what else is against it", async () => {
    const code = await world.accepted();
    await world.as("keeper").quarantine({ code, reason: "suspected" });
    expect(await reasons(code)).toEqual(["quarantined"]);
    await world.as("nurse").reportFault({ code });
    expect(await reasons(code)).toEqual(["faulty", "quarantined"]);
    expect(await world.as("head").release({ code })).toMatchObject({ action: "release", state: "faulty" });
    expect(await reasons(code)).toEqual(["faulty"]);
  });

  it("behavior: an item that is being scrapped", async () => {
    const code = await world.accepted();
    await world.as("keeper").requestScrap({ code });
    expect(await reasons(code)).toEqual(["scrapRequested"]);
    await world.as("approver").approveScrap({ code });
    expect(await reasons(code)).toEqual(["scrapApproved"]);
    await world.as("disposer").dispose({ code, means: "destroyed" });
    expect(await reasons(code)).toEqual(["disposed"]);
  });

  it("behavior: a single-use item that was used", async () => {
    const product = "04012345987652";
    const registration = { kind: "consumable", riskClass: 3, singleUse: true } as const;
    const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
    await world.as("officer").register({ product, ...registration, ...period });
    const { subject: requisition } = await world.as("applicant").apply({ product, quantity: 1n, reference: "SU" });
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition });
    const code = itemCode("SU-1", product);
    await world.as("inspector").accept({ requisition, code, madeAt: 1_000_000 });
    expect(await world.as("nurse").use({ code })).toMatchObject({ state: "consumed" });
    expect(await reasons(code)).toEqual(["consumed"]);
  });

  it("behavior: a suspended custodian, a paused ledger", async () => {
    const code = await world.accepted();
    const council = world.as("council");
    await council.setOrganisationSuspension({ organisation: world.consortium.hospital, suspended: true });
    await council.setPause({ paused: true });
    expect(await reasons(code)).toEqual(["custodianSuspended", "ledgerPaused"]);
    await council.setPause({ paused: false });
    await council.setOrganisationSuspension({ organisation: world.consortium.hospital, suspended: false });
    expect(await reasons(code)).toEqual([]);
  });
});
