import { readFileSync } from "node:fs";
import { ZeroHash } from "ethers";
import fc from "fast-check";
import { network } from "hardhat";
import { beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { packFacts, unpackFacts } from "../../src/history/facts.ts";
import {
  batchId,
  entryHead,
  genesisHead,
  itemId,
  lotWord,
  parcelId,
  placeNumber,
  productId,
  requisitionId,
  serialWord,
  textWord,
} from "../../src/history/ids.ts";
import type { Hex } from "../../src/history/types.ts";
import { type Action, actions } from "../../src/lifecycle/vocabulary.ts";
import { packsCommitment } from "../../src/packs/marks.ts";
import type { Mirror } from "../../src/typechain/harness/Mirror.ts";

interface Vectors {
  readonly chainId: number;
  readonly ledger: Hex;
  readonly products: readonly { readonly code: string; readonly canonical: string; readonly id: Hex }[];
  readonly items: readonly { readonly code: string; readonly id: Hex }[];
  readonly requisitions: readonly { readonly organisation: number; readonly reference: string; readonly id: Hex }[];
  readonly batches: readonly { readonly code: string; readonly id: Hex }[];
  readonly parcels: readonly { readonly origin: Hex; readonly originHead: Hex; readonly id: Hex }[];
  readonly packs: readonly {
    readonly details: Hex;
    readonly marks: readonly { readonly word: number; readonly mask: Hex }[];
    readonly commitment: Hex;
  }[];
  readonly places: readonly { readonly name: string; readonly number: number }[];
  readonly history: {
    readonly subject: Hex;
    readonly genesis: Hex;
    readonly entries: readonly {
      readonly organisation: number;
      readonly action: Action;
      readonly state: string;
      readonly member: number;
      readonly counterpart: number;
      readonly quantity: string;
      readonly value: number;
      readonly until: number;
      readonly occurredAt: number;
      readonly recordedAt: number;
      readonly previousBlock: number;
      readonly origin: Hex;
      readonly originHead: Hex;
      readonly details: Hex;
      readonly facts: Hex;
      readonly head: Hex;
    }[];
  };
}

const vectors = JSON.parse(readFileSync(new URL("../vectors/history.json", import.meta.url), "utf8")) as Vectors;

/** The contracts' own computation, at the vectors' chain and address. */
let mirror: Mirror;
let connection: Awaited<ReturnType<typeof network.create>>;

beforeAll(async () => {
  connection = await network.create();
  const deployed = await connection.ethers.deployContract("Mirror");
  const code = await connection.ethers.provider.getCode(await deployed.getAddress());
  await connection.provider.request({ method: "hardhat_setCode", params: [vectors.ledger, code] });
  mirror = (await connection.ethers.getContractAt("Mirror", vectors.ledger)) as unknown as Mirror;
});

describe("ids", () => {
  it("behavior: the SDK and the contracts compute the vectors", async () => {
    for (const { code, canonical, id } of vectors.products) {
      expect(productId(parseCode(code))).toBe(id);
      expect(await mirror.product(canonical)).toBe(id);
    }
    for (const { code, id } of vectors.items) {
      const parsed = parseCode(code);
      expect(itemId(parsed)).toBe(id);
      expect(await mirror.item(productId(parsed), serialWord(parsed))).toBe(id);
    }
    for (const { organisation, reference, id } of vectors.requisitions) {
      expect(requisitionId(organisation, reference)).toBe(id);
      expect(await mirror.requisition(organisation, textWord("reference", reference))).toBe(id);
    }
    for (const { code, id } of vectors.batches) {
      const parsed = parseCode(code);
      expect(batchId(parsed)).toBe(id);
      expect(await mirror.batch(productId(parsed), lotWord(parsed))).toBe(id);
    }
    for (const { origin, originHead, id } of vectors.parcels) {
      expect(parcelId(origin, originHead)).toBe(id);
      expect(await mirror.parcel(origin, originHead)).toBe(id);
    }
    for (const { name, number } of vectors.places) expect(placeNumber(name)).toBe(number);
  });

  it("behavior: the SDK and the contracts commit to packs as the vectors do", async () => {
    for (const { details, marks, commitment } of vectors.packs) {
      const read = marks.map(({ word, mask }) => ({ word, mask: BigInt(mask) }));
      expect(packsCommitment(details, read)).toBe(commitment);
      expect(await mirror.packsCommitment(details, read)).toBe(commitment);
    }
  });
});

describe("heads", () => {
  it("behavior: the SDK computes the vectors", () => {
    const { subject, genesis, entries } = vectors.history;
    let head = genesisHead(BigInt(vectors.chainId), vectors.ledger, subject);
    expect(head).toBe(genesis);
    for (const entry of entries) {
      const facts = packFacts("asset", { ...unpackFacts("asset", BigInt(entry.facts)) });
      expect(facts).toBe(BigInt(entry.facts));
      expect(unpackFacts("asset", facts)).toMatchObject({
        action: entry.action,
        state: entry.state,
        member: entry.member,
        counterpart: entry.counterpart,
        quantity: BigInt(entry.quantity),
        value: entry.value,
        until: entry.until,
        occurredAt: entry.occurredAt,
        recordedAt: entry.recordedAt,
        previousBlock: entry.previousBlock,
      });
      head = entryHead(head, { ...entry, subject, facts });
      expect(head).toBe(entry.head);
    }
  });

  it("behavior: the contracts compute the vectors", async () => {
    const { subject, genesis, entries } = vectors.history;
    expect(await mirror.genesis(subject)).toBe(genesis);
    let head: Hex | undefined;
    for (const entry of entries) {
      // The status that this entry builds on: head, block of the last entry, state.
      const status = head === undefined ? 0n : (BigInt(head) << 40n) | (BigInt(entry.previousBlock) << 8n) | (1n << 4n);
      await mirror.set(status);
      const state = Number((BigInt(entry.facts) >> 240n) & 0xffn);
      const said = await mirror.facts(
        actions.indexOf(entry.action),
        state,
        entry.counterpart,
        entry.quantity,
        entry.value,
        entry.until,
      );
      const claim = {
        expected: `0x${"00".repeat(27)}`,
        value: entry.value,
        until: entry.until,
        occurredAt: entry.occurredAt,
        details: entry.details,
      };
      const origin = { subject: entry.origin, head: entry.originHead, class: ZeroHash };
      await connection.provider.request({ method: "evm_setNextBlockTimestamp", params: [entry.recordedAt] });
      await mirror.append(subject, entry.organisation, entry.member, said, claim, origin);
      head = entry.head;
      expect(await mirror.head()).toBe(head);
    }
  });
});

describe("packFacts", () => {
  const number = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
  const facts = fc.record({
    action: fc.constantFrom("use", "accept", "dispose", "maintain"),
    state: fc.constantFrom("stored", "inUse", "disposed"),
    member: number(24),
    counterpart: number(24),
    quantity: fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }),
    value: number(32),
    until: number(32),
    occurredAt: number(32),
    recordedAt: number(32),
    previousBlock: number(32),
  });

  it("behavior: what is packed is unpacked", () => {
    fc.assert(
      fc.property(facts, (some) => {
        const word = packFacts("asset", { stage: undefined, ...some } as never);
        expect(unpackFacts("asset", word)).toMatchObject(some);
      }),
    );
  });

  it("error: InvalidInput for what does not fit", () => {
    const [fits] = fc.sample(facts, 1);
    for (const wrong of [
      { member: 2 ** 24 },
      { value: -1 },
      { quantity: 2n ** 32n },
      { until: 1.5 },
      { state: "lost" },
    ]) {
      const [field] = Object.keys(wrong);
      expect(() => packFacts("asset", { ...fits, ...wrong } as never)).toThrow(
        expect.objectContaining({ code: "InvalidInput", details: expect.objectContaining({ field }) }),
      );
    }
  });
});
