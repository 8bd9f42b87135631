import { type TransactionRequest, VoidSigner, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AccountTaken,
  type Consent,
  ConsentExpired,
  ConsentInvalid,
  consentSigner,
  consentTypedData,
  DutiesNotAllowed,
  type Hex,
  InvalidInput,
} from "../../src/index.ts";
import { encode } from "../../src/ledger/encode.ts";
import { readFailure } from "../../src/ledger/failures.ts";
import { duties } from "../../src/lifecycle/vocabulary.ts";
import { bitsOf } from "../../src/lifecycle/words.ts";
import type { Wallet as ContractWallet } from "../../src/typechain/harness/Wallet.ts";
import { accounts, consentOf, createWorld, DAY, rejection, type World } from "../support/world.ts";

let world: World;
/** The number of the hospital. */
let organisation: number;

beforeAll(async () => {
  world = await createWorld();
  organisation = world.consortium.hospital;
});
afterAll(() => world?.close());

const administrator = () => world.as("hospitalAdministrator");
const own = () => Wallet.createRandom();
/** What the ledger itself says of a consent that the SDK would not send. */
async function refusal(account: string, { until, signature }: Pick<Consent, "until" | "signature">): Promise<unknown> {
  const { connection } = world.m;
  const data = encode("addMember", [account, bitsOf(duties, ["use"]), { until, signature }]);
  const call = { from: accounts.hospitalAdministrator.address, to: connection.ledger, data };
  return readFailure(await rejection(connection.provider.call(call)), connection.rpc);
}

describe("consent", () => {
  it("default: is plain JSON, signed by its account, which needs neither membership nor money", async () => {
    const key = own();
    const until = (await world.now()) + DAY;
    const before = await world.m.connection.provider.getBlockNumber();
    const consent = await world.m.as(key).consent({ organisation, until: new Date(until * 1000) });
    expect(await world.m.connection.provider.getBlockNumber()).toBe(before);
    expect(consent).toEqual({
      account: key.address,
      organisation,
      until,
      chainId: Number(world.m.connection.chainId),
      ledger: world.m.connection.ledger,
      signature: expect.stringMatching(/^0x[0-9a-f]{130}$/),
    });
    expect(consentSigner(consent)).toBe(key.address);
    const brought: Consent = JSON.parse(JSON.stringify(consent));
    const { member } = await administrator().addMember({ consent: brought, duties: ["use"] });
    expect(await world.m.member(member)).toEqual({
      member,
      organisation,
      account: key.address.toLowerCase(),
      duties: ["use"],
      status: "active",
    });
    expect(await world.m.as(key).use({ code: await world.accepted() })).toMatchObject({ member, organisation });
  });

  it("behavior: is what wallets show: EIP-712 typed data of this chain and ledger", async () => {
    const consent = await consentOf(world.m, own(), organisation);
    expect(consentTypedData(consent)).toEqual({
      domain: {
        name: "Medtrace",
        version: "1",
        chainId: Number(world.m.connection.chainId),
        verifyingContract: world.m.connection.ledger,
      },
      types: {
        Consent: [
          { name: "account", type: "address" },
          { name: "organisation", type: "uint24" },
          { name: "until", type: "uint32" },
        ],
      },
      message: { account: consent.account, organisation, until: consent.until },
    });
    expect(consentSigner({ ...consent, organisation: organisation + 1 })).not.toBe(consent.account);
    expect(consentSigner({ ...consent, signature: "0x1234" })).toBeUndefined();
  });

  it("behavior: admits an organisation's first administrator, under the number that comes next", async () => {
    const key = own();
    const next = await world.m.nextOrganisation();
    const consent = await consentOf(world.m, key);
    expect(consent.organisation).toBe(next);
    const admitted = await world.as("council").admit({ name: "A clinic 诊所", roles: ["hospital"], consent });
    expect(admitted.organisation).toBe(next);
    expect(await world.m.nextOrganisation()).toBe(next + 1);
    expect(await world.m.member(key.address)).toMatchObject({ organisation: next, duties: ["administer"] });
    // Who consented to that number is not taken into the next one.
    const late = await world.m.as(own()).consent({ organisation: next, until: (await world.now()) + DAY });
    const error = await rejection(
      world.as("council").admit({ name: "Another clinic", roles: ["hospital"], consent: late }),
    );
    expect(error).toBeInstanceOf(ConsentInvalid);
    expect(error).toMatchObject({ details: { account: late.account, organisation: next + 1 } });
    expect(await world.m.nextOrganisation()).toBe(next + 1);
  });

  it("error: ConsentExpired after its last second", async () => {
    const key = own();
    const until = (await world.now()) + 100;
    const consent = await world.m.as(key).consent({ organisation, until });
    await world.passUntil(until + 1);
    const error = await rejection(administrator().addMember({ consent, duties: ["use"] }));
    expect(error).toBeInstanceOf(ConsentExpired);
    expect(error).toMatchObject({ details: { account: key.address, until } });
    // Nor does another last second make it hold.
    const longer = { ...consent, until: until + DAY };
    const invalid = await rejection(administrator().addMember({ consent: longer, duties: ["use"] }));
    expect(invalid).toBeInstanceOf(ConsentInvalid);
    expect(invalid).toMatchObject({ details: { account: key.address, organisation } });
  });

  it("error: ConsentInvalid for another organisation, and InvalidInput where that is seen", async () => {
    const { second } = world.consortium;
    const consent = await consentOf(world.m, own(), second);
    const error = await rejection(administrator().addMember({ consent, duties: ["use"] }));
    expect(error).toBeInstanceOf(ConsentInvalid);
    expect(error).toMatchObject({ details: { account: consent.account, organisation } });
    const seen = await rejection(world.as("council").nameAdministrator({ organisation, consent }));
    expect(seen).toBeInstanceOf(InvalidInput);
    expect(seen).toMatchObject({
      details: { field: "consent.organisation", value: second, rule: `must be ${organisation}` },
    });
    // To change the number is of no use.
    const renamed = { ...consent, organisation };
    expect(await rejection(world.as("council").nameAdministrator({ organisation, consent: renamed }))).toBeInstanceOf(
      ConsentInvalid,
    );
  });

  it("error: InvalidInput for another chain or ledger, and ConsentInvalid where the SDK is passed by", async () => {
    const key = own();
    const until = (await world.now()) + DAY;
    const other = `0x${"12".repeat(20)}` as const;
    const { chainId, ledger } = await consentOf(world.m, key, organisation);
    const signed = async (domain: { readonly chainId: number; readonly ledger: Hex }): Promise<Consent> => {
      const unsigned = { account: key.address as Hex, organisation, until, ...domain };
      const { domain: named, types, message } = consentTypedData(unsigned);
      return { ...unsigned, signature: (await key.signTypedData(named, types, message)) as Hex };
    };
    for (const [field, given] of [
      ["chainId", await signed({ chainId: 1, ledger })],
      ["ledger", await signed({ chainId, ledger: other })],
    ] as const) {
      const error = await rejection(administrator().addMember({ consent: given, duties: ["use"] }));
      expect(error).toBeInstanceOf(InvalidInput);
      expect(error).toMatchObject({ details: { field: `consent.${field}`, value: given[field] } });
      const refused = await refusal(key.address, given);
      expect(refused).toBeInstanceOf(ConsentInvalid);
      expect(refused).toMatchObject({ details: { account: key.address, organisation } });
    }
    // The same in another writing.
    const upper = `0x${ledger.slice(2).toUpperCase()}` as Hex;
    const written = { ...(await signed({ chainId, ledger })), ledger: upper };
    expect(await administrator().addMember({ consent: written, duties: ["use"] })).toMatchObject({ entries: [] });
  });

  it("error: ConsentInvalid for another's signature, and one that is none", async () => {
    const [key, other] = [own(), own()];
    const consent = await consentOf(world.m, key, organisation);
    const foreign = await world.m.as(other).consent({ organisation, until: consent.until, account: key.address });
    expect(foreign.account).toBe(key.address);
    expect(consentSigner(foreign)).not.toBe(key.address);
    for (const signature of [foreign.signature, "0x", `0x${"11".repeat(65)}`] as const) {
      const error = await rejection(administrator().addMember({ consent: { ...consent, signature }, duties: ["use"] }));
      expect(error).toBeInstanceOf(ConsentInvalid);
      expect(error).toMatchObject({ details: { account: key.address, organisation } });
    }
    const none = { ...consent, signature: "signed" as Hex };
    const error = await rejection(administrator().addMember({ consent: none, duties: ["use"] }));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({
      details: { field: "consent.signature", value: "signed", rule: "must be bytes in hexadecimal" },
    });
  });

  it.each([
    ["consent.account", { account: "0x12" }],
    ["consent.account", { account: undefined }],
    ["consent.organisation", { organisation: "1" }],
    ["consent.organisation", { organisation: 2 ** 24 }],
    ["consent.until", { until: "tomorrow" }],
    ["consent.until", { until: undefined }],
    ["consent.until", { until: 2 ** 32 }],
    ["consent.ledger", { ledger: undefined }],
    ["consent.chainId", { chainId: "31337" }],
    ["consent.signature", { signature: undefined }],
  ])("error: InvalidInput for a consent whose %s is %j", async (field, wrong) => {
    const consent = { ...(await consentOf(world.m, own(), organisation)), ...wrong } as unknown as Consent;
    const error = await rejection(administrator().addMember({ consent, duties: ["use"] }));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ details: { field } });
  });

  it("error: AccountTaken where it is brought again, whatever became of the member", async () => {
    const key = own();
    const consent = await consentOf(world.m, key, organisation);
    const { member } = await administrator().addMember({ consent, duties: ["use"] });
    const again = () => rejection(administrator().addMember({ consent, duties: ["use", "keep"] }));
    const taken = { code: "AccountTaken", details: { account: key.address } };
    expect(await again()).toBeInstanceOf(AccountTaken);
    expect(await again()).toMatchObject(taken);
    await administrator().setMemberStatus({ member, status: "revoked" });
    expect(await again()).toMatchObject(taken);
    // Nor by another organisation, to which the account would consent.
    const second = await consentOf(world.m, key, world.consortium.second);
    expect(
      await rejection(world.as("secondAdministrator").addMember({ consent: second, duties: ["use"] })),
    ).toMatchObject(taken);
  });

  it("error: DutiesNotAllowed, with a consent that holds", async () => {
    const consent = await consentOf(world.m, own(), organisation);
    const error = await rejection(administrator().addMember({ consent, duties: ["supply"] }));
    expect(error).toBeInstanceOf(DutiesNotAllowed);
    expect(error).toMatchObject({ details: { duties: ["supply"] } });
    // It was not used up.
    expect(await administrator().addMember({ consent, duties: ["use"] })).toMatchObject({ entries: [] });
  });

  it("behavior: a service provider's member may release, approve and dispose, for whom it is appointed", async () => {
    const { provider } = world.consortium;
    const consent = await consentOf(world.m, own(), provider);
    const add = world.as("providerAdministrator").addMember({ consent, duties: ["release", "approve", "dispose"] });
    const { member } = await add;
    expect(await world.m.member(member)).toMatchObject({ duties: ["approve", "release", "dispose"] });
  });
});

describe("a member with a contract account", () => {
  /** A contract account, and what signs and sends for it: its owner, who is no member. */
  async function contractAccount() {
    const owner = accounts.stranger.connect(world.m.connection.provider);
    const wallet = (await world.connection.ethers.deployContract("Wallet", [
      owner.address,
    ])) as unknown as ContractWallet;
    const address = (await wallet.getAddress()) as Hex;
    /** Sends as the contract account what a verb would send. */
    const forward = async ({ to, data }: TransactionRequest) =>
      (await wallet.connect(owner as never).forward(to as string, data as string)).wait();
    const acting = () => world.m.as(new VoidSigner(address, world.m.connection.provider));
    return { owner, wallet, address, forward, acting };
  }

  it("default: its owner consents for it, and it acts (ERC-1271)", async () => {
    const { owner, address, forward, acting } = await contractAccount();
    const until = (await world.now()) + DAY;
    const consent = await world.m.as(owner).consent({ organisation, until, account: address });
    expect(consent.account).toBe(address);
    const { member } = await administrator().addMember({ consent, duties: ["use"] });
    expect(await world.m.member(address)).toMatchObject({ member, organisation, status: "active" });
    const code = await world.accepted();
    await forward(await acting().use.populate({ code, place: "ICU-3" }));
    const last = (await world.m.history(code)).entries.at(-1);
    expect(last).toMatchObject({ action: "use", state: "inUse", member, organisation });
    expect(await world.m.verify(code)).toMatchObject({ level: "anchored", problems: [] });
    // Its owner is nobody by that.
    expect(await rejection(world.m.as(owner).use({ code }))).toMatchObject({
      code: "UnknownAccount",
      details: { account: owner.address },
    });
  });

  it("error: ConsentInvalid where another signs for it", async () => {
    const { address } = await contractAccount();
    const until = (await world.now()) + DAY;
    const consent = await world.m.as(own()).consent({ organisation, until, account: address });
    const error = await rejection(administrator().addMember({ consent, duties: ["use"] }));
    expect(error).toBeInstanceOf(ConsentInvalid);
    expect(error).toMatchObject({ details: { account: address, organisation } });
  });

  it("error: ConsentInvalid for a contract that signs nothing", async () => {
    const account = world.deployment.lens;
    const until = (await world.now()) + DAY;
    const consent = await world.m.as(own()).consent({ organisation, until, account });
    const error = await rejection(administrator().addMember({ consent, duties: ["use"] }));
    expect(error).toBeInstanceOf(ConsentInvalid);
    expect(error).toMatchObject({ details: { account, organisation } });
  });

  it("behavior: takes a member's place, and may be an administrator", async () => {
    const { owner, address, forward, acting } = await contractAccount();
    const { hospital: admitted } = world.consortium;
    const until = (await world.now()) + DAY;
    const consent = await world.m.as(owner).consent({ organisation: admitted, until, account: address });
    await world.as("council").nameAdministrator({ organisation: admitted, consent });
    const joining = await consentOf(world.m, own(), admitted);
    await forward(await acting().addMember.populate({ consent: joining, duties: ["keep"] }));
    const { member } = (await world.m.member(joining.account)) ?? { member: 0 };
    expect(member).toBeGreaterThan(0);
    const lost = await contractAccount();
    const replacing = await world.m.as(lost.owner).consent({ organisation: admitted, until, account: lost.address });
    await administrator().replaceAccount({ member, consent: replacing });
    expect(await world.m.member(member)).toMatchObject({ account: lost.address.toLowerCase(), duties: ["keep"] });
    const code = await world.accepted();
    await lost.forward(await lost.acting().move.populate({ code, place: "Store" }));
    expect((await world.m.history(code)).entries.at(-1)).toMatchObject({ action: "move", member });
  });
});
