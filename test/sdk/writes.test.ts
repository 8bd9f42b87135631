import { ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { itemId, placeNumber } from "../../src/history/ids.ts";
import { connect } from "../../src/index.ts";
import { accounts, createWorld, GTIN, itemCode, OTHER_GTIN, rejection, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe("a write", () => {
  it("default: resolves to its mined, typed entry", async () => {
    const code = await world.accepted();
    const before = await world.m.history(code);
    const entry = await world.as("nurse").use({ code, place: "ICU-3" });
    expect(entry).toMatchObject({
      subject: itemId(parseCode(code)),
      kind: "asset",
      action: "use",
      stage: "use",
      state: "inUse",
      organisation: world.consortium.hospital,
      member: (await world.m.member(accounts.nurse.address))?.member,
      counterpart: 0,
      quantity: 1n,
      value: placeNumber("ICU-3"),
      until: 0,
      previousBlock: before.entries.at(-1)?.block,
      origin: undefined,
      details: ZeroHash,
    });
    expect(entry.gasUsed).toBeGreaterThan(21_000n);
    expect(entry.recordedAt).toBe(entry.occurredAt);
    expect(entry.entries).toHaveLength(1);
    const after = await world.m.history(code);
    const { head, ...stored } = after.entries.at(-1) ?? { head: "" };
    expect(entry).toMatchObject(stored);
    expect(head).toMatch(/^0x[0-9a-f]{54}$/);
  });

  it("behavior: a delivery records two entries, each the other's origin", async () => {
    const { code, requisition } = await world.shipped();
    const accepted = await world.as("inspector").accept({ requisition, code });
    expect(accepted.entries.map(({ kind, action, state }) => [kind, action, state])).toEqual([
      ["requisition", "accept", "fulfilled"],
      ["asset", "accept", "stored"],
    ]);
    const [ofRequisition, ofItem] = accepted.entries;
    const item = itemId(parseCode(code));
    const { heads } = await world.m.heads([requisition, item]);
    expect(ofRequisition?.origin).toMatchObject({ subject: item });
    expect(ofItem?.origin).toEqual({
      subject: requisition,
      head: heads[requisition],
    });
    expect(accepted.subject).toBe(item);
  });

  it("behavior: send gives the transaction at once, and its result when mined", async () => {
    const code = await world.accepted();
    const sent = await world.as("keeper").move.send({ code, place: "Ward 7" });
    expect(sent.transaction).toMatch(/^0x[0-9a-f]{64}$/);
    expect(await sent.wait()).toMatchObject({ action: "move", transaction: sent.transaction });
  });

  it("behavior: simulate, estimate and populate send nothing", async () => {
    const code = await world.accepted();
    const block = await world.m.connection.provider.getBlockNumber();
    const { use } = world.as("nurse");
    await use.simulate({ code });
    const gas = await use.estimate({ code });
    const transaction = await use.populate({ code });
    expect(await world.m.connection.provider.getBlockNumber()).toBe(block);
    expect(gas).toBeGreaterThan(21_000n);
    expect(transaction).toMatchObject({ from: accounts.nurse.address, to: world.m.connection.ledger });
    expect(transaction.data).toMatch(/^0x/);
  });

  it("error: a refusal is the same for a call, a simulation and an estimate", async () => {
    const code = await world.accepted();
    const { repair } = world.as("engineer");
    const attempts = [() => repair({ code }), () => repair.simulate({ code }), () => repair.estimate({ code })];
    for (const attempt of [...attempts, () => repair.send({ code })]) {
      expect(await rejection(attempt())).toMatchObject({
        code: "WrongState",
        details: { kind: "asset", subject: itemId(parseCode(code)), action: "repair", state: "stored" },
      });
    }
  });

  it("behavior: what may be said of a step is recorded", async () => {
    const code = await world.accepted();
    const { heads } = await world.m.heads([itemId(parseCode(code))]);
    const occurredAt = (await world.now()) - 3600;
    const details = `0x${"5a".repeat(32)}` as const;
    const until = (await world.now()) + 1_000_000;
    const expected = heads[itemId(parseCode(code))];
    const entry = await world
      .as("engineer")
      .maintain({ code, outcome: "needsRepair", until, occurredAt, details, expected });
    expect(entry).toMatchObject({ value: 2, until, occurredAt, details });
    expect(entry.recordedAt).toBeGreaterThan(occurredAt);
  });

  it("error: HeadMoved when the history has moved on", async () => {
    const code = await world.accepted();
    const subject = itemId(parseCode(code));
    const expected = (await world.m.heads([subject])).heads[subject];
    await world.as("nurse").use({ code, expected });
    const actual = (await world.m.heads([subject])).heads[subject];
    expect(await rejection(world.as("nurse").use({ code, expected }))).toMatchObject({
      code: "HeadMoved",
      details: { subject, expected, actual },
    });
  });

  it("behavior: a revert that comes only when mined is still the ledger's refusal", async () => {
    const code = await world.accepted();
    const { provider } = world.connection;
    await provider.request({ method: "evm_setAutomine", params: [false] });
    try {
      const use = await world.as("nurse").use.send({ code });
      // Sent later, but mined before, for it pays more.
      const scrap = await world.as("keeper").requestScrap.populate({ code });
      const fees = { maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 12n };
      const keeper = accounts.keeper.connect(world.m.connection.provider);
      await keeper.sendTransaction({ ...scrap, ...fees, gasLimit: 200_000n });
      await provider.request({ method: "evm_mine", params: [] });
      expect(await rejection(use.wait())).toMatchObject({
        code: "WrongState",
        details: { action: "use", state: "scrapRequested" },
      });
    } finally {
      await provider.request({ method: "evm_setAutomine", params: [true] });
    }
  });
});

describe("nonces", () => {
  it("behavior: many writes of one account can be in flight", async () => {
    const items = [await world.accepted(), await world.accepted(), await world.accepted()];
    const writes = Array.from({ length: 40 }, (_, index) =>
      world.as("nurse").use({ code: items[index % items.length] ?? "", place: `Room ${index}` }),
    );
    const entries = await Promise.all(writes);
    expect(new Set(entries.map((entry) => entry.transaction)).size).toBe(40);
    expect(entries.map((entry) => entry.value).sort()).toEqual(
      Array.from({ length: 40 }, (_, index) => placeNumber(`Room ${index}`)).sort(),
    );
  });

  it("behavior: a refused write leaves no gap", async () => {
    const [code, other] = [await world.accepted(), await world.accepted()];
    const { use, reportFault } = world.as("nurse");
    const results = await Promise.allSettled([
      use({ code }),
      use({ code: itemCode("NOWHERE") }),
      reportFault({ code: other }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});

describe("a requisition's id", () => {
  it("behavior: may be written in upper case", async () => {
    const { code, requisition } = await world.shipped();
    const upper = `0x${requisition.slice(2).toUpperCase()}`;
    const accepted = await world.as("inspector").accept({ requisition: upper, code });
    expect(accepted.entries.map(({ kind, state }) => [kind, state])).toEqual([
      ["requisition", "fulfilled"],
      ["asset", "stored"],
    ]);
  });
});

describe("waiting for a block", () => {
  /** A connection that can be cut, and soon gives up. */
  async function connectBriefly() {
    const cut = { methods: new Set<string>() };
    const m = await connect({
      deployment: world.deployment,
      pollingInterval: 5,
      timeout: 200,
      provider: {
        request: (request) =>
          cut.methods.has(request.method)
            ? Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" }))
            : world.connection.provider.request(request),
      },
    });
    return { m, cut };
  }

  it("error: OutcomeUnknown when no block comes in time", async () => {
    const code = await world.accepted();
    const { m } = await connectBriefly();
    const { provider } = world.connection;
    await provider.request({ method: "evm_setAutomine", params: [false] });
    try {
      const sent = await m.as(accounts.nurse).use.send({ code });
      expect(await rejection(sent.wait())).toMatchObject({
        code: "OutcomeUnknown",
        details: { transaction: sent.transaction },
      });
      await provider.request({ method: "evm_mine", params: [] });
      // It was only late: waiting again finds it.
      expect(await sent.wait()).toMatchObject({ action: "use", transaction: sent.transaction });
    } finally {
      await provider.request({ method: "evm_setAutomine", params: [true] });
      m.close();
    }
  });

  it("error: OutcomeUnknown when the node disappears after the write was sent", async () => {
    const code = await world.accepted();
    const { m, cut } = await connectBriefly();
    const sent = await m.as(accounts.nurse).use.send({ code });
    cut.methods.add("eth_getTransactionReceipt");
    expect(await rejection(sent.wait())).toMatchObject({
      code: "OutcomeUnknown",
      details: { transaction: sent.transaction },
      cause: { code: "ChainUnreachable" },
    });
    m.close();
  });

  it("error: OutcomeUnknown when the answer to the sending is lost", async () => {
    const code = await world.accepted();
    const { m, cut } = await connectBriefly();
    cut.methods.add("eth_sendRawTransaction");
    expect(await rejection(m.as(accounts.nurse).use({ code }))).toMatchObject({
      code: "OutcomeUnknown",
      details: { transaction: undefined },
    });
    m.close();
  });

  it("error: TransactionReplaced when another one takes its nonce", async () => {
    const code = await world.accepted();
    const { provider } = world.connection;
    const nurse = accounts.nurse.connect(world.m.connection.provider);
    await provider.request({ method: "evm_setAutomine", params: [false] });
    try {
      const nonce = await nurse.getNonce("pending");
      const sent = await world.as("nurse").use.send({ code });
      const fees = { maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 12n };
      await nurse.sendTransaction({ to: nurse.address, nonce, gasLimit: 21_000n, ...fees });
      await provider.request({ method: "evm_mine", params: [] });
      expect(await rejection(sent.wait())).toMatchObject({
        code: "TransactionReplaced",
        details: { transaction: sent.transaction },
      });
    } finally {
      await provider.request({ method: "evm_setAutomine", params: [true] });
    }
    expect((await world.m.history(code)).entries.map(({ action }) => action)).not.toContain("use");
  });

  it("behavior: a nonce that became too high is asked for again", async () => {
    const code = await world.accepted();
    const { provider } = world.connection;
    const snapshot = await provider.request({ method: "evm_snapshot", params: [] });
    await world.as("nurse").use({ code });
    await provider.request({ method: "evm_revert", params: [snapshot] });
    expect(await world.as("nurse").use({ code })).toMatchObject({ action: "use" });
  });
});

describe("a key that is used elsewhere too", () => {
  it("behavior: its next nonce is asked for again", async () => {
    const code = await world.accepted();
    await world.as("nurse").use({ code });
    const nurse = accounts.nurse.connect(world.m.connection.provider);
    await (await nurse.sendTransaction({ to: nurse.address, value: 1n })).wait();
    expect(await world.as("nurse").use({ code })).toMatchObject({ action: "use" });
  });
});

describe("goods whose manufacturer is not on the ledger", () => {
  it("behavior: enter by their first acceptance, said so by the trace", async () => {
    const reference = "R-declared";
    const { subject: requisition } = await world
      .as("applicant")
      .apply({ product: OTHER_GTIN, quantity: 2n, reference });
    await world.as("approver").approve({ requisition: reference });
    await world.as("buyer").order({ requisition: reference });
    const code = itemCode("D-1", OTHER_GTIN);
    const madeAt = (await world.now()) - 10_000;
    const accepted = await world.as("inspector").accept({ requisition: reference, code, madeAt });
    expect(accepted).toMatchObject({
      action: "accept",
      state: "stored",
      value: madeAt,
      origin: { subject: requisition },
    });
    expect(accepted.entries[0]).toMatchObject({ kind: "requisition", state: "shipped", origin: undefined });
    await world.as("inspector").accept({ requisition, code: itemCode("D-2", OTHER_GTIN), madeAt });
    expect(await world.m.history(requisition)).toMatchObject({ kind: "requisition" });
    expect((await world.m.verify(code)).missingStages).toEqual(["use", "manage", "maintain", "repair", "scrap"]);
  });
});

describe("the other verbs", () => {
  it("behavior: reject, cancel, close, refuse and withdraw lead where the table says", async () => {
    const apply = async (reference: string) =>
      (await world.as("applicant").apply({ product: GTIN, quantity: 1n, reference })).subject;
    expect(await world.as("approver").reject({ requisition: await apply("T-1") })).toMatchObject({ state: "rejected" });
    expect(await world.as("applicant").cancel({ requisition: await apply("T-2") })).toMatchObject({
      state: "cancelled",
    });
    expect(await world.as("buyer").close({ requisition: await world.ordered() })).toMatchObject({ state: "closed" });

    const refused = await world.shipped();
    const entry = await world.as("inspector").refuse({ ...refused, reason: "damaged" });
    expect(entry).toMatchObject({ action: "refuse", state: "stored", value: 1, kind: "asset" });
    expect(entry.entries[0]).toMatchObject({ kind: "requisition", state: "shipped" });
    await world.as("seller").ship(refused);
    expect(await world.as("seller").withdraw({ code: refused.code })).toMatchObject({ state: "stored" });

    const kept = await world.accepted();
    await world.as("keeper").requestScrap({ code: kept });
    expect(await world.as("approver").rejectScrap({ code: kept })).toMatchObject({ state: "stored" });
  });

  it("behavior: a product's registration can be renewed, and names its manufacturer", async () => {
    const registeredUntil = (await world.now()) + 5_000_000;
    const { manufacturer } = world.consortium;
    const entry = await world.as("officer").renew({ product: GTIN, manufacturer, registeredUntil });
    expect(entry).toMatchObject({
      kind: "product",
      action: "renew",
      counterpart: manufacturer,
      until: registeredUntil,
    });
    expect(await world.m.describe(entry)).toBe("device, risk class 2");
    expect((await world.m.history(GTIN)).entries.map(({ action }) => action)).toEqual(["register", "renew"]);
  });
});
