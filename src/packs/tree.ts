import { keccak256 } from "ethers/crypto";
import { isHexString } from "ethers/utils";
import { canonicalItem, canonicalProduct } from "../codes/canonical.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import {
  DuplicateUnitCode,
  InvalidCaseRange,
  MalformedPackList,
  NoPacks,
  OverlappingCases,
  TooManyUnits,
  UnknownUnit,
  WrongPackRoot,
} from "./errors.ts";
import { canonicalUnit, isCanonicalUnit, MAX_PACKS, type PackUnit } from "./units.ts";

/** What serialises a batch. */
export interface PackParameters {
  /** The product, 8, 12, 13 or 14 digits. */
  readonly gtin: string;
  /** The serials of the packs in the order of their indices, 1 to 2²⁰ of them. */
  readonly packs: Iterable<string>;
  /** The cases, in any order; their codes in any form that {@link canonicalUnit} reads. Default: none. */
  readonly cases?: Iterable<PackUnit> | undefined;
}

/** A batch's packs and cases as a manufacturer hands them on. */
export interface PackList {
  /** The product, 14 digits. */
  readonly gtin: string;
  /** What the ledger holds of the batch. */
  readonly root: Hex;
  /** The serials of the packs in the order of their indices. */
  readonly packs: readonly string[];
  /** The cases, each before those inside it. */
  readonly cases: readonly PackUnit[];
}

/** That a code is on a unit of a batch, shown to whoever has the batch's root. */
export interface PackProof extends PackUnit {
  /** The siblings from the leaf up, 32 bytes each. */
  readonly path: readonly Hex[];
}

const HASH = 32;
/** Of a tree with as many cases as packs. */
const LONGEST_PATH = Math.log2(2 * MAX_PACKS);

/**
 * The Merkle tree over the codes of a batch: one leaf for each pack and each case, which says that this code is on the
 * unit that covers these packs. OpenZeppelin's MerkleProof.sol checks its proofs.
 *
 * A leaf is `keccak256(keccak256(abi.encode(uint32 first, uint32 count, keccak256(bytes(code)))))`, a node the hash of
 * its two children, the smaller first. The leaves are in the order of the packs, then of the cases, and the tree has
 * the shape of the library @openzeppelin/merkle-tree without sorted leaves.
 */
export class PackTree {
  /** The product, 14 digits. */
  readonly gtin: string;
  /** How many packs. */
  readonly packs: number;
  /** The cases, each before those inside it. */
  readonly cases: readonly PackUnit[];
  /** What the ledger holds of the batch. */
  readonly root: Hex;

  /** By leaf. */
  readonly #codes: readonly string[];
  readonly #leaves: ReadonlyMap<string, number>;
  /** Root first; the children of node `i` are `2i + 1` and `2i + 2`, and the first leaf is the last node. */
  readonly #nodes: Uint8Array;

  private constructor(gtin: string, codes: readonly string[], leaves: ReadonlyMap<string, number>, cases: PackUnit[]) {
    this.gtin = gtin;
    this.packs = codes.length - cases.length;
    this.cases = cases;
    this.#codes = codes;
    this.#leaves = leaves;
    this.#nodes = hashTree(codes.length, (leaf, nodes, at) => writeLeaf(this.#unit(leaf), nodes, at));
    this.root = readHash(this.#nodes, 0);
  }

  /**
   * Makes the tree of a batch. The order of the cases changes nothing.
   *
   * @param parameters - the product, the serials, the cases
   * @returns the tree
   * @throws {@link InvalidGtin}, {@link WrongCheckDigit} if the GTIN is not one
   * @throws {@link NoPacks} if there is no serial
   * @throws {@link TooManyUnits} if there are more than 2²⁰ packs, or more than 2²⁰ cases
   * @throws {@link MalformedSerial} if a serial is not one
   * @throws {@link DuplicateUnitCode} if two units have the same code
   * @throws {@link InvalidCaseRange} if a case is empty or goes beyond the batch
   * @throws {@link OverlappingCases} if two cases share packs and neither holds the other
   * @throws the errors of {@link canonicalUnit} if a case's code is not one
   * @example
   * const tree = PackTree.of({
   *   gtin: "09521234543213",
   *   packs: ["A1", "A2", "A3"],
   *   cases: [{ code: "(00)095212340000000019", first: 0, count: 2 }],
   * });
   * checkPackProof(tree.root, tree.prove("(01)09521234543213(21)A2")); // true
   */
  static of({ gtin, packs, cases = [] }: PackParameters): PackTree {
    const product = canonicalProduct({ gtin }).slice("/01/".length);
    const codes: string[] = [];
    const leaves = new Map<string, number>();

    for (const serial of packs) {
      if (codes.length === MAX_PACKS) throw new TooManyUnits("packs", MAX_PACKS + 1, MAX_PACKS);
      const code = canonicalItem({ gtin: product, serial });
      const earlier = leaves.get(code);
      if (earlier !== undefined) throw new DuplicateUnitCode(pack(code, earlier), pack(code, codes.length));
      leaves.set(code, codes.length);
      codes.push(code);
    }
    const count = codes.length;
    if (count === 0) throw new NoPacks();

    const sorted = readCases(cases, count);
    for (const [index, unit] of sorted.entries()) {
      const earlier = leaves.get(unit.code);
      if (earlier !== undefined) {
        throw new DuplicateUnitCode(sorted[earlier - count] ?? pack(unit.code, earlier), unit);
      }
      leaves.set(unit.code, count + index);
      codes.push(unit.code);
    }
    return new PackTree(product, codes, leaves, sorted);
  }

  /**
   * Makes the tree again from what was handed on, hashing all of it anew.
   *
   * @param list - what {@link PackTree.toJSON} gave, after JSON
   * @returns the tree, whose root is the one stated; whether the ledger holds it is for the caller to see
   * @throws {@link MalformedPackList} if it does not have the form
   * @throws {@link WrongPackRoot} if the codes give another root
   * @throws the errors of {@link PackTree.of}
   */
  static from(list: unknown): PackTree {
    const { gtin, root, packs, cases } = record("packList", list);
    if (typeof gtin !== "string") throw malformed("gtin", gtin, rule(must.text));
    if (typeof root !== "string" || !/^0x[0-9a-f]{64}$/.test(root)) {
      throw malformed("root", root, rule(must.lowerHex, { bytes: 32 }));
    }
    const tree = PackTree.of({
      gtin,
      packs: array("packs", packs).map((serial, index) => text(`packs[${index}]`, serial)),
      cases: array("cases", cases).map((one, index): PackUnit => {
        const { code, first, count } = record(`cases[${index}]`, one);
        return {
          code: text(`cases[${index}].code`, code),
          first: number(`cases[${index}].first`, first),
          count: number(`cases[${index}].count`, count),
        };
      }),
    });
    if (tree.root !== root) throw new WrongPackRoot(root as Hex, tree.root);
    return tree;
  }

  /**
   * Finds the unit that a code is on.
   *
   * @param text - the code, in any form that {@link canonicalUnit} reads
   * @returns the unit; `undefined` if no unit of this batch has it
   * @throws the errors of {@link canonicalUnit}
   */
  find(text: string): PackUnit | undefined {
    const leaf = this.#leaves.get(canonicalUnit(text));
    return leaf === undefined ? undefined : this.#unit(leaf);
  }

  /**
   * Proves that a code is on a unit of this batch.
   *
   * @param text - the code, in any form that {@link canonicalUnit} reads
   * @returns the unit and the path from its leaf to the root
   * @throws {@link UnknownUnit} if no unit of this batch has it
   * @throws the errors of {@link canonicalUnit}
   */
  prove(text: string): PackProof {
    const code = canonicalUnit(text);
    const leaf = this.#leaves.get(code);
    if (leaf === undefined) throw new UnknownUnit(code);
    const path: Hex[] = [];
    for (let node = 2 * this.#codes.length - 2 - leaf; node > 0; node = (node - 1) >> 1) {
      path.push(readHash(this.#nodes, (node % 2 === 1 ? node + 1 : node - 1) * HASH));
    }
    return { ...this.#unit(leaf), path };
  }

  /** What {@link PackTree.from} reads: the codes, not the tree. */
  toJSON(): PackList {
    const before = canonicalProduct(this).length + "/21/".length;
    return {
      gtin: this.gtin,
      root: this.root,
      packs: this.#codes.slice(0, this.packs).map((code) => decodeURIComponent(code.slice(before))),
      cases: this.cases,
    };
  }

  #unit(leaf: number): PackUnit {
    return this.cases[leaf - this.packs] ?? pack(this.#codes[leaf] ?? "", leaf);
  }
}

/**
 * Says whether a proof shows that its code is on its unit of the batch with this root. What is not a proof at all shows
 * nothing. That the code is the one scanned is for the caller to compare, in the one form.
 *
 * @param root - what the ledger holds of the batch
 * @param proof - the proof, from whoever shows it
 * @returns whether root and proof agree
 */
export function checkPackProof(root: Hex, proof: PackProof): boolean {
  const { code, first, count, path } = proof;
  if (!isHexString(root, HASH) || !Array.isArray(path) || path.length > LONGEST_PATH) return false;
  if (typeof code !== "string" || !isCanonicalUnit(code) || !isRange(first, count, MAX_PACKS)) return false;
  const nodes = new Uint8Array(2 * HASH);
  writeLeaf(proof, nodes, 0);
  for (const sibling of path) {
    if (!isHexString(sibling, HASH)) return false;
    writeHash(sibling, nodes, HASH);
    writeNode(nodes, 0, nodes, 0);
  }
  return readHash(nodes, 0) === root.toLowerCase();
}

function pack(code: string, index: number): PackUnit {
  return { code, first: index, count: 1 };
}

function isRange(first: number, count: number, end: number): boolean {
  return Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 1 && first + count <= end;
}

/** Reads the cases and puts them in their one order, each before those inside it. */
function readCases(cases: Iterable<PackUnit>, packs: number): PackUnit[] {
  const units: PackUnit[] = [];
  for (const { code, first, count } of cases) {
    if (units.length === MAX_PACKS) throw new TooManyUnits("cases", MAX_PACKS + 1, MAX_PACKS);
    const unit = { code: canonicalUnit(code), first, count };
    if (!(count >= 1)) throw new InvalidCaseRange(unit, rule(must.onePack));
    if (!isRange(first, count, packs)) throw new InvalidCaseRange(unit, rule(must.wholePacks, { last: packs - 1 }));
    units.push(unit);
  }
  units.sort((a, b) => a.first - b.first || b.count - a.count || (a.code < b.code ? -1 : 1));

  const around: PackUnit[] = [];
  for (const unit of units) {
    let outer = around.at(-1);
    while (outer !== undefined && outer.first + outer.count <= unit.first) {
      around.pop();
      outer = around.at(-1);
    }
    if (outer !== undefined && unit.first + unit.count > outer.first + outer.count) {
      throw new OverlappingCases(unit, outer);
    }
    around.push(unit);
  }
  return units;
}

// A batch has up to a million leaves and as many nodes. All hashes are kept in one array of bytes, and what is hashed is
// written into the same few arrays over and over; each is read before anything else can write to it.

const utf8 = new TextEncoder();
/** The longest code: 22 characters and a serial of 20, percent-encoded. */
const codeBytes = new Uint8Array(22 + 20 * 3);
/** `abi.encode(uint32, uint32, bytes32)`. */
const leafBytes = new Uint8Array(3 * HASH);
const leafView = new DataView(leafBytes.buffer);
const hashBytes = new Uint8Array(HASH);
const pairBytes = new Uint8Array(2 * HASH);

function hashTree(leaves: number, write: (leaf: number, nodes: Uint8Array, at: number) => void): Uint8Array {
  const nodes = new Uint8Array((2 * leaves - 1) * HASH);
  for (let leaf = 0; leaf < leaves; leaf++) write(leaf, nodes, (2 * leaves - 2 - leaf) * HASH);
  for (let node = leaves - 2; node >= 0; node--) writeNode(nodes, (2 * node + 1) * HASH, nodes, node * HASH);
  return nodes;
}

function writeLeaf({ code, first, count }: PackUnit, out: Uint8Array, at: number): void {
  const { written } = utf8.encodeInto(code, codeBytes);
  leafView.setUint32(HASH - 4, first);
  leafView.setUint32(2 * HASH - 4, count);
  writeHash(keccak256(codeBytes.subarray(0, written)), leafBytes, 2 * HASH);
  writeHash(keccak256(leafBytes), hashBytes, 0);
  writeHash(keccak256(hashBytes), out, at);
}

/** Writes the node above two that stand next to each other. */
function writeNode(children: Uint8Array, at: number, out: Uint8Array, to: number): void {
  const swap = isGreater(children, at, at + HASH) ? HASH : 0;
  for (let i = 0; i < HASH; i++) {
    pairBytes[i + swap] = children[at + i] as number;
    pairBytes[i + HASH - swap] = children[at + HASH + i] as number;
  }
  writeHash(keccak256(pairBytes), out, to);
}

function isGreater(bytes: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; i < HASH; i++) {
    const difference = (bytes[a + i] as number) - (bytes[b + i] as number);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

const digitsOfBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function readHash(bytes: Uint8Array, at: number): Hex {
  let hash: Hex = "0x";
  for (let i = at; i < at + HASH; i++) hash += digitsOfBytes[bytes[i] as number];
  return hash as Hex;
}

function writeHash(hash: string, out: Uint8Array, at: number): void {
  for (let i = 0; i < HASH; i++) {
    out[at + i] = (digit(hash.charCodeAt(2 + 2 * i)) << 4) | digit(hash.charCodeAt(3 + 2 * i));
  }
}

/** The value of a hexadecimal digit, of either case. */
function digit(character: number): number {
  return (character & 15) + (character >> 6) * 9;
}

function malformed(field: string, value: unknown, rule: Rule): MalformedPackList {
  return new MalformedPackList(field, typeof value === "object" ? typeof value : value, rule);
}

function record(field: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(field, value, rule(must.object));
  }
  return value as Record<string, unknown>;
}

function array(field: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(field, value, rule(must.list));
  return value;
}

function text(field: string, value: unknown): string {
  if (typeof value !== "string") throw malformed(field, value, rule(must.text));
  return value;
}

function number(field: string, value: unknown): number {
  if (typeof value !== "number") throw malformed(field, value, rule(must.number));
  return value;
}
