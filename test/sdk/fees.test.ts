import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Signer, toQuantity, Wallet } from "ethers";
import { network } from "hardhat";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BulkCall } from "../../src/import/encode.ts";
import { estimateAll, recordAll } from "../../src/import/schedule.ts";
import { connect, fileOutbox, InsufficientFunds, type Medtrace, type Outbox } from "../../src/index.ts";
import { anvilNode, startAnvil } from "../support/anvil.ts";
import {
  accounts,
  consentOf,
  createWorld,
  fresh,
  hardhatNode,
  itemCode,
  type Node,
  rejection,
  type World,
} from "../support/world.ts";

const GWEI = 1_000_000_000;
const MUCH = 10n ** 18n;

/** Hardhat's node, where everybody pays. */
const paidHardhat: Node = fresh(async () => ({
  connection: await network.create({ override: { initialBaseFeePerGas: GWEI } }),
  stop: async () => {},
}));

/** A member with a new key, who keeps the hospital's goods. */
async function newKeeper({ as, m, consortium }: World): Promise<Signer & { readonly address: string }> {
  const key = Wallet.createRandom();
  const consent = await consentOf(m, key, consortium.hospital);
  await as("hospitalAdministrator").addMember({ consent, duties: ["keep"] });
  return key;
}

describe.each([
  ["Hardhat's node", hardhatNode],
  ["anvil", anvilNode],
] as const)("a local chain, %s", (_name, node) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(node);
  });
  afterAll(() => world?.close());

  const ask = (method: string, params: unknown[] = []) => world.connection.provider.request({ method, params });

  it("behavior: a new key without money signs a step", async () => {
    const [code, key] = [await world.accepted(), await newKeeper(world)];
    const keeper = world.m.as(key);
    await keeper.move.simulate({ code, place: "Ward 7" });
    expect(await keeper.move.estimate({ code, place: "Ward 7" })).toBeGreaterThan(21_000n);
    expect(await keeper.move({ code, place: "Ward 7" })).toMatchObject({ action: "move" });
    expect(await world.m.connection.provider.getBalance(key.address)).toBe(0n);
  });

  it("behavior: full blocks do not make it cost anything", async () => {
    const [code, key] = [await world.accepted(), await newKeeper(world)];
    const burner = `0x${"aa".repeat(20)}`;
    // The invalid instruction uses all gas that there is.
    await ask("hardhat_setCode", [burner, "0xfe"]);
    const council = accounts.council.connect(world.m.connection.provider);
    for (let blocks = 0; blocks < 2; blocks++) {
      await ask("evm_setAutomine", [false]);
      for (let sent = 0; sent < 3; sent++) {
        const fees = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
        await council.sendTransaction({ to: burner, gasLimit: 14_000_000n, ...fees });
      }
      await ask("evm_mine");
      await ask("evm_setAutomine", [true]);
    }
    await ask("evm_mine");
    expect((await world.m.connection.provider.getBlock("latest"))?.baseFeePerGas).toBe(0n);
    expect(await world.m.as(key).move({ code, place: "Ward 7" })).toMatchObject({ action: "move" });
  });
});

describe.each([
  ["Hardhat's node", paidHardhat],
  ["anvil", fresh(() => startAnvil(GWEI))],
] as const)("a chain with fees, %s", (_name, node) => {
  let world: World;
  let folder: string;
  let key: Signer & { readonly address: string };
  let code: string;
  let outbox: Outbox;
  let count = 0;
  const open: Medtrace[] = [];

  beforeAll(async () => {
    world = await createWorld(node);
    folder = await mkdtemp(join(tmpdir(), "medtrace-fees-"));
    key = await newKeeper(world);
  });
  afterAll(async () => {
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    code = await world.accepted();
    outbox = fileOutbox(join(folder, `${++count}.jsonl`));
  });
  afterEach(async () => {
    for (const m of open.splice(0)) m.close();
    await has(0n);
  });

  /** A connection to which some things are answered otherwise than by the node. */
  async function connected(answers: Record<string, () => unknown> = {}): Promise<Medtrace> {
    const { provider } = world.connection;
    const m = await connect({
      deployment: world.deployment,
      pollingInterval: 5,
      outbox,
      provider: { request: async (one) => (await answers[one.method]?.()) ?? provider.request(one) },
    });
    open.push(m);
    return m;
  }
  const keeper = async (answers?: Record<string, () => unknown>) => (await connected(answers)).as(key);
  /** Once, the account seems to have enough: only the node then says that it has not. */
  const deceived = () => {
    let asked = 0;
    return keeper({ eth_getBalance: () => (asked++ === 0 ? toQuantity(MUCH) : undefined) });
  };
  const has = (amount: bigint) =>
    world.connection.provider.request({ method: "hardhat_setBalance", params: [key.address, toQuantity(amount)] });
  const moves = async (): Promise<number> =>
    (await world.m.history(code)).entries.filter(({ action }) => action === "move").length;

  /** That it is refused for want of money. */
  async function short(writing: Promise<unknown>, balance = 0n): Promise<InsufficientFunds> {
    const error = await rejection(writing);
    expect(error).toBeInstanceOf(InsufficientFunds);
    const { details } = error as InsufficientFunds;
    expect(details).toEqual({ account: key.address, needed: expect.any(BigInt), balance });
    expect(details.needed).toBeGreaterThan(21_000n * BigInt(GWEI));
    return error as InsufficientFunds;
  }

  it("error: InsufficientFunds from simulate, estimate and send, alone and together", async () => {
    const { move, together } = await keeper();
    const parameters = { code, place: "Ward 7" };
    const steps = [{ verb: "move", parameters }] as const;
    const errors = [
      await short(move.simulate(parameters)),
      await short(move.estimate(parameters)),
      await short(move.send(parameters)),
      await short(move(parameters)),
    ];
    expect(new Set(errors.map(({ details }) => details.needed)).size).toBe(1);
    await short(together.simulate(steps));
    await short(together.estimate(steps));
    await short(together(steps));
    expect(await moves()).toBe(0);
  });

  it("error: InsufficientFunds for an account that has too little, which says how much", async () => {
    await has(1_000n);
    const { move } = await keeper();
    const { details } = await short(move.estimate({ code, place: "Ward 7" }), 1_000n);
    await has(details.needed - 1n);
    await short(move({ code, place: "Ward 7" }), details.needed - 1n);
    await has(details.needed);
    expect(await move({ code, place: "Ward 7" })).toMatchObject({ action: "move" });
  });

  it("behavior: with the money, all of them say yes", async () => {
    await has(MUCH);
    const { move } = await keeper();
    await move.simulate({ code, place: "Ward 7" });
    expect(await move.estimate({ code, place: "Ward 7" })).toBeGreaterThan(21_000n);
    expect(await move({ code, place: "Ward 7" })).toMatchObject({ action: "move" });
  });

  it("behavior: what the ledger refuses is told first", async () => {
    const { move } = await keeper();
    const parameters = { code: itemCode("NOWHERE"), place: "Ward 7" };
    for (const writing of [move.simulate, move.estimate, move]) {
      expect(await rejection(writing(parameters))).toMatchObject({ code: "UnknownSubject" });
    }
  });

  it("error: InsufficientFunds from the node", async () => {
    const error = await short((await deceived()).move({ code, place: "Ward 7" }));
    expect(error.cause).toBeInstanceOf(Error);
    expect(await moves()).toBe(0);
  });

  it.each([
    "insufficient funds for gas * price + value: balance 1, queued cost 2, tx cost 3, overshot 4",
    "Upfront cost exceeds account balance",
    "InsufficientFunds, Account balance: 1, cumulative cost: 2",
  ])("error: InsufficientFunds from another node, where what waits for a block leaves too little: %s", async (text) => {
    await has(MUCH);
    const { move } = await keeper({ eth_sendRawTransaction: () => Promise.reject(new Error(text)) });
    await short(move({ code, place: "Ward 7" }), MUCH);
    await short(move.once("a", { code, place: "Ward 7" }), MUCH);
  });

  it("error: InsufficientFunds from a write that is done once, of which nothing is signed", async () => {
    await short((await keeper()).move.once("a", { code, place: "Ward 7" }));
    expect(await outbox.list()).toEqual([]);
    await has(MUCH);
    expect(await (await keeper()).move.once("a", { code, place: "Ward 7" })).toMatchObject({ action: "move" });
    expect(await moves()).toBe(1);
  });

  it("behavior: what was signed and not taken is sent as it was, once there is money", async () => {
    await short((await deceived()).move.once("a", { code, place: "Ward 7" }));
    const [signed] = await outbox.list();
    await short((await keeper()).move.once("a", { code, place: "Ward 7" }));
    await has(MUCH);
    const { transaction } = await (await keeper()).move.once("a", { code, place: "Ward 7" });
    expect(transaction).toBe(signed?.hash);
    expect(await moves()).toBe(1);
  });

  it("error: InsufficientFunds from many at once, recorded or only asked for", async () => {
    const m = await connected();
    const actor = { connection: m.connection, signer: key.connect(m.connection.provider) };
    const calls: readonly BulkCall[] = ["Ward 1", "Ward 2"].map((place) => ({
      keys: [code],
      encode: async () => (await m.as(key).move.populate({ code, place })).data as string,
    }));
    await short(estimateAll(actor, calls));
    await short(recordAll(actor, calls, outbox));
    expect([await outbox.list(), await moves()]).toEqual([[], 0]);
    await has(MUCH);
    expect(await estimateAll(actor, calls)).toMatchObject({ refused: [] });
    expect(await recordAll(actor, calls, outbox)).toMatchObject({ recorded: 2, refused: [] });
  });
});
