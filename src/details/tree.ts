import { keccak256 } from "ethers/crypto";
import { concat, toBeHex, zeroPadBytes } from "ethers/utils";
import type { Hex } from "../history/types.ts";
import { canonicalText, type Field } from "./fields.ts";

/** How many bytes a salt has. */
export const SALT = 16;
/** How many siblings lead from a leaf to the root of a tree of as many fields as a document may have. */
export const LONGEST_PROOF = 10;

/** A field with what hides it. */
export interface SaltedField extends Field {
  /** 16 random bytes of its own. */
  readonly salt: Hex;
}

const WORD = 32;
const utf8 = new TextEncoder();

/**
 * The tree over a document's fields, in the shape of OpenZeppelin's `StandardMerkleTree`; its root is the commitment. The
 * leaves stand in the order of their hashes.
 */
export class FieldTree {
  readonly commitment: Hex;
  /** Root first; the children of node `i` are `2i + 1` and `2i + 2`, and the first leaf is the last node. */
  readonly #nodes: readonly Hex[];
  /** The node of each field's leaf. */
  readonly #places: readonly number[];

  constructor(fields: readonly SaltedField[]) {
    const leaves = fields.map((field, index) => ({ hash: leafOf(field), index }));
    // Both are lower case and equally long: the order of texts is that of numbers.
    leaves.sort((a, b) => (a.hash < b.hash ? -1 : 1));
    const nodes = new Array<Hex>(Math.max(0, 2 * leaves.length - 1));
    const places = new Array<number>(leaves.length);
    for (const [order, { hash, index }] of leaves.entries()) {
      places[index] = nodes.length - 1 - order;
      nodes[nodes.length - 1 - order] = hash;
    }
    for (let node = leaves.length - 2; node >= 0; node--) {
      nodes[node] = nodeOf(nodes[2 * node + 1] as Hex, nodes[2 * node + 2] as Hex);
    }
    this.#nodes = nodes;
    this.#places = places;
    this.commitment = nodes[0] as Hex;
  }

  /** The siblings from a field's leaf up to the root. */
  prove(index: number): readonly Hex[] {
    const siblings: Hex[] = [];
    for (let node = this.#places[index] as number; node > 0; node = (node - 1) >> 1) {
      siblings.push(this.#nodes[node % 2 === 1 ? node + 1 : node - 1] as Hex);
    }
    return siblings;
  }
}

/** Whether a field's proof leads to a commitment. Both must have their form. */
export function leadsTo(commitment: Hex, field: SaltedField, proof: readonly Hex[]): boolean {
  return proof.reduce(nodeOf, leafOf(field)) === commitment;
}

/** `keccak256(keccak256(abi.encode(bytes16 salt, string path, string text)))`. */
function leafOf({ salt, path, value }: SaltedField): Hex {
  const [first, second] = [textOf(path), textOf(canonicalText(value))];
  const head = [zeroPadBytes(salt, WORD), wordOf(3 * WORD), wordOf(3 * WORD + first.length)];
  return keccak256(keccak256(concat([...head, first, second]))) as Hex;
}

/** A text's length, and its bytes up to a whole word. */
function textOf(text: string): Uint8Array {
  const bytes = utf8.encode(text);
  const encoded = new Uint8Array(WORD * (1 + Math.ceil(bytes.length / WORD)));
  new DataView(encoded.buffer).setUint32(WORD - 4, bytes.length);
  encoded.set(bytes, WORD);
  return encoded;
}

const wordOf = (value: number): string => toBeHex(value, WORD);

const nodeOf = (a: Hex, b: Hex): Hex => keccak256(concat(a < b ? [a, b] : [b, a])) as Hex;
