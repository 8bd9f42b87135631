import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logsOf } from "../../src/actions/logs.ts";
import { recordAll } from "../../src/import/schedule.ts";
import { connect, fileOutbox, type Medtrace } from "../../src/index.ts";
import { accounts, createWorld, rejection, type World } from "../support/world.ts";

type RpcRequest = { readonly method: string; readonly params?: readonly unknown[] | object };
type Block = { readonly hash: string; readonly transactions: readonly { readonly hash: string }[] };

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
async function flapping(name: string, answer: (one: RpcRequest, truth: () => Promise<unknown>) => Promise<unknown>) {
  const { provider } = world.connection;
  const outbox = fileOutbox(join(folder, name));
  const m = await connect({
    deployment: world.deployment,
    pollingInterval: 5,
    timeout: 8_000,
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
    const actor = { connection: m.connection, signer: accounts.keeper.connect(m.connection.provider) };
    const encode = async () => (await m.as(accounts.keeper).move.populate({ code, place: "Ward 9" })).data as string;
    expect(await rejection(recordAll(actor, [{ keys: [code], encode }], outbox))).toMatchObject({
      code: "NodeContradictsItself",
      details: { attempts: 10 },
    });
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

  it("behavior: what was looked for in a block that left the chain is not unknown", async () => {
    const code = await world.accepted();
    let left = 0;
    const { m } = await flapping("gone", async (one, truth) => {
      const answer = await truth();
      // The first block that is asked for was another one: the ledger had nothing there, and it is the chain's no more.
      if (one.method === "eth_getBlockByNumber" && left === 1) {
        left = 2;
        return { ...(answer as Block), hash: `0x${"dd".repeat(32)}` };
      }
      if (one.method === "eth_call" && left === 2) {
        left = 3;
        return `0x${"20".padStart(64, "0")}${"4".padStart(64, "0")}${"0".repeat(256)}`;
      }
      return answer;
    });
    left = 1;
    expect((await m.history(code)).entries.map(({ action }) => action)).toEqual(["enrol", "ship", "accept"]);
    expect(left).toBe(3);
  });
});
