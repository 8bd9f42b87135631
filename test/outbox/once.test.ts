import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rule } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";
import type { BulkCall } from "../../src/import/encode.ts";
import { recordAll } from "../../src/import/schedule.ts";
import { connect, fileOutbox, InvalidInput, type Medtrace, type Outbox, type SignedWrite } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { anvilNode } from "../support/anvil.ts";
import { accounts, createWorld, hardhatNode, itemCode, rejection, type World } from "../support/world.ts";

let folder: string;
let path: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medtrace-outbox-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  path = join(folder, `${++count}`, "outbox.jsonl");
});

type RpcRequest = { readonly method: string; readonly params?: readonly unknown[] | object };

describe.each([
  ["Hardhat's node", hardhatNode, { drop: "hardhat_dropTransaction" }],
  ["anvil", anvilNode, { drop: "anvil_dropTransaction" }],
] as const)("once, on %s", (_name, node, { drop }) => {
  let world: World;
  const open: Medtrace[] = [];

  beforeAll(async () => {
    world = await createWorld(node);
  });
  afterAll(async () => {
    for (const m of open) m.close();
    await world?.close();
  });

  const ask = (method: string, params: unknown[] = []) => world.connection.provider.request({ method, params });

  /** A connection with an outbox, as each run of a script opens one; `answer` stands between it and the node. */
  async function run(
    answer: (request: RpcRequest, truth: () => Promise<unknown>) => Promise<unknown> = (_, truth) => truth(),
    outbox: Outbox = fileOutbox(path),
  ) {
    const { provider } = world.connection;
    const m = await connect({
      deployment: world.deployment,
      pollingInterval: 5,
      timeout: 1_500,
      outbox,
      provider: { request: (one) => answer(one, () => provider.request(one as never)) },
    });
    open.push(m);
    return m.as(accounts.nurse);
  }

  const lost = () => Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" }));
  const uses = async (code: string) => (await world.m.history(code)).entries.filter(({ action }) => action === "use");
  const signed = async (): Promise<SignedWrite[]> =>
    (await readFile(path, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("default: done again under its name, it gives the same result", async () => {
    const code = await world.accepted();
    const first = await (await run()).use.once("a", { code, place: "ICU-3" });
    const again = await (await run()).use.once("a", { code, place: "ICU-3" });
    expect(again).toEqual(first);
    expect(first).toMatchObject({ action: "use", state: "inUse" });
    expect(await uses(code)).toHaveLength(1);
    expect((await stat(path)).mode & 0o077).toBe(0);
    await (await run()).use.once("b", { code });
    expect(await uses(code)).toHaveLength(2);
  });

  it("behavior: what subjects it is about is known again too", async () => {
    const requisition = await world.ordered();
    const [code, buyer] = [itemCode("ONCE-1", undefined), accounts.inspector];
    await world.as("seller").enrol({ code });
    await world.as("seller").ship({ requisition, code });
    const accept = async () => {
      const m = await connect({
        deployment: world.deployment,
        provider: world.connection.provider as never,
        pollingInterval: 5,
        outbox: fileOutbox(path),
      });
      open.push(m);
      return m.as(buyer).accept.once("accept", { requisition, code });
    };
    const first = await accept();
    expect(first.entries.map(({ kind }) => kind)).toEqual(["requisition", "asset"]);
    expect(await accept()).toEqual(first);
  });

  it("behavior: many at once in one process, each once", async () => {
    const code = await world.accepted();
    const nurse = await run();
    const names = Array.from({ length: 12 }, (_, at) => `${at % 6}`);
    const results = await Promise.all(names.map((name) => nurse.use.once(name, { code, place: `Room ${name}` })));
    expect(await uses(code)).toHaveLength(6);
    expect(new Set(results.map(({ transaction }) => transaction)).size).toBe(6);
  });

  it("behavior: kept, and never sent: it is sent", async () => {
    const code = await world.accepted();
    const cut = await run(({ method }, truth) => (method === "eth_sendRawTransaction" ? lost() : truth()));
    expect(await rejection(cut.use.once("a", { code }))).toMatchObject({ code: "OutcomeUnknown" });
    expect(await uses(code)).toHaveLength(0);
    const [kept] = await signed();
    const { transaction } = await (await run()).use.once("a", { code });
    expect(transaction).toBe(kept?.hash);
    expect(await uses(code)).toHaveLength(1);
  });

  it("behavior: sent, and the answer was lost: it is found", async () => {
    const code = await world.accepted();
    const cut = await run(async ({ method }, truth) => {
      const answered = await truth();
      return method === "eth_sendRawTransaction" ? lost() : answered;
    });
    expect(await cut.use.once("a", { code })).toMatchObject({ action: "use" });
    expect(await uses(code)).toHaveLength(1);
  });

  it("behavior: dropped by the node: it is sent again as it was", async () => {
    const code = await world.accepted();
    await ask("evm_setAutomine", [false]);
    let gone: unknown;
    const forgetful = await run(async ({ method }, truth) => {
      const answered = await truth();
      if (method === "eth_sendRawTransaction" && gone === undefined) {
        await ask(drop, [answered]);
        gone = await ask("eth_getTransactionByHash", [answered]);
      }
      return answered;
    });
    const sending = forgetful.use.once("a", { code });
    await expect.poll(async () => (await signed().catch(() => [])).length).toBe(1);
    const [kept] = await signed();
    await expect.poll(() => ask("eth_getTransactionByHash", [kept?.hash]), { timeout: 5_000 }).not.toBeNull();
    await ask("evm_mine");
    await ask("evm_setAutomine", [true]);
    expect(await sending).toMatchObject({ transaction: kept?.hash });
    expect(gone).toBeNull();
    expect(await uses(code)).toHaveLength(1);
  });

  it("behavior: another was mined at its nonce: it is signed anew", async () => {
    const code = await world.accepted();
    const cut = await run(({ method }, truth) => (method === "eth_sendRawTransaction" ? lost() : truth()));
    await rejection(cut.use.once("a", { code }));
    await world.as("nurse").reportFault({ code: await world.accepted() });
    const { transaction } = await (await run()).use.once("a", { code });
    const [first, second] = await signed();
    expect(transaction).toBe(second?.hash);
    expect(second?.nonce).toBe((first?.nonce ?? 0) + 1);
    expect(await uses(code)).toHaveLength(1);
    expect(await (await run()).use.once("a", { code })).toMatchObject({ transaction });
  });

  it("behavior: a receipt that comes late is no sign that another has the nonce", async () => {
    const code = await world.accepted();
    let asked = 0;
    const late = await run(({ method }, truth) =>
      method === "eth_getTransactionReceipt" && ++asked < 5 ? Promise.resolve(null) : truth(),
    );
    await late.use.once("a", { code });
    expect(asked).toBe(5);
    // Of what a node keeps no receipt any more, nobody can tell what it recorded: nothing is signed.
    const none = await run(({ method }, truth) =>
      method === "eth_getTransactionReceipt" ? Promise.resolve(null) : truth(),
    );
    expect(await rejection(none.use.once("a", { code }))).toMatchObject({ code: "OutcomeUnknown" });
    expect([(await uses(code)).length, (await signed()).length]).toEqual([1, 1]);
  });

  it("behavior: what was signed elsewhere since never comes back, and nothing waits for its nonce", async () => {
    const codes = [await world.accepted(), await world.accepted(), await world.accepted()];
    const outbox = fileOutbox(path);
    const nurse = async () =>
      connect({
        deployment: world.deployment,
        provider: world.connection.provider as never,
        pollingInterval: 5,
        timeout: 8_000,
        outbox,
      });
    const all = (m: Medtrace, refused?: string): BulkCall[] =>
      codes.map((code) => ({
        keys: [code],
        encode: async () => {
          if (code === refused) throw new InvalidInput("code", code, rule(must.unknown));
          return (await m.as(accounts.nurse).use.populate({ code, place: "Ward 1" })).data as string;
        },
      }));
    const m = await nurse();
    const actor = { connection: m.connection, signer: accounts.nurse.connect(m.connection.provider) };
    const cut = {
      ...actor,
      connection: {
        ...m.connection,
        send: (method: string, params: readonly unknown[]) =>
          method === "eth_sendRawTransaction" ? Promise.reject(new Error("busy")) : m.connection.send(method, params),
      },
    };
    expect(await rejection(recordAll(cut, all(m), outbox))).toMatchObject({ code: "RequestFailed" });
    const other = await world.accepted();
    const snapshot = await ask("evm_snapshot");
    // Another takes its nonce; then one of the three is refused, and the others are signed in another batch.
    const plain = await connect({ deployment: world.deployment, provider: world.connection.provider as never });
    await plain.as(accounts.nurse).reportFault({ code: other });
    plain.close();
    const second = await recordAll(actor, all(m, codes[1]), outbox);
    expect([second.recorded, second.refused.length]).toEqual([2, 1]);
    await ask("evm_revert", [snapshot]);
    const third = await recordAll(actor, all(m), outbox);
    expect([third.recorded, third.refused.length]).toEqual([3, 0]);
    for (const code of codes) expect(await uses(code)).toHaveLength(1);
    m.close();
  });

  it("error: NodeContradictsItself, where it refuses many together that it would take one after the other, and does not stand by it", async () => {
    const codes = [await world.accepted(), await world.accepted()];
    const { provider } = world.connection;
    let asked = 0;
    const m = await connect({
      deployment: world.deployment,
      pollingInterval: 5,
      outbox: fileOutbox(path),
      provider: {
        request: async (one: RpcRequest) => {
          const [call] = (one.method === "eth_call" ? one.params : []) as [{ readonly data?: string }?];
          const isMany = call?.data?.startsWith(ledgerInterface.getFunction("multicall").selector) === true;
          // Refused, and then each time it is asked again, taken; and asked anew, refused.
          if (!isMany || (++asked > 1 && asked % 2 === 1)) return provider.request(one as never);
          throw Object.assign(new Error("execution reverted"), {
            code: 3,
            data: ledgerInterface.encodeErrorResult("LedgerPaused", []),
          });
        },
      },
    });
    open.push(m);
    const calls = codes.map((code) => ({
      keys: [code],
      encode: async () => (await m.as(accounts.nurse).use.populate({ code })).data as string,
    }));
    const actor = { connection: m.connection, signer: accounts.nurse.connect(m.connection.provider) };
    expect(await rejection(recordAll(actor, calls, fileOutbox(path)))).toMatchObject({
      code: "NodeContradictsItself",
      details: { rpc: "the given provider", attempts: 10 },
    });
    for (const code of codes) expect(await uses(code)).toHaveLength(0);
  });

  it("behavior: a node that lost its last blocks gets them again, in their order", async () => {
    const code = await world.accepted();
    const snapshot = await ask("evm_snapshot");
    const before = await run();
    const names = ["a", "b", "c"];
    const hashes: string[] = [];
    for (const name of names) hashes.push((await before.use.once(name, { code, place: name })).transaction);
    await ask("evm_revert", [snapshot]);
    expect(await uses(code)).toHaveLength(0);
    // The last one first: those before must be there for it.
    const after = await run();
    expect((await after.use.once("c", { code, place: "c" })).transaction).toBe(hashes[2]);
    for (const name of names) await after.use.once(name, { code, place: name });
    expect((await uses(code)).map(({ transaction }) => transaction)).toEqual(hashes);
  });

  it("behavior: what the ledger refuses is told, and can be tried again", async () => {
    const code = itemCode("LATER");
    expect(await rejection((await run()).use.once("a", { code }))).toMatchObject({ code: "UnknownSubject" });
    await world.accepted("LATER");
    expect(await (await run()).use.once("a", { code })).toMatchObject({ action: "use" });
  });

  it("behavior: what its block refused recorded nothing, and can be tried again", async () => {
    const code = await world.accepted();
    const nurse = await run();
    await ask("evm_setAutomine", [false]);
    const sending = nurse.use.once("a", { code });
    await expect.poll(async () => (await signed().catch(() => [])).length).toBe(1);
    const [kept] = await signed();
    await expect.poll(() => ask("eth_getTransactionByHash", [kept?.hash])).not.toBeNull();
    // What has a higher fee comes first in the block.
    const fees = { maxFeePerGas: 90_000_000_000n, maxPriorityFeePerGas: 50_000_000_000n };
    const call = await world.as("keeper").requestScrap.populate({ code });
    const keeper = accounts.keeper.connect(world.m.connection.provider);
    await keeper.sendTransaction({ ...call, ...fees, gasLimit: 500_000n });
    await ask("evm_mine");
    await ask("evm_setAutomine", [true]);
    expect(await rejection(sending)).toMatchObject({ code: "WrongState" });
    await world.as("approver").rejectScrap({ code });
    expect(await (await run()).use.once("a", { code })).toMatchObject({ action: "use" });
    expect(await uses(code)).toHaveLength(1);
  });

  it("behavior: several steps in one transaction, all or none", async () => {
    const codes = [await world.accepted(), await world.accepted()];
    const steps = codes.map((code) => ({ verb: "use", parameters: { code, place: "ICU-3" } }) as const);
    const { entries } = await (await run()).together.once("both", steps);
    expect(entries.map(({ action }) => action)).toEqual(["use", "use"]);
    const none = [...steps, { verb: "use", parameters: { code: itemCode("NONE") } }] as const;
    expect(await rejection((await run()).together(none))).toMatchObject({ code: "UnknownSubject" });
    expect(await uses(codes[0] as string)).toHaveLength(1);
    expect(await rejection((await run()).together([]))).toMatchObject({ code: "InvalidInput" });
    const unknown = [{ verb: "toString", parameters: {} }] as never;
    expect(await rejection((await run()).together(unknown))).toMatchObject({
      code: "InvalidInput",
      details: { field: "steps[0].verb" },
    });
  });
});

describe("an outbox", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.close());

  async function open(outbox?: Outbox): Promise<Medtrace> {
    const { provider } = world.connection;
    return connect({ deployment: world.deployment, provider: provider as never, pollingInterval: 5, outbox });
  }

  it("error: InvalidInput without one, and for a name that is none", async () => {
    const code = await world.accepted();
    expect(await rejection((await open()).as(accounts.nurse).use.once("a", { code }))).toMatchObject({
      code: "InvalidInput",
      details: { field: "outbox" },
    });
    for (const name of ["", "x".repeat(201), 5 as never]) {
      const writing = (await open(fileOutbox(path))).as(accounts.nurse).use.once(name, { code });
      expect(await rejection(writing)).toMatchObject({ code: "InvalidInput", details: { field: "name" } });
    }
  });

  it("error: SignedForAnother chain, or account", async () => {
    const code = await world.accepted();
    const m = await open(fileOutbox(path));
    await m.as(accounts.nurse).use.once("a", { code });
    expect(await rejection(m.as(accounts.keeper).move.once("a", { code, place: "Ward 7" }))).toMatchObject({
      code: "SignedForAnother",
      details: { name: "a", field: "account", expected: accounts.keeper.address.toLowerCase() },
    });
    const text = await readFile(path, "utf8");
    const genesis = `0x${"5e".repeat(32)}`;
    await writeFile(path, text.replaceAll(world.deployment.genesis, genesis));
    const other = await open(fileOutbox(path));
    expect(await rejection(other.as(accounts.nurse).use.once("a", { code }))).toMatchObject({
      code: "SignedForAnother",
      details: { field: "chain", expected: world.deployment.genesis, actual: genesis },
    });
  });

  it("behavior: a last line that was cut off was never sent", async () => {
    const code = await world.accepted();
    await (await open(fileOutbox(path))).as(accounts.nurse).use.once("a", { code });
    const whole = await readFile(path, "utf8");
    await appendFile(path, whole.slice(0, -20).replace('"name":"a"', '"name":"b"'));
    await (await open(fileOutbox(path))).as(accounts.nurse).use.once("c", { code });
    const outbox = fileOutbox(path);
    expect((await outbox.list()).map(({ name }) => name)).toEqual(["a", "c"]);
    expect(await outbox.get("b")).toBeUndefined();
  });

  it("error: OutboxUnusable for a file that is none, and one that cannot be read", async () => {
    await (await open(fileOutbox(path))).as(accounts.nurse).use.once("a", { code: await world.accepted() });
    const whole = await readFile(path, "utf8");
    for (const line of [
      "text",
      "{}",
      "null",
      '{"name":"a"}',
      whole.trimEnd().replace('"nonce":', '"nonce":"x","n":'),
    ]) {
      await writeFile(path, `${whole}${line}\n`);
      expect(await rejection(fileOutbox(path).get("a"))).toMatchObject({
        code: "OutboxUnusable",
        details: { path, reason: "line 2 is no signed transaction" },
      });
    }
    expect(await rejection(fileOutbox(folder).list())).toMatchObject({
      code: "OutboxUnusable",
      details: { reason: "EISDIR" },
    });
  });
});
