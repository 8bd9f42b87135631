import { keccak256, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeNumber } from "../../src/history/ids.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { accounts, createWorld, DAY, rejection, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A new account that can pay for gas. */
async function newAccount(): Promise<Wallet> {
  const wallet = new Wallet(Wallet.createRandom().privateKey, world.m.connection.provider);
  const council = accounts.council.connect(world.m.connection.provider);
  await (await council.sendTransaction({ to: wallet.address, value: 10n ** 18n })).wait();
  return wallet;
}

describe("members", () => {
  it("behavior: are read by account and by number", async () => {
    const nurse = await world.m.member(accounts.nurse.address);
    expect(nurse).toMatchObject({ organisation: world.consortium.hospital, duties: ["use"], status: "active" });
    expect(await world.m.member(nurse?.member ?? 0)).toEqual({
      ...nurse,
      account: accounts.nurse.address.toLowerCase(),
    });
    expect(await world.m.member(accounts.stranger.address)).toBeUndefined();
    expect(await world.m.member(9999)).toBeUndefined();
  });

  it("behavior: duties, suspension and revocation take effect", async () => {
    const account = await newAccount();
    const administrator = world.as("hospitalAdministrator");
    const code = await world.accepted();
    const { member } = await administrator.addMember({ account: account.address, duties: ["keep"] });
    expect(await rejection(world.m.as(account).use({ code }))).toMatchObject({
      code: "DutyMissing",
      details: { member, duties: ["use"] },
    });
    await administrator.setDuties({ member, duties: ["keep", "use"] });
    await world.m.as(account).use({ code });
    await administrator.setMemberStatus({ member, status: "suspended" });
    const refusal = () => rejection(world.m.as(account).use({ code }));
    expect(await refusal()).toMatchObject({ code: "MemberNotActive", details: { member, status: "suspended" } });
    await administrator.setMemberStatus({ member, status: "active" });
    await world.m.as(account).use({ code });
    await administrator.setMemberStatus({ member, status: "revoked" });
    expect(await refusal()).toMatchObject({ code: "MemberNotActive", details: { member, status: "revoked" } });
    expect(await rejection(administrator.setMemberStatus({ member, status: "active" }))).toMatchObject({
      code: "InvalidMemberStatus",
      details: { member, from: "revoked", to: "active" },
    });
  });

  it("behavior: a replaced account cannot write, its successor signs as the same member", async () => {
    const [lost, found] = [await newAccount(), await newAccount()];
    const administrator = world.as("hospitalAdministrator");
    const { member } = await administrator.addMember({ account: lost.address, duties: ["use"] });
    const code = await world.accepted();
    expect(await world.m.as(lost).use({ code })).toMatchObject({ member });
    await administrator.replaceAccount({ member, account: found.address });
    expect(await rejection(world.m.as(lost).use({ code }))).toMatchObject({
      code: "MemberNotActive",
      details: { member, status: "replaced" },
    });
    expect(await world.m.as(found).use({ code })).toMatchObject({ member });
    expect(await rejection(administrator.replaceAccount({ member, account: lost.address }))).toMatchObject({
      code: "AccountTaken",
      details: { account: lost.address },
    });
  });

  it("behavior: the council may name a further administrator, who may go on", async () => {
    const [administrator, account] = [await newAccount(), await newAccount()];
    const { hospital } = world.consortium;
    const council = world.as("council");
    await council.nameAdministrator({ organisation: hospital, administrator: administrator.address });
    const { member } = await world.m.as(administrator).addMember({ account: account.address, duties: ["use"] });
    expect(await world.m.member(member)).toMatchObject({ organisation: hospital });
  });

  it("behavior: the council revokes an administrator, whom no other one can touch", async () => {
    const [hostile, successor] = [await newAccount(), await newAccount()];
    const { provider: organisation } = world.consortium;
    const council = world.as("council");
    const { member } = await council.nameAdministrator({ organisation, administrator: hostile.address });
    const named = await council.nameAdministrator({ organisation, administrator: successor.address });
    const strike = world.m.as(hostile).setMemberStatus({ member: named.member, status: "revoked" });
    expect(await rejection(strike)).toMatchObject({
      code: "NotYourMember",
      details: { member: named.member, organisation },
    });
    await council.setMemberStatus({ member, status: "revoked" });
    expect(await world.m.member(member)).toMatchObject({ status: "revoked" });
    const nurse = (await world.m.member(accounts.nurse.address))?.member ?? 0;
    expect(await rejection(council.setMemberStatus({ member: nurse, status: "revoked" }))).toMatchObject({
      code: "UnknownAccount",
      details: { account: accounts.council.address },
    });
  });

  it("error: an administrator holds no operational duty", async () => {
    const code = await world.accepted();
    const administrator = world.as("hospitalAdministrator");
    expect(await rejection(administrator.use({ code }))).toMatchObject({ code: "DutyMissing" });
    const account = (await newAccount()).address;
    expect(await rejection(administrator.addMember({ account, duties: ["administer"] }))).toMatchObject({
      code: "DutiesNotAllowed",
    });
    const own = (await world.m.member(accounts.hospitalAdministrator.address))?.member ?? 0;
    expect(await rejection(administrator.setDuties({ member: own, duties: ["use"] }))).toMatchObject({
      code: "OwnMembership",
      details: { member: own },
    });
  });
});

describe("organisations", () => {
  it("behavior: are read by the name under which they were admitted", async () => {
    expect(await world.m.organisationName(world.consortium.hospital)).toBe("Demo Hospital");
    expect(await world.m.organisationName(999)).toBeUndefined();
  });

  it("behavior: a suspended one cannot write, a paused ledger takes nothing", async () => {
    const code = await world.accepted();
    const { hospital: organisation } = world.consortium;
    await world.as("council").setOrganisationSuspension({ organisation, suspended: true });
    expect(await rejection(world.as("nurse").use({ code }))).toMatchObject({
      code: "OrganisationSuspended",
      details: { organisation },
    });
    await world.as("council").setOrganisationSuspension({ organisation, suspended: false });
    await world.as("council").setPause({ paused: true });
    expect(await rejection(world.as("nurse").use({ code }))).toMatchObject({ code: "LedgerPaused", details: {} });
    await world.as("council").setPause({ paused: false });
    await world.as("nurse").use({ code });
  });

  it("behavior: a provider works while it is appointed", async () => {
    const code = await world.accepted();
    const { hospital, provider } = world.consortium;
    const maintain = () => world.as("technician").maintain({ code, outcome: "passed" });
    const refused = { code: "NotAppointed", details: { provider, custodian: hospital, duties: ["maintain"] } };
    expect(await rejection(maintain())).toMatchObject(refused);
    const until = (await world.now()) + DAY;
    await world.as("hospitalAdministrator").appoint({ provider, duties: ["maintain"], until });
    expect(await maintain()).toMatchObject({ organisation: provider, state: "stored" });
    await world.as("hospitalAdministrator").appoint({ provider, duties: [] });
    expect(await rejection(maintain())).toMatchObject(refused);
  });

  it("behavior: places are read by name once they were named", async () => {
    const code = await world.accepted();
    const { hospital } = world.consortium;
    const entry = await world.as("nurse").use({ code, place: "手术室 2" });
    expect(await world.m.describe(entry)).toBe(`place ${placeNumber("手术室 2")}`);
    await world.as("keeper").namePlace({ name: "手术室 2" });
    expect(await world.m.placeName(hospital, placeNumber("手术室 2"))).toBe("手术室 2");
    expect(await world.m.describe(entry)).toBe("手术室 2");
  });

  it("behavior: a name of 32 bytes, or one that is no UTF-8, stops no reader", async () => {
    const code = await world.accepted();
    for (const name of [`0x${"41".repeat(32)}`, `0xff${"fe".repeat(31)}`, `0xc3${"00".repeat(31)}`]) {
      const keeper = accounts.keeper.connect(world.m.connection.provider);
      const data = ledgerInterface.encodeFunctionData("namePlace", [name]);
      await (await keeper.sendTransaction({ to: world.m.connection.ledger, data })).wait();
      const place = Number(BigInt(keccak256(name)) >> 224n);
      expect(await world.m.placeName(world.consortium.hospital, place)).toEqual(expect.any(String));
    }
    expect((await world.m.verify(code)).level).toBe("anchored");
  });

  it("behavior: a name's control characters are shown as what they are not: printable", async () => {
    const name = `0x${Buffer.from("\u001b[2K\rlevel").toString("hex").padEnd(64, "0")}`;
    const keeper = accounts.keeper.connect(world.m.connection.provider);
    const data = ledgerInterface.encodeFunctionData("namePlace", [name]);
    await (await keeper.sendTransaction({ to: world.m.connection.ledger, data })).wait();
    const place = Number(BigInt(keccak256(name)) >> 224n);
    expect(await world.m.placeName(world.consortium.hospital, place)).toBe("\ufffd[2K\ufffdlevel");
  });

  it("behavior: the council's place is handed over in two steps", async () => {
    const successor = await newAccount();
    await world.as("council").transferCouncil({ account: successor.address });
    await world.as("council").setPause({ paused: false });
    await world.m.as(successor).acceptCouncil({});
    expect(await rejection(world.as("council").setPause({ paused: true }))).toMatchObject({
      code: "OwnableUnauthorizedAccount",
    });
    await world.m.as(successor).transferCouncil({ account: accounts.council.address });
    await world.as("council").acceptCouncil({});
  });
});
