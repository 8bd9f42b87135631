import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { productId } from "../../src/history/ids.ts";
import { createWorld, DAY, GTIN, itemCode, OTHER_GTIN, rejection, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const reasons = async (code: string) => (await world.m.check(code)).reasons.map((reason) => reason.code);

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
      terms: "owned",
      calibratedUntil: undefined,
      recalls: [],
    });
    await world.as("nurse").use({ code });
    expect(await world.m.check(code)).toMatchObject({ usable: true, state: "inUse" });
  });

  it("behavior: an item that the ledger does not have", async () => {
    expect(await world.m.check(itemCode("NOWHERE"))).toMatchObject({
      usable: false,
      reasons: [{ code: "unknown" }],
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
    const registration = { name: "stent 支架", kind: "consumable", riskClass: 3, singleUse: true } as const;
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

  it("behavior: an item on its way, to whom and until when", async () => {
    const { hospital, second } = world.consortium;
    const { code: shipped } = await world.shipped();
    expect((await world.m.check(shipped)).reasons[0]).toEqual({ code: "inTransit", to: hospital, until: undefined });
    const code = await world.accepted();
    const until = (await world.now()) + DAY;
    await world.as("keeper").offer({ code, to: second, terms: "loan", until });
    expect((await world.m.check(code)).reasons).toEqual([{ code: "inTransit", to: second, until }]);
    await world.as("secondInspector").take({ code });
    expect(await world.m.check(code)).toMatchObject({
      usable: true,
      custodian: second,
      owner: hospital,
      terms: "loan",
    });
    await world.as("secondKeeper").sendBack({ code, to: hospital, until });
    expect((await world.m.check(code)).reasons).toEqual([{ code: "inTransit", to: hospital, until }]);
  });

  it("behavior: an item that a second person has not confirmed", async () => {
    const code = itemCode("FOUND", OTHER_GTIN);
    await world.as("inspector").enrol({ code, basis: "found", madeAt: await world.now() });
    expect(await reasons(code)).toEqual(["notConfirmed"]);
    await world.as("witness").confirm({ code });
    expect(await reasons(code)).toEqual([]);
  });

  it("behavior: an item that is not calibrated, whose calibration lapsed, and that failed it", async () => {
    const product = "04012345123456";
    const registration = { kind: "device", riskClass: 3, registeredFrom: 1, registeredUntil: 4_000_000_000 } as const;
    await world.as("officer").register({ product, name: "balance 天平", ...registration });
    await world.as("officer").prescribe({ product, calibrationInterval: 365 });
    const code = itemCode("CAL", product);
    await world.as("inspector").enrol({ code, basis: "donated", madeAt: await world.now() });
    await world.as("witness").confirm({ code });
    expect((await world.m.check(code)).reasons).toEqual([{ code: "calibrationLapsed", until: undefined }]);
    const until = (await world.now()) + 100;
    await world.as("engineer").calibrate({ code, result: "passed", until });
    expect(await world.m.check(code)).toMatchObject({ usable: true, calibratedUntil: until });
    await world.connection.provider.request({ method: "evm_setNextBlockTimestamp", params: [until + 1] });
    await world.connection.provider.request({ method: "evm_mine", params: [] });
    expect((await world.m.check(code)).reasons).toEqual([{ code: "calibrationLapsed", until }]);
    await world.as("engineer").calibrate({ code, result: "failed" });
    expect(await reasons(code)).toEqual(["quarantined", "calibrationLapsed"]);
    await world.as("head").release({ code });
    expect(await reasons(code)).toEqual(["calibrationLapsed"]);
  });

  it("behavior: a calibration that reaches further than the interval prescribed since", async () => {
    const product = "04012345123463";
    const registration = { kind: "device", riskClass: 3, registeredFrom: 1, registeredUntil: 4_000_000_000 } as const;
    await world.as("officer").register({ product, name: "balance 天平", ...registration });
    const code = itemCode("CAL", product);
    await world.as("inspector").enrol({ code, basis: "donated", madeAt: await world.now() });
    await world.as("witness").confirm({ code });
    const until = (await world.now()) + 400 * DAY;
    await world.as("engineer").calibrate({ code, result: "passed", until });
    expect(await reasons(code)).toEqual([]);
    await world.as("officer").prescribe({ product, calibrationInterval: 365 });
    expect((await world.m.check(code)).reasons).toEqual([{ code: "calibrationLapsed", until }]);
    expect(await rejection(world.as("nurse").use({ code, place: "ICU-3" }))).toMatchObject({
      code: "CalibrationLapsed",
      details: { until },
    });
    await world.as("officer").prescribe({ product, calibrationInterval: 401 });
    expect(await reasons(code)).toEqual([]);
  });

  it("behavior: a recalled item: by whom, when and what to do; until it is remedied, and again when raised anew", async () => {
    const code = await world.accepted();
    const { regulator, manufacturer } = world.consortium;
    await world.as("recaller").recall({ target: code, level: "third", instruction: "inspect" });
    const own = await world.now();
    await world.as("warden").recall({ target: GTIN, level: "first", instruction: "correctOnSite" });
    const general = await world.now();
    const { usable, reasons: found, subject } = await world.m.check(code);
    expect(usable).toBe(false);
    expect(found).toEqual([
      {
        code: "recalled",
        of: "item",
        target: subject,
        level: "third",
        instruction: "inspect",
        raisedAt: own,
        byRegulator: false,
        by: manufacturer,
        remedied: false,
      },
      {
        code: "recalled",
        of: "product",
        target: productId(parseCode(GTIN)),
        level: "first",
        instruction: "correctOnSite",
        raisedAt: general,
        byRegulator: true,
        by: regulator,
        remedied: false,
      },
    ]);
    await world.as("engineer").remedy({ code });
    expect(await reasons(code)).toEqual(["recalled", "recalled"]);
    await world.as("head").confirmRemedy({ code });
    expect(await world.m.check(code)).toMatchObject({
      usable: true,
      recalls: [{ remedied: true }, { remedied: true }],
    });
    await world.as("warden").recall({ target: GTIN, level: "first", instruction: "stop" });
    expect(await reasons(code)).toEqual(["recalled"]);
    await world.as("warden").lift({ target: GTIN, details: `0x${"ab".repeat(32)}` });
    await world.as("recaller").lift({ target: code, details: `0x${"ab".repeat(32)}` });
    expect(await world.m.check(code)).toMatchObject({ usable: true, recalls: [] });
  });

  it("behavior: an item that was recalled before it came onto the ledger", async () => {
    const code = itemCode("BEFORE");
    await world.as("recaller").recall({ target: code, level: "second", instruction: "sendBack" });
    expect(await world.m.check(code)).toMatchObject({ state: "announced", custodian: undefined, owner: undefined });
    expect(await reasons(code)).toEqual(["notEntered", "recalled"]);
    await world.as("seller").enrol({ code });
    expect(await reasons(code)).toEqual(["recalled", "notAtHospital"]);
  });
});
