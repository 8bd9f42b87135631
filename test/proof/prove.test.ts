import { createMPT, verifyMerkleProof } from "@ethereumjs/mpt";
import { decodeRlp, getBytes, hexlify, keccak256 } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Hex, type Medtrace, readBundle, type Trusted, verifyBundle } from "../../src/index.ts";
import { anvilNode } from "../support/anvil.ts";
import { createWorld, GTIN, hardhatNode, itemCode, OTHER_GTIN, rejection, type World } from "../support/world.ts";

/** The newest block, which a checker would know from elsewhere, and the ledger. */
async function trusted({ connection }: Medtrace): Promise<Required<Trusted>> {
  return { block: (await connection.provider.getBlock("latest"))?.hash as Hex, ledger: connection.ledger };
}

describe.each([
  ["Hardhat's node", hardhatNode],
  ["anvil", anvilNode],
] as const)("prove, on %s", (_name, node) => {
  let world: World;
  let m: Medtrace;

  beforeAll(async () => {
    world = await createWorld(node);
    m = world.m;
  });
  afterAll(() => world?.close());

  it("default: an item, with what it comes from", async () => {
    const code = await world.disposed("P-1");
    const { level, problems, present, trace, asOf, missingStages } = verifyBundle(
      await m.prove(code),
      await trusted(m),
    );
    expect({ level, problems }).toEqual({ level: "proven", problems: [] });
    expect(present).toMatchObject({ state: "disposed", quarantined: false, recalls: [], custodian: 1, owner: 1 });
    expect(asOf).toEqual(await m.heads([]).then((anchors) => anchors.asOf));
    expect(missingStages).toEqual(["use", "manage", "maintain", "repair"]);
    // What nothing commits to, where a log stands in its block, is not in a bundle.
    const read = await m.trace(code);
    const bare = read.histories.map((history) => ({
      ...history,
      entries: history.entries.map(({ transaction: _transaction, logIndex: _logIndex, ...entry }) => entry),
    }));
    const bySubject = (all: readonly { readonly subject: Hex }[]) =>
      all.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
    expect(bySubject(trace?.histories ?? [])).toEqual(bySubject(bare));
  });

  it("behavior: products and requisitions too; by an id as by a code", async () => {
    const code = await world.accepted("P-2");
    const histories = (await m.trace(code)).histories;
    for (const { subject, kind } of histories) {
      const text = await m.prove(subject);
      expect([kind, verifyBundle(text, await trusted(m)).level]).toEqual([kind, "proven"]);
      expect(readBundle(text).code === undefined).toBe(kind === "requisition");
    }
    expect(await m.prove(histories[0]?.subject as Hex)).toBe(await m.prove(code));
  });

  it("behavior: another implementation reads the same from its nodes", async () => {
    const { header, nodes, ledger, histories } = readBundle(await m.prove(itemCode("P-2")));
    const proof = nodes.map((one) => getBytes(one));
    const read = async (root: Uint8Array, key: string) => {
      const trie = await createMPT({ useKeyHashing: true, root });
      const first = proof.toSorted((a) => (keccak256(a) === hexlify(root) ? -1 : 1));
      return verifyMerkleProof(getBytes(key), first, { useKeyHashing: true, root: trie.root() });
    };
    const stateRoot = getBytes((decodeRlp(header) as string[])[3] as string);
    const account = decodeRlp((await read(stateRoot, ledger)) as Uint8Array) as string[];
    const subject = histories[0]?.subject as Hex;
    const slot = keccak256(`${subject}${"0a".padStart(64, "0")}`);
    const status = decodeRlp((await read(getBytes(account[2] as string), slot)) as Uint8Array) as string;
    const head = (await m.heads([subject])).heads[subject] as Hex;
    expect(status.startsWith(head)).toBe(true);
  });

  it("behavior: at an older block, it says what was then", async () => {
    const code = await world.accepted("P-3");
    const then = await trusted(m);
    const before = await m.prove(code);
    await world.as("nurse").use({ code });
    expect(await m.prove(code, { block: then.block })).toBe(before);
    expect(verifyBundle(before, then)).toMatchObject({ level: "proven", present: { state: "stored" } });
    expect(verifyBundle(await m.prove(code), await trusted(m))).toMatchObject({
      level: "proven",
      present: { state: "inUse" },
    });
  });

  it("behavior: a recall that came later shows, however it is left out", async () => {
    const code = await world.accepted("P-4");
    const before = await m.prove(code);
    await world.as("recaller").recall({ target: GTIN, level: "first", instruction: "stop" });
    const now = await trusted(m);
    // Shown as if it were of now.
    expect(verifyBundle(before, now)).toMatchObject({
      level: "intact",
      problems: [{ code: "blockUnknown", expected: now.block }],
    });
    const after = await m.prove(code);
    const verdict = verifyBundle(after, now);
    expect(verdict).toMatchObject({
      level: "proven",
      present: {
        recalls: [{ of: "product", level: "first", instruction: "stop", byRegulator: false, remedied: false }],
      },
    });
    // With its entry cut off.
    const shown = JSON.parse(after);
    const product = verdict.trace?.histories.find(({ kind }) => kind === "product")?.subject;
    const cut = shown.histories.map((history: { subject: Hex; entries: unknown[] }) =>
      history.subject === product ? { ...history, entries: history.entries.slice(0, -1) } : history,
    );
    expect(verifyBundle(JSON.stringify({ ...shown, histories: cut }), now)).toMatchObject({
      level: "none",
      problems: [{ code: "storedHeadDiffers", subject: product }],
      present: undefined,
    });
    // With the old entries, header and nodes, and the trace of now.
    const old = JSON.parse(before);
    for (const member of ["histories", "nodes", "header"]) {
      const mixed = JSON.stringify({ ...shown, [member]: old[member] });
      expect(verifyBundle(mixed, now).level).not.toBe("proven");
    }
    await world.as("recaller").lift({ target: GTIN, details: keccak256("0x01") as Hex });
    expect(verifyBundle(await m.prove(code), await trusted(m)).present?.recalls).toEqual([]);
  });

  it("behavior: what was only announced by its recall is proven with its product's state", async () => {
    const code = itemCode("P-5", OTHER_GTIN);
    await world.as("warden").recall({ target: code, level: "second", instruction: "inspect" });
    const { level, present } = verifyBundle(await m.prove(code), await trusted(m));
    expect({ level, present }).toMatchObject({
      level: "proven",
      present: { state: "announced", custodian: undefined, recalls: [{ of: "item", byRegulator: true }] },
    });
  });

  it("behavior: without a block's hash or the ledger from elsewhere, it is intact only", async () => {
    const text = await m.prove(itemCode("P-2"));
    const known = await trusted(m);
    for (const some of [{}, { block: known.block }, { ledger: known.ledger }]) {
      expect(verifyBundle(text, some)).toMatchObject({ level: "intact", problems: [] });
    }
    // Anybody may deploy another ledger on the same chain, and record there what he likes.
    const ledger = `0x${"12".repeat(20)}` as const;
    expect(verifyBundle(text, { ...known, ledger })).toMatchObject({
      level: "intact",
      problems: [{ code: "ledgerForeign", expected: ledger, actual: known.ledger }],
    });
    const upper = { block: known.block, ledger: m.connection.deployment.ledger };
    expect(verifyBundle(text, upper).level).toBe("proven");
  });

  it("error: UnknownSubject, UnknownBlock", async () => {
    expect(await rejection(m.prove(itemCode("P-99")))).toMatchObject({ code: "UnknownSubject" });
    const block = keccak256("0x") as Hex;
    expect(await rejection(m.prove(itemCode("P-2"), { block }))).toMatchObject({
      code: "UnknownBlock",
      details: { block },
    });
  });
});

describe("prove, on a node that", () => {
  let world: World;
  let code: string;

  beforeAll(async () => {
    world = await createWorld();
    code = await world.accepted("Q-1");
  });
  afterAll(() => world?.close());

  /** The same chain through a node that answers otherwise. */
  async function through(
    answer: (
      request: { method: string; params: readonly unknown[] },
      truth: () => Promise<unknown>,
    ) => Promise<unknown>,
  ): Promise<Medtrace> {
    const provider = world.connection.provider as EthereumProvider;
    const request = (one: { method: string; params?: readonly unknown[] }) =>
      answer({ method: one.method, params: one.params ?? [] }, () => provider.request(one as never));
    return connect({ provider: { request } as never, deployment: world.deployment, pollingInterval: 5 });
  }

  const refuse = (message: string) => Promise.reject(Object.assign(new Error(message), { code: -32601 }));

  it("error: ProofsUnavailable where it offers none", async () => {
    const m = await through(({ method }, truth) =>
      method === "eth_getProof" ? refuse("the method does not exist") : truth(),
    );
    expect(await rejection(m.prove(code))).toMatchObject({ code: "ProofsUnavailable" });
    const then = (await m.connection.provider.getBlock("latest"))?.number as number;
    expect(await rejection(m.prove(code, { block: then - 1 }))).toMatchObject({ code: "ProofsUnavailable" });
    // What it can do is not lost.
    expect(await m.verify(code)).toMatchObject({ level: "anchored" });
  });

  it("error: StateUnavailable where it has the block's state no more", async () => {
    const newest = (await world.m.connection.provider.getBlock("latest"))?.number as number;
    const isOld = (block: unknown) => typeof block === "string" && /^0x/.test(block) && Number(block) < newest;
    const m = await through(({ method, params }, truth) =>
      method === "eth_getProof" && isOld(params[2]) ? refuse("missing trie node") : truth(),
    );
    expect(verifyBundle(await m.prove(code), await trusted(m)).level).toBe("proven");
    expect(await rejection(m.prove(code, { block: newest - 1 }))).toMatchObject({
      code: "StateUnavailable",
      details: { block: newest - 1 },
    });
  });

  it("error: UnsoundProof where its proofs or its header do not hold", async () => {
    const turned = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}`;
    const lying = await through(async ({ method }, truth) => {
      const answered = (await truth()) as { storageProof: { proof: string[] }[] };
      if (method !== "eth_getProof") return answered;
      const [first, ...others] = answered.storageProof;
      if (first === undefined) return answered;
      return { ...answered, storageProof: [{ ...first, proof: first.proof.map(turned) }, ...others.slice(0, 0)] };
    });
    expect(await rejection(lying.prove(code))).toMatchObject({
      code: "UnsoundProof",
      details: { problem: "proofMissing" },
    });
    const other = await through(async ({ method }, truth) => {
      const answered = (await truth()) as Record<string, string>;
      return method === "eth_getBlockByHash" ? { ...answered, gasUsed: "0x7" } : answered;
    });
    expect(await rejection(other.prove(code))).toMatchObject({ code: "UnsoundProof" });
  });

  it("error: ChainReorganised where proofs are of another block again and again", async () => {
    const m = await through(async ({ method, params }, truth) => {
      if (method !== "eth_getProof") return truth();
      return world.connection.provider.request({ method, params: [params[0], params[1], "0x5"] } as never);
    });
    expect(await rejection(m.prove(code))).toMatchObject({ code: "ChainReorganised" });
  });
});
