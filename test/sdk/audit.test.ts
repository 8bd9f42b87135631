import type { EthereumProvider } from "hardhat/types/providers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchSlot, productSlot, statusSlot } from "../../src/history/storage.ts";
import {
  type Audit,
  batchId,
  connect,
  entryHead,
  type Hex,
  itemId,
  type LoggedEntry,
  packFacts,
  parseCode,
  productId,
} from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { createWorld, DAY, itemCode, OTHER_GTIN, rejection, type World } from "../support/world.ts";

const VACCINE = "06934567000019";
const LOT = `(01)${VACCINE}(10)L-1`;
/** An item whose last step nothing else comes from. */
const USED = itemCode("A-2");
const idOf = (code: string): Hex => itemId(parseCode(code));

let world: World;
let parcel: Hex;
let part: Hex;

beforeAll(async () => {
  world = await createWorld();
  const as = world.as;
  await world.disposed("A-1");
  await world.accepted("A-2");
  await as("nurse").use({ code: USED, place: "ICU-3" });
  await as("nurse").use({ code: USED, place: "ICU-4" });
  await as("keeper").store({ code: await world.accepted("A-3") });
  const head = (await world.m.history(itemCode("A-3"))).entries.at(-1)?.head as Hex;
  await as("keeper").correct({ target: itemCode("A-3"), head, value: 7 });
  await world.shipped("A-4");
  await as("warden").recall({ target: itemCode("A-5", OTHER_GTIN), level: "first", instruction: "stop" });

  const expiry = (await world.now()) + 200 * DAY;
  const { manufacturer } = world.consortium;
  const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
  await as("officer").register({
    product: VACCINE,
    name: "vaccine 疫苗",
    kind: "drug",
    riskClass: 3,
    tracking: "lot",
    manufacturer,
    ...period,
  });
  const { subject: requisition } = await as("applicant").apply({
    product: VACCINE,
    quantity: 100n,
    reference: "VACCINE",
  });
  await as("approver").approve({ requisition });
  await as("buyer").order({ requisition, supplier: manufacturer });
  ({ subject: parcel } = await as("maker").commission({ code: LOT, quantity: 100n, expiry }));
  await as("seller").ship({ requisition, code: LOT });
  await as("inspector").accept({ requisition, code: LOT });
  ({ subject: part } = await as("keeper").split({ code: parcel, quantity: 40n }));
  await as("nurse").dispense({ code: part, quantity: 5n });
  await as("nurse").undo({ code: part });
  await as("warden").recall({ target: `(01)${VACCINE}(10)L-2`, level: "first", instruction: "stop" });
});
afterAll(() => world.close());

interface Log {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly logIndex: string;
}

const recorded = ledgerInterface.getEvent("Recorded").topicHash;
const derived = ledgerInterface.getEvent("Derived").topicHash;
const isOf = (event: string, subject: Hex) => (log: Log) => log.topics[0] === event && log.topics[1] === subject;

/** Audits through a node whose answers are changed. */
async function auditThrough(change: (method: string, result: unknown, params: unknown) => unknown): Promise<Audit> {
  const { provider } = world.connection as { provider: EthereumProvider };
  const m = await connect({
    deployment: world.deployment,
    provider: {
      request: async (request) => change(request.method, await provider.request(request), request.params),
    },
  });
  try {
    return await m.audit();
  } finally {
    m.close();
  }
}

/** Audits through a node that changes its logs. */
const withLogs = (edit: (logs: readonly Log[]) => readonly Log[]): Promise<Audit> =>
  auditThrough((method, result) => (method === "eth_getLogs" ? edit(result as readonly Log[]) : result));

/** Audits through a node that answers another value for a slot. */
const withSlot = (slot: Hex, edit: (value: bigint) => bigint): Promise<Audit> => auditThrough(editSlot(slot, edit));

const editSlot =
  (slot: Hex, edit: (value: bigint) => bigint) =>
  (method: string, result: unknown, params: unknown): unknown => {
    const [call] = (params ?? []) as [{ readonly data?: string }?];
    if (method !== "eth_call" || call?.data === undefined) return result;
    const [keys] = ledgerInterface.decodeFunctionData("readSlots", call.data) as unknown as [string[]];
    const [values] = ledgerInterface.decodeFunctionResult("readSlots", result as string) as unknown as [string[]];
    const edited = values.map((value, index) =>
      keys[index] === slot ? `0x${edit(BigInt(value)).toString(16).padStart(64, "0")}` : value,
    );
    return ledgerInterface.encodeFunctionResult("readSlots", [edited]);
  };

/** Audits through a node that says that an item was corrected in the newest block, and all that follows from it. */
async function auditWithCorrection(subject: Hex, superseded: Hex): Promise<Audit> {
  const last = (await historyOf(subject)).at(-1) as LoggedEntry & { head: Hex };
  const { provider } = world.m.connection;
  const block = await provider.getBlock("latest");
  const facts = packFacts("asset", { ...last, action: "correct", previousBlock: last.block });
  const origin = { origin: subject, originHead: superseded };
  const head = entryHead(last.head, { ...last, facts, ...origin });
  const base = {
    address: world.deployment.ledger,
    blockHash: block?.hash,
    blockNumber: `0x${block?.number.toString(16)}`,
    transactionHash: last.transaction,
    transactionIndex: "0x0",
    removed: false,
  };
  const correction = [
    {
      ...base,
      logIndex: "0x100",
      ...ledgerInterface.encodeEventLog("Derived", [subject, subject, subject, superseded]),
    },
    {
      ...base,
      logIndex: "0x101",
      ...ledgerInterface.encodeEventLog("Recorded", [subject, last.organisation, facts, last.details]),
    },
  ];
  const slot = statusSlot("asset", subject);
  const kept = BigInt(await provider.getStorage(world.deployment.ledger, slot)) & 0xffn;
  const status = (BigInt(head) << 40n) | (BigInt(block?.number ?? 0) << 8n) | kept;
  const slots = editSlot(slot, () => status);
  return auditThrough((method, result, params) => {
    if (method !== "eth_getLogs") return slots(method, result, params);
    const [{ toBlock, topics }] = params as [{ toBlock: string; topics: string[] }];
    const asked = toBlock === base.blockNumber && (topics[1] ?? subject) === subject;
    return asked ? [...(result as object[]), ...correction] : result;
  });
}

const historyOf = async (subject: Hex) => (await world.m.history(subject)).entries;
const headAt = async (subject: Hex, position: number) => (await historyOf(subject)).at(position)?.head;
const ANY_HEAD = expect.stringMatching(/^0x[0-9a-f]{54}$/);

describe("audit", () => {
  it("default: a ledger with many lives is sound", async () => {
    const audit = await world.m.audit();
    expect(audit.problems).toEqual([]);
    expect(audit.subjects).toEqual({ product: 3, requisition: 5, asset: 7, batch: 2 });
    expect(audit.asOf.block).toBe(await world.m.connection.provider.getBlockNumber());
    const lengths = await Promise.all(
      [...["A-1", "A-2", "A-3", "A-4"].map((serial) => itemCode(serial)), parcel, part].map(
        async (target) => (await world.m.trace(target)).histories,
      ),
    );
    const all = new Map(lengths.flat().map(({ subject, entries }) => [subject, entries.length]));
    // Beside those: the product without a manufacturer, its announced item, and the announced batch.
    expect(audit.entries).toBe([...all.values()].reduce((sum, length) => sum + length) + 3);
  });

  it("behavior: says the same of a node that refuses long ranges, or logs in any number", async () => {
    const { provider } = world.connection as { provider: EthereumProvider };
    const m = await connect({
      deployment: world.deployment,
      provider: {
        request: async (request) => {
          const [filter] = (request.params ?? []) as [{ fromBlock: string; toBlock: string }?];
          if (request.method === "eth_getLogs" && Number(filter?.toBlock) - Number(filter?.fromBlock) > 3) {
            throw Object.assign(new RangeError("query exceeds max block range"), { code: -32005 });
          }
          return provider.request(request);
        },
      },
    });
    expect(await m.audit()).toEqual(await world.m.audit());
    m.close();
  });

  it("behavior: a last entry withheld shows by the stored head", async () => {
    const subject = idOf(USED);
    const { problems } = await withLogs((logs) => {
      const last = logs.findLast(isOf(recorded, subject));
      return logs.filter((log) => log !== last);
    });
    expect(problems).toEqual([
      {
        code: "storedHeadDiffers",
        subject,
        position: undefined,
        expected: await headAt(subject, -1),
        actual: await headAt(subject, -2),
      },
    ]);
  });

  it("behavior: an entry withheld in the middle shows by the next one's pointer", async () => {
    const subject = idOf(USED);
    const entries = await historyOf(subject);
    const { problems } = await withLogs((logs) => {
      const uses = logs.filter(isOf(recorded, subject)).slice(-2);
      return logs.filter((log) => log !== uses[0]);
    });
    expect(problems).toEqual([
      {
        code: "previousBlockWrong",
        subject,
        position: entries.length - 2,
        expected: entries.at(-3)?.block,
        actual: entries.at(-2)?.block,
      },
      {
        code: "storedHeadDiffers",
        subject,
        position: undefined,
        expected: entries.at(-1)?.head,
        actual: ANY_HEAD,
      },
    ]);
  });

  it("behavior: a first entry withheld shows by the next one, which begins nothing", async () => {
    const subject = idOf(itemCode("A-4"));
    const [enrolled] = await historyOf(subject);
    const { problems } = await withLogs((logs) => {
      const first = logs.find(isOf(recorded, subject));
      return logs.filter((log) => log !== first);
    });
    expect(problems.filter((one) => one.subject === subject)).toEqual([
      { code: "entryMalformed", subject, position: 0, expected: "a first action", actual: "ship" },
      { code: "previousBlockWrong", subject, position: 0, expected: 0, actual: enrolled?.block },
    ]);
    // What the requisition shipped comes from the item as it had been enrolled.
    expect(problems.map(({ code }) => code)).toContain("originWrong");
  });

  it("behavior: an origin withheld, or another one, shows", async () => {
    const subject = idOf(itemCode("A-4"));
    const head = await headAt(subject, -1);
    const without = await withLogs((logs) => {
      const last = logs.findLast(isOf(derived, subject));
      return logs.filter((log) => log !== last);
    });
    const differs = { code: "storedHeadDiffers", subject, position: undefined, expected: head, actual: ANY_HEAD };
    expect(without.problems).toEqual([differs]);

    const other = `0x${"ab".repeat(27)}` as const;
    const altered = await withLogs((logs) => {
      const last = logs.findLast(isOf(derived, subject));
      return logs.map((log) => (log === last ? { ...log, data: `${other}${"00".repeat(5)}` } : log));
    });
    const requisition = (await historyOf(subject)).at(-1)?.origin as { subject: Hex; head: Hex };
    expect(altered.problems).toEqual([
      { code: "originWrong", subject, position: 1, expected: other, actual: requisition.head },
      differs,
    ]);
  });

  it("behavior: what corrects itself comes from an earlier head of its own, or shows", async () => {
    const subject = idOf(USED);
    const entries = await historyOf(subject);
    const last = entries.at(-1) as (typeof entries)[number];
    const position = entries.length;
    const never = `0x${"ab".repeat(27)}` as const;
    for (const [head, problems] of [
      [entries[0]?.head as Hex, []],
      [never, [{ code: "originWrong", subject, position, expected: never, actual: last.head }]],
    ] as const) {
      expect((await auditWithCorrection(subject, head)).problems).toEqual(problems);
    }
  });

  it.each(["quantity", "details", "organisation"])("behavior: an altered %s shows", async (what) => {
    const subject = idOf(USED);
    const { problems } = await withLogs((logs) => {
      const last = logs.findLast(isOf(recorded, subject));
      return logs.map((log) => (log === last ? altered(log, what) : log));
    });
    const expected = await headAt(subject, -1);
    expect(problems).toEqual([{ code: "storedHeadDiffers", subject, position: undefined, expected, actual: ANY_HEAD }]);
  });

  it("behavior: an action, or a state, that there is not shows", async () => {
    const subject = idOf(USED);
    const last = (await historyOf(subject)).length - 1;
    const withFacts = (edit: (facts: string) => string) =>
      withLogs((logs) => {
        const use = logs.findLast(isOf(recorded, subject));
        return logs.map((log) => (log === use ? { ...log, data: `0x${edit(log.data.slice(2))}` } : log));
      });
    const action = await withFacts((facts) => `ff${facts.slice(2)}`);
    expect(action.problems[0]).toEqual({
      code: "entryMalformed",
      subject,
      position: last,
      expected: "a known action",
      actual: 255,
    });
    const state = await withFacts((facts) => `${facts.slice(0, 2)}00${facts.slice(4)}`);
    expect(state.problems[0]).toEqual({
      code: "entryMalformed",
      subject,
      position: last,
      expected: "a known state",
      actual: 0,
    });
  });

  it("behavior: another stored head, block or state shows", async () => {
    const subject = idOf(USED);
    const entries = await historyOf(subject);
    const [last, position] = [entries.at(-1), entries.length - 1];
    const slot = statusSlot("asset", subject);
    const head = await withSlot(slot, (value) => value ^ (1n << 255n));
    expect(head.problems).toEqual([
      { code: "storedHeadDiffers", subject, position: undefined, expected: ANY_HEAD, actual: last?.head },
    ]);
    const block = await withSlot(slot, (value) => value + (1n << 8n));
    const lastBlock = last?.block ?? 0;
    expect(block.problems).toEqual([
      { code: "lastBlockWrong", subject, position, expected: lastBlock + 1, actual: lastBlock },
    ]);
    const state = await withSlot(slot, (value) => value ^ (1n << 4n));
    expect(state.problems).toEqual([{ code: "stateWrong", subject, position, expected: 3, actual: 2 }]);
    const none = await withSlot(slot, () => 0n);
    expect(none.problems).toEqual([
      { code: "storedHeadDiffers", subject, position: undefined, expected: undefined, actual: last?.head },
    ]);
  });

  it.each([
    ["product", productId(parseCode(OTHER_GTIN)), productSlot(2)],
    ["batch", batchId(parseCode(`(01)${VACCINE}(10)L-2`)), batchSlot(2)],
  ] as const)("behavior: a %s whose every log is withheld shows by its number", async (_, subject, slot) => {
    const { problems } = await withLogs((logs) => logs.filter((log) => log.topics[1] !== subject));
    const [status] = ledgerInterface.decodeFunctionResult(
      "readSlots",
      await world.m.connection.provider.call({
        to: world.deployment.ledger,
        data: ledgerInterface.encodeFunctionData("readSlots", [[slot]]),
      }),
    )[0] as [string];
    expect(problems).toEqual([
      { code: "historyMissing", subject, position: undefined, expected: status.slice(0, 56), actual: undefined },
    ]);
  });

  it("behavior: a product that the ledger has not numbered shows", async () => {
    const { problems } = await withSlot(`0x${"00".repeat(32)}`, (counts) => counts - (1n << 48n));
    const subject = productId(parseCode(VACCINE));
    expect(problems).toEqual([
      {
        code: "storedHeadDiffers",
        subject,
        position: undefined,
        expected: undefined,
        actual: await headAt(subject, -1),
      },
    ]);
  });

  it("behavior: starts again when the block it was read at is another", async () => {
    let asked = Number.NEGATIVE_INFINITY;
    const { provider } = world.connection as { provider: EthereumProvider };
    const m = await connect({
      deployment: world.deployment,
      provider: {
        request: async (request) => {
          const result = await provider.request(request);
          if (request.method !== "eth_getBlockByNumber" || ++asked !== 2) return result;
          return { ...(result as object), hash: `0x${"ab".repeat(32)}` };
        },
      },
    });
    asked = 0;
    expect((await m.audit()).problems).toEqual([]);
    expect(asked).toBe(4);
    m.close();
  });

  it("error: ChainReorganised when it is another again and again", async () => {
    let asked = 0;
    const audit = auditThrough((method, result) =>
      method === "eth_getBlockByNumber" && ++asked > 1
        ? { ...(result as object), hash: `0x${(asked % 2 === 0 ? "ab" : "cd").repeat(32)}` }
        : result,
    );
    expect(await rejection(audit)).toMatchObject({ code: "ChainReorganised", details: { attempts: 3 } });
  });
});

/** A log of an entry with another value. */
function altered(log: Log, what: string): Log {
  if (what === "organisation") return { ...log, topics: log.topics.with(2, `0x${"5".padStart(64, "0")}`) };
  // The last digit of the quantity in the facts, the last one of the details.
  const at = what === "quantity" ? 2 + 24 - 1 : log.data.length - 1;
  const digit = log.data[at] === "0" ? "1" : "0";
  return { ...log, data: `${log.data.slice(0, at)}${digit}${log.data.slice(at + 1)}` };
}
