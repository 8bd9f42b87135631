import { createMerkleProof, createMPT, verifyMerkleProof } from "@ethereumjs/mpt";
import { decodeRlp, encodeRlp, getBytes, hexlify, keccak256, toBeHex } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/history/types.ts";
import { TrieNodes } from "../../src/proof/trie.ts";

type Stored = ReadonlyMap<Hex, Hex>;

/** A trie by another implementation, as Ethereum keeps storage: keys hashed. */
async function trieOf(stored: Stored) {
  const trie = await createMPT({ useKeyHashing: true });
  for (const [key, value] of stored) await trie.put(getBytes(key), getBytes(value));
  return trie;
}

type Trie = Awaited<ReturnType<typeof trieOf>>;

async function proofOf(trie: Trie, keys: readonly Hex[]): Promise<readonly Hex[]> {
  const proofs = await Promise.all(keys.map((key) => createMerkleProof(trie, getBytes(key))));
  return [...new Set(proofs.flat().map((node) => hexlify(node) as Hex))];
}

const word = (number: number | bigint): Hex => toBeHex(number, 32) as Hex;
const keys = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 });
const value = fc.bigInt({ min: 1n, max: 2n ** 256n - 1n }).map((number) => encodeRlp(toBeHex(number)) as Hex);

/** The hashes of both begin with the same 32 bits: so deep down, their leaves are shorter than a hash and stand in the branch. */
const NEIGHBOURS = [word(40_364), word(105_566)] as const;

describe("TrieNodes", () => {
  it("default: reads what another implementation stored, and that there is nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(keys, fc.array(value, { minLength: 60, maxLength: 60 }), async (numbers, values) => {
        const stored = new Map(numbers.map((number, at) => [word(number), values[at] as Hex]));
        const absent = word(1001 + (numbers[0] as number));
        const trie = await trieOf(stored);
        const asked = [...stored.keys()].slice(0, 5).concat(absent);
        const nodes = new TrieNodes(await proofOf(trie, asked));
        const root = hexlify(trie.root()) as Hex;
        for (const key of asked) expect(nodes.read(root, key)).toEqual({ value: stored.get(key) ?? "0x" });
        expect(nodes.unused).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("behavior: reads leaves that stand inside their branch", async () => {
    const stored = new Map(NEIGHBOURS.map((key, at) => [key, encodeRlp(toBeHex(at + 1)) as Hex]));
    const trie = await trieOf(stored);
    const nodes = await proofOf(trie, NEIGHBOURS);
    const branch = nodes.map((node) => decodeRlp(node)).find((node) => node.length === 17);
    expect((branch as unknown[]).filter((child) => Array.isArray(child))).toHaveLength(2);
    const read = new TrieNodes(nodes);
    for (const [key, expected] of stored) {
      expect(read.read(hexlify(trie.root()) as Hex, key)).toEqual({ value: expected });
    }
  });

  it("behavior: nothing is in an empty trie, and no node is needed to say so", () => {
    expect(new TrieNodes([]).read(keccak256("0x80") as Hex, word(1))).toEqual({ value: "0x" });
  });

  it("behavior: agrees with the other implementation on every node left out or altered", async () => {
    const stored = new Map([...Array(200).keys()].map((at) => [word(at), encodeRlp(toBeHex(at + 1)) as Hex]));
    const trie = await trieOf(stored);
    const root = hexlify(trie.root()) as Hex;
    const asked = word(7);
    const nodes = await proofOf(trie, [asked]);
    for (const [at, node] of nodes.entries()) {
      const left = nodes.toSpliced(at, 1);
      expect(new TrieNodes(left).read(root, asked)).toEqual({ missing: keccak256(node) });
      const altered = getBytes(node);
      altered[altered.length - 1] = (altered.at(-1) as number) ^ 1;
      const changed = nodes.with(at, hexlify(altered) as Hex);
      expect(new TrieNodes(changed).read(root, asked)).toEqual({ missing: keccak256(node) });
      const theirs = verifyMerkleProof(
        getBytes(asked),
        changed.map((one) => getBytes(one)),
        { useKeyHashing: true, root: trie.root() },
      ).then(
        (found) => found !== null && hexlify(found) === stored.get(asked),
        () => false,
      );
      expect(await theirs).toBe(false);
    }
  });

  it("behavior: says which nodes no reading has passed", async () => {
    const trie = await trieOf(new Map([[word(1), "0x01"]]));
    const other = encodeRlp(["0x20", "0x02"]) as Hex;
    const nodes = new TrieNodes([...(await proofOf(trie, [word(1)])), other]);
    expect(nodes.unused).toHaveLength(2);
    nodes.read(hexlify(trie.root()) as Hex, word(1));
    expect(nodes.unused).toEqual([other]);
  });

  it("behavior: what is no node of a trie proves nothing", () => {
    const deep = `0x${"c1".repeat(20_000)}` as Hex;
    const none = [
      "0x80",
      "0xc0",
      "0xff",
      deep,
      encodeRlp(["0x20"]),
      encodeRlp(["0x40", "0x01"]),
      encodeRlp(["0x21", "0x01", "0x02"]),
      encodeRlp([[], "0x01"]),
      encodeRlp(Array(17).fill("0x01")),
      encodeRlp(Array(16).fill("0x")),
    ] as Hex[];
    for (const node of none) {
      const hash = keccak256(node) as Hex;
      const found = new TrieNodes([node]).read(hash, word(1));
      expect([node.slice(0, 40), found]).toEqual([
        node.slice(0, 40),
        hash === keccak256("0x80") ? { value: "0x" } : { missing: hash },
      ]);
    }
  });
});
