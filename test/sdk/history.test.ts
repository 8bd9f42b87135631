import type { Log } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { itemId } from "../../src/history/ids.ts";
import { connect } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { readLogs } from "../../src/ledger/events.ts";
import { createWorld, itemCode, rejection, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A connection through a provider that changes some answers. */
async function through(change: (method: string, result: unknown) => unknown) {
  const { provider } = world.connection;
  return connect({
    deployment: world.deployment,
    provider: { request: async (request) => change(request.method, await provider.request(request)) },
  });
}

describe("history", () => {
  it("default: by code or by id, oldest first", async () => {
    const code = await world.accepted();
    const byCode = await world.m.history(code);
    expect(byCode.entries.map(({ action }) => action)).toEqual(["enrol", "ship", "accept"]);
    expect(await world.m.history(itemId(parseCode(code)))).toEqual(byCode);
  });

  it("behavior: asks for as many blocks as it has entries, however long the chain", async () => {
    const code = await world.accepted();
    await world.connection.provider.request({ method: "hardhat_mine", params: ["0x2710"] });
    await world.as("nurse").use({ code });
    let asked = 0;
    const m = await through((method, result) => {
      if (method === "eth_getLogs") asked++;
      return result;
    });
    expect((await m.history(code)).entries).toHaveLength(4);
    expect(asked).toBe(4);
    m.close();
  });

  it("behavior: several entries in one block are read whole and in order", async () => {
    const code = await world.accepted();
    const { provider } = world.connection;
    await provider.request({ method: "evm_setAutomine", params: [false] });
    try {
      const sent = [];
      for (const place of ["One", "Two", "Three"]) sent.push(await world.as("nurse").use.send({ code, place }));
      await provider.request({ method: "evm_mine", params: [] });
      const mined = await Promise.all(sent.map((one) => one.wait()));
      expect(new Set(mined.map(({ block }) => block)).size).toBe(1);
    } finally {
      await provider.request({ method: "evm_setAutomine", params: [true] });
    }
    expect((await world.m.history(code)).entries).toHaveLength(6);
    expect(await world.m.verify(code)).toMatchObject({ level: "anchored", problems: [] });
  });

  it("behavior: starts again when a reorganisation shows", async () => {
    const code = await world.accepted();
    let hidden = 0;
    const m = await through((method, result) => {
      if (method !== "eth_getLogs" || hidden > 0) return result;
      hidden++;
      return [];
    });
    expect((await m.history(code)).entries).toHaveLength(3);
    expect(hidden).toBe(1);
    m.close();
  });

  it.each(["is gone", "is another"])(
    "behavior: a trace starts again when the block it was read at %s",
    async (what) => {
      const code = await world.accepted();
      let asked = Number.NEGATIVE_INFINITY;
      const m = await through((method, result) => {
        if (method !== "eth_getBlockByNumber" || ++asked !== 2) return result;
        return what === "is gone" ? null : { ...(result as object), hash: `0x${"ab".repeat(32)}` };
      });
      asked = 0;
      expect((await m.trace(code)).histories).toHaveLength(3);
      // The newest, and whether it still stands; twice.
      expect(asked).toBe(4);
      m.close();
    },
  );

  it("error: ChainReorganised when logs are missing again and again", async () => {
    const code = await world.accepted();
    const m = await through((method, result) => (method === "eth_getLogs" ? [] : result));
    expect(await rejection(m.history(code))).toMatchObject({
      code: "ChainReorganised",
      details: { subject: itemId(parseCode(code)), attempts: 3 },
    });
    m.close();
  });

  it("error: ChainReorganised when a node tampers with a log", async () => {
    const code = await world.accepted();
    const m = await through((method, result) => {
      if (method !== "eth_getLogs") return result;
      const logs = result as { data: string }[];
      return logs.map((log) => ({ ...log, data: log.data.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")) }));
    });
    expect(await rejection(m.trace(code))).toMatchObject({ code: "ChainReorganised" });
    m.close();
  });

  it("error: UnknownSubject", async () => {
    expect(await rejection(world.m.history(itemCode("NOWHERE")))).toMatchObject({
      code: "UnknownSubject",
      details: { subject: itemId(parseCode(itemCode("NOWHERE"))) },
    });
  });
});

describe("readLogs", () => {
  it("behavior: an origin is that of the log right after it, in the same block", () => {
    const [subject, origin] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`];
    const head = `0x${"33".repeat(27)}`;
    const derived = ledgerInterface.encodeEventLog("Derived", [subject, origin, origin, head]);
    const recorded = ledgerInterface.encodeEventLog("Recorded", [subject, 1, 7n, `0x${"44".repeat(32)}`]);
    const log = (blockNumber: number, index: number, content: object) => ({ blockNumber, index, ...content }) as Log;
    const read = readLogs([
      log(1, 2, derived),
      log(1, 3, recorded),
      log(1, 4, recorded),
      // The same place in its block, of the same subject.
      log(2, 3, recorded),
    ]);
    expect(read.map((entry) => entry.origin)).toEqual([{ subject: origin, head }, undefined, undefined]);
    expect(read[0]).toMatchObject({ subject, organisation: 1, facts: 7n, details: `0x${"44".repeat(32)}` });
  });
});
