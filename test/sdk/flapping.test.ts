import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keccak256, ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logsOf } from "../../src/actions/logs.ts";
import { priced, transactionOf } from "../../src/connection/sending.ts";
import { recordAll } from "../../src/import/schedule.ts";
import { connect, fileOutbox, type Hex, itemId, type Medtrace, parseCode } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { accounts, createWorld, GTIN, itemCode, rejection, type World } from "../support/world.ts";

type RpcRequest = { readonly method: string; readonly params?: readonly unknown[] | object };
type Block = { readonly hash: string; readonly transactions: readonly { readonly hash: string }[] };

const readSlots = ledgerInterface.getFunction("readSlots");

let world: World;
let folder: string;
const open: Medtrace[] = [];

beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), "medtrace-flapping-"));
});
afterAll(async () => {
  for (const m of open) m.close();
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A connection to a node that stands between it and the truth; with an outbox of its own. */
async function flapping(
  name: string,
  answer: (one: RpcRequest, truth: () => Promise<unknown>) => Promise<unknown>,
  timeout = 8_000,
) {
  const { provider } = world.connection;
  const outbox = fileOutbox(join(folder, name));
  const m = await connect({
    deployment: world.deployment,
    pollingInterval: 5,
    timeout,
    outbox,
    provider: { request: (one: RpcRequest) => answer(one, () => provider.request(one as never)) } as never,
  });
  open.push(m);
  return { m, outbox };
}

/** Says of every transaction that another one was mined in its place. */
const replacing = async ({ method, params }: RpcRequest, truth: () => Promise<unknown>): Promise<unknown> => {
  if (method === "eth_getTransactionReceipt") return null;
  const answer = await truth();
  if (method !== "eth_getBlockByNumber" || (params as unknown[])[1] !== true) return answer;
  const { transactions, ...block } = answer as Block;
  return { ...block, transactions: transactions.map((one) => ({ ...one, hash: `0x${"ee".repeat(32)}` })) };
};

/** Many calls, or one: the keeper moves an item. */
const moving = (m: Medtrace, code: string) => {
  const actor = { connection: m.connection, signer: accounts.keeper.connect(m.connection.provider) };
  const encode = async () => (await m.as(accounts.keeper).move.populate({ code, place: "Ward 9" })).data as string;
  return { actor, encode, calls: [{ keys: [code], encode }] };
};

describe("a node that says one thing and then another", () => {
  it("error: NodeContradictsItself when all that is signed under a name is said to be replaced", async () => {
    const code = await world.accepted();
    const { m, outbox } = await flapping("once", replacing);
    expect(await rejection(m.as(accounts.nurse).use.once("a", { code }))).toMatchObject({
      code: "NodeContradictsItself",
      details: { attempts: 5 },
    });
    expect(await outbox.list()).toHaveLength(5);
  });

  it("error: NodeContradictsItself when all transactions of many calls are said to be replaced", async () => {
    const code = await world.accepted();
    const { m, outbox } = await flapping("many", replacing);
    const { actor, calls } = moving(m, code);
    expect(await rejection(recordAll(actor, calls, outbox))).toMatchObject({
      code: "NodeContradictsItself",
      details: { attempts: 10 },
    });
  });

  it("error: NodeContradictsItself when what it says was mined is gone each time, and another is in its place", async () => {
    const code = await world.accepted();
    const seen = new Set<string>();
    let moves = 0;
    const { m, outbox } = await flapping("lost", async (one, truth) => {
      const answer = await truth();
      if (one.method !== "eth_getTransactionReceipt") return replacing(one, async () => answer);
      const [hash] = one.params as readonly string[];
      if (answer === null || seen.has(hash as string)) return null;
      seen.add(hash as string);
      moves++;
      return answer;
    });
    const { actor, calls } = moving(m, code);
    expect(await rejection(recordAll(actor, calls, outbox))).toMatchObject({
      code: "NodeContradictsItself",
      details: { attempts: 10 },
    });
    expect(moves).toBe(10);
  });

  it("error: RefusedWhenMined, of a row that it would take, and whose blocks refuse it, each time", async () => {
    const { m, outbox } = await flapping("yes", async (one, truth) => {
      const [first] = one.params as readonly [{ readonly data?: string }];
      if (one.method === "eth_call" && !first.data?.startsWith(readSlots.selector)) return "0x";
      if (one.method !== "eth_sendRawTransaction") return truth();
      // This node tells a refusal with the transaction; others take it, and mine it in vain.
      return truth().catch(() => keccak256(String(first)));
    });
    const { actor, calls } = moving(m, itemCode("NONE"));
    const { recorded, refused } = await recordAll(actor, calls, outbox);
    expect([recorded, refused]).toMatchObject([0, [{ index: 0, error: { code: "RefusedWhenMined" } }]]);
    expect((await outbox.list()).filter(({ dead }) => dead !== true)).toHaveLength(3);
  });

  it("behavior: what others replaced in truth, however many, is signed anew", async () => {
    const code = await world.accepted();
    const { m, outbox } = await flapping("replaced", (_, truth) => truth());
    const { actor, encode } = moving(m, code);
    const calls = Array.from({ length: 12 }, () => ({ keys: [code], encode }));
    const nonce = await m.connection.provider.getTransactionCount(accounts.keeper.address);
    const transaction = {
      ...(await priced(actor.connection, await transactionOf(actor, { data: await encode() }))),
      nonce,
    };
    for (const index of calls.keys()) {
      const raw = (await actor.signer.signTransaction({
        ...transaction,
        gasLimit: transaction.gasLimit + BigInt(index),
      })) as Hex;
      const { genesis } = world.deployment;
      const account = accounts.keeper.address.toLowerCase() as Hex;
      await outbox.put({ name: String(index), genesis, account, nonce, hash: keccak256(raw) as Hex, raw });
    }
    await world.as("keeper").move({ code, place: "Ward 1" });
    expect(await recordAll(actor, calls, outbox)).toMatchObject({ recorded: 12, refused: [], transactions: 1 });
  });

  it("error: NonceRefused when it refuses each nonce that it says is the next", async () => {
    const code = await world.accepted();
    let sent = 0;
    const refusing = async ({ method }: RpcRequest, truth: () => Promise<unknown>) => {
      if (method !== "eth_sendRawTransaction") return truth();
      sent++;
      throw new Error("nonce too low");
    };
    const { m, outbox } = await flapping("nonces", refusing);
    const keeper = m.as(accounts.keeper);
    for (const write of [keeper.move({ code, place: "A" }), keeper.move.once("a", { code, place: "A" })]) {
      expect(await rejection(write)).toMatchObject({
        code: "NonceRefused",
        details: { account: expect.stringMatching(new RegExp(accounts.keeper.address, "i")), attempts: 3 },
      });
    }
    const { actor, calls } = moving(m, code);
    expect(await rejection(recordAll(actor, calls, fileOutbox(join(folder, "nonces in bulk"))))).toMatchObject({
      code: "NonceRefused",
    });
    expect([sent, (await outbox.list()).length]).toEqual([9, 3]);
  });

  it("error: OutcomeUnknown when it has a transaction and has it not, and another in its place and not, until the end", async () => {
    const code = await world.accepted();
    let asked = 0;
    const { m } = await flapping(
      "receipts",
      async (one, truth) => {
        if (one.method === "eth_getTransactionReceipt") return null;
        const isCount = one.method === "eth_getTransactionCount" && (one.params as readonly unknown[])[1] === "latest";
        return isCount && ++asked % 2 === 0 ? "0x0" : truth();
      },
      300,
    );
    expect(await rejection(m.as(accounts.nurse).use({ code }))).toMatchObject({ code: "OutcomeUnknown" });
    expect(await rejection(m.as(accounts.nurse).use.once("a", { code }))).toMatchObject({ code: "OutcomeUnknown" });
    expect(asked).toBeGreaterThan(4);
  });

  it("error: OutcomeUnknown when it forgets very many transactions: it gets no others in their place", async () => {
    const code = await world.accepted();
    let raws = 0;
    const { m } = await flapping(
      "behind",
      async ({ method, params }, truth) => {
        if (method === "eth_sendRawTransaction" && raws++ > 0) throw new Error("must not be sent");
        // It was at a nonce far beyond when it was asked first, and has nothing afterwards.
        if (method === "eth_getTransactionCount") return raws === 0 ? "0x400" : "0x0";
        if (method === "eth_sendRawTransaction") return keccak256((params as readonly string[])[0] as string);
        return method === "eth_getTransactionReceipt" ? null : truth();
      },
      300,
    );
    expect(await rejection(m.as(accounts.nurse).use.once("a", { code }))).toMatchObject({
      code: "OutcomeUnknown",
      cause: { code: "NodeContradictsItself", details: { attempts: 1_024 } },
    });
    expect(raws).toBe(1);
  });

  it("error: RequestFailed when it refuses every range of blocks, and not after asking for each of them", async () => {
    let asked = 0;
    const { connection } = world.m;
    const getLogs = async ({ fromBlock, toBlock }: { readonly fromBlock: number; readonly toBlock: number }) => {
      if (fromBlock === toBlock) return [];
      asked++;
      throw new Error("range is too long");
    };
    const refusing = { ...connection, provider: { getLogs } as unknown as typeof connection.provider };
    expect(await rejection(logsOf(refusing, [`0x${"11".repeat(32)}`], { block: 100_000 }))).toMatchObject({
      code: "RequestFailed",
    });
    expect(asked).toBe(10_001);
  });

  /** What is read of one subject, or said of it, and would be unknown or refused where the ledger had nothing. */
  const readers: readonly (readonly [string, (m: Medtrace, code: string) => Promise<unknown>])[] = [
    ["history", (m, code) => m.history(code)],
    ["trace", (m, code) => m.trace(code)],
    ["show", (m, code) => m.show(code)],
    ["check", async (m, code) => expect(await m.check(code)).toMatchObject({ usable: false, state: "stored" })],
    ["product", (m) => m.product(GTIN)],
    ["recallImpact", (m, code) => m.recallImpact(code)],
    ["heads", async (m, code) => expect(Object.keys((await m.heads([itemId(parseCode(code))])).heads)).toHaveLength(1)],
    [
      "renew",
      (m) => m.as(accounts.officer).renew.simulate({ product: GTIN, registeredUntil: 4_000_000_000, manufacturer: 2 }),
    ],
  ];

  /** A node whose newest block is another one so many times, in which the ledger has nothing. */
  async function forking(name: string, times: number) {
    let forks = 0;
    let isOther = false;
    const { m } = await flapping(name, async (one, truth) => {
      const [first] = one.params as readonly unknown[];
      if (one.method === "eth_getBlockByNumber" && first === "latest") {
        isOther = forks < times;
        if (isOther) return { ...((await truth()) as Block), hash: `0x${`${++forks}`.padStart(64, "d")}` };
      }
      const { data = "" } = (one.method === "eth_call" ? first : {}) as { readonly data?: string };
      if (!isOther || !data.startsWith(readSlots.selector)) return truth();
      const [keys] = ledgerInterface.decodeFunctionData(readSlots, data);
      return ledgerInterface.encodeFunctionResult(readSlots, [keys.map(() => ZeroHash)]);
    });
    return { m, forks: () => forks };
  }

  it.each(readers)("behavior: %s, in a block that left the chain, is read in the next one", async (name, read) => {
    const code = await world.accepted();
    await world.as("warden").recall({ target: code, level: "third", instruction: "inspect" });
    const { m, forks } = await forking(name, 1);
    // Opening a connection asks for no newest block.
    await read(m, code);
    expect(forks()).toBe(1);
  });

  it.each(readers)(
    "error: ChainReorganised for %s, when the blocks leave the chain again and again",
    async (name, read) => {
      const { m } = await forking(`${name} again`, Number.POSITIVE_INFINITY);
      expect(await rejection(read(m, await world.accepted()))).toMatchObject({
        code: "ChainReorganised",
        details: { attempts: 3 },
      });
    },
  );

  it("error: ChainReorganised for heads at a block that is not the chain's any more", async () => {
    const { asOf } = await world.m.heads([]);
    expect(await rejection(world.m.heads([], { ...asOf, hash: `0x${"dd".repeat(32)}` }))).toMatchObject({
      code: "ChainReorganised",
      details: { attempts: 1 },
    });
  });
});
