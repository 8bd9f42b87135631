import { AbiCoder, concat, keccak256, Wallet, ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { itemId, NO_HEAD, placeNumber } from "../../src/history/ids.ts";
import type { LoggedEntry } from "../../src/history/types.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { encode } from "../../src/ledger/encode.ts";
import { actions } from "../../src/lifecycle/vocabulary.ts";
import { accounts, consentOf, createWorld, DAY, rejection, type World } from "../support/world.ts";

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

/** The entry by which the nurse used an item at a place, of which only the number is said. */
async function placed(code: string, value: number): Promise<LoggedEntry> {
  const claim = { expected: NO_HEAD, value, until: 0, occurredAt: 0, details: ZeroHash };
  const data = encode("record", [actions.indexOf("use"), itemId(parseCode(code)), claim]);
  const nurse = accounts.nurse.connect(world.m.connection.provider);
  await (await nurse.sendTransaction({ to: world.m.connection.ledger, data })).wait();
  return (await world.m.history(code)).entries.at(-1) as LoggedEntry;
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
    const { member } = await administrator.addMember({
      consent: await consentOf(world.m, account, world.consortium.hospital),
      duties: ["keep"],
    });
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
    const { hospital } = world.consortium;
    const joining = await consentOf(world.m, lost, hospital);
    const { member } = await administrator.addMember({ consent: joining, duties: ["use"] });
    const code = await world.accepted();
    expect(await world.m.as(lost).use({ code })).toMatchObject({ member });
    await administrator.replaceAccount({ member, consent: await consentOf(world.m, found, hospital) });
    expect(await rejection(world.m.as(lost).use({ code }))).toMatchObject({
      code: "MemberNotActive",
      details: { member, status: "replaced" },
    });
    expect(await world.m.as(found).use({ code })).toMatchObject({ member });
    expect(await rejection(administrator.replaceAccount({ member, consent: joining }))).toMatchObject({
      code: "AccountTaken",
      details: { account: lost.address },
    });
  });

  it("behavior: the council may name a further administrator, who may go on", async () => {
    const [administrator, account] = [await newAccount(), await newAccount()];
    const { hospital } = world.consortium;
    const council = world.as("council");
    const naming = await consentOf(world.m, administrator, hospital);
    await council.nameAdministrator({ organisation: hospital, consent: naming });
    const consent = await consentOf(world.m, account, hospital);
    const { member } = await world.m.as(administrator).addMember({ consent, duties: ["use"] });
    expect(await world.m.member(member)).toMatchObject({ organisation: hospital });
  });

  it("behavior: the council revokes an administrator, whom no other one can touch", async () => {
    const [hostile, successor] = [await newAccount(), await newAccount()];
    const { provider: organisation } = world.consortium;
    const council = world.as("council");
    const name = async (account: Wallet) =>
      council.nameAdministrator({ organisation, consent: await consentOf(world.m, account, organisation) });
    const { member } = await name(hostile);
    const named = await name(successor);
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
    const consent = await consentOf(world.m, await newAccount(), world.consortium.hospital);
    expect(await rejection(administrator.addMember({ consent, duties: ["administer"] }))).toMatchObject({
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

  it("behavior: a place's number is read by its name once it was named", async () => {
    const code = await world.accepted();
    const { hospital } = world.consortium;
    // As who does not know the name writes it.
    const entry = await placed(code, placeNumber("手术室 2"));
    expect(await world.m.placeName(hospital, placeNumber("手术室 2"))).toBeUndefined();
    expect(await world.m.describe(entry)).toBe(`place ${placeNumber("手术室 2")}`);
    await world.as("keeper").namePlace({ name: "手术室 2" });
    expect(await world.m.placeName(hospital, placeNumber("手术室 2"))).toBe("手术室 2");
    expect(await world.m.describe(entry)).toBe("手术室 2");
  });

  it.each([
    ["32 bytes", "41".repeat(32), "A".repeat(32)],
    ["96 bytes, none of them UTF-8", "ff".repeat(96), "\ufffd".repeat(96)],
    ["half a character", "c3", "\ufffd"],
    ["31 bytes, the last of them none", `${"42".repeat(30)}00`, `${"B".repeat(30)}\ufffd`],
    ["control characters", Buffer.from("\u001b[2K\rlevel").toString("hex"), "\ufffd[2K\ufffdlevel"],
  ])("behavior: a name of %s stops no reader, and shows as what is printable", async (_, bytes, shown) => {
    const keeper = accounts.keeper.connect(world.m.connection.provider);
    const { selector } = ledgerInterface.getFunction("namePlace");
    const data = concat([selector, AbiCoder.defaultAbiCoder().encode(["bytes"], [`0x${bytes}`])]);
    await (await keeper.sendTransaction({ to: world.m.connection.ledger, data })).wait();
    const place = Number(BigInt(keccak256(`0x${bytes}`)) >> 224n);
    expect(await world.m.placeName(world.consortium.hospital, place)).toBe(shown);
    const code = await world.accepted();
    expect(await world.m.describe(await placed(code, place))).toBe(shown);
    expect((await world.m.verify(code)).level).toBe("anchored");
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
