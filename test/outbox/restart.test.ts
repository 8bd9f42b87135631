import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, fileOutbox, type Medtrace, type SignedWrite } from "../../src/index.ts";
import { startAnvil } from "../support/anvil.ts";
import { accounts, createWorld, fresh, type World } from "../support/world.ts";

let anvil: Awaited<ReturnType<typeof startAnvil>>;
let world: World;
let folder: string;

beforeAll(async () => {
  world = await createWorld(
    fresh(async () => {
      anvil = await startAnvil();
      return anvil;
    }),
  );
  folder = await mkdtemp(join(tmpdir(), "medtrace-restart-"));
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(name: string): Promise<Medtrace> {
  return connect({
    rpc: anvil.url,
    deployment: world.deployment,
    pollingInterval: 20,
    timeout: 20_000,
    outbox: fileOutbox(join(folder, name)),
  });
}

const signedIn = async (name: string): Promise<SignedWrite[]> =>
  (await readFile(join(folder, name), "utf8").catch(() => ""))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const ask = (method: string, params: unknown[] = []) => world.connection.provider.request({ method, params });

describe("once, on a node that is started again", () => {
  it("behavior: what waited for a block is gone with the node: it is sent again as it was", async () => {
    const code = await world.accepted();
    const m = await open("waiting.jsonl");
    await ask("evm_setAutomine", [false]);
    const writing = m.as(accounts.nurse).use.once("a", { code });
    await expect.poll(async () => (await signedIn("waiting.jsonl")).length).toBe(1);
    const [kept] = await signedIn("waiting.jsonl");
    await expect.poll(() => ask("eth_getTransactionByHash", [kept?.hash])).not.toBeNull();
    await anvil.restart();
    // It mines at once again.
    expect(await writing).toMatchObject({ action: "use", transaction: kept?.hash });
    const { entries } = await m.history(code);
    expect(entries.filter(({ action }) => action === "use")).toHaveLength(1);
    expect(await signedIn("waiting.jsonl")).toHaveLength(1);
    m.close();
  });

  it("behavior: from an older state: what was mined since is mined again, the same", async () => {
    const code = await world.accepted();
    const older = join(folder, "older");
    await anvil.restart((state) => cp(state, older, { recursive: true }));
    const first = await open("older.jsonl");
    const hashes: string[] = [];
    for (const name of ["a", "b", "c"]) {
      hashes.push((await first.as(accounts.nurse).use.once(name, { code, place: name })).transaction);
    }
    first.close();
    await anvil.restart((state) => cp(older, state, { recursive: true, force: true }));
    const again = await open("older.jsonl");
    expect((await again.history(code)).entries.filter(({ action }) => action === "use")).toHaveLength(0);
    for (const name of ["a", "b", "c"]) await again.as(accounts.nurse).use.once(name, { code, place: name });
    const { entries } = await again.history(code);
    expect(entries.filter(({ action }) => action === "use").map(({ transaction }) => transaction)).toEqual(hashes);
    again.close();
  });
});
