import { keccak256 } from "ethers/crypto";
import { decodeRlp, encodeRlp } from "ethers/utils";
import type { Hex } from "../history/types.ts";

/** What a proof's nodes say of a key. */
export type Found =
  /** The value, as it is stored; "0x" where the nodes prove that there is none. */
  | { readonly value: Hex }
  /** The hash of a node that was not given, or is none. */
  | { readonly missing: Hex };

/** The root of a trie with nothing in it: the hash of RLP's empty text. */
const EMPTY_ROOT = keccak256("0x80");
const NOTHING: Found = { value: "0x" };

/**
 * Nodes of Merkle Patricia tries (Ethereum Yellow Paper, appendix D), from which values are read. Each node is found by its
 * hash, so that nodes that several paths share are given once, and none can stand for another.
 */
export class TrieNodes {
  readonly #nodes = new Map<string, Hex>();
  /** Those that readings have passed, decoded once. */
  readonly #opened = new Map<string, unknown>();

  /** @param nodes - the nodes' RLP, in any order */
  constructor(nodes: readonly Hex[]) {
    for (const node of nodes) this.#nodes.set(keccak256(node), node);
  }

  /** The nodes that no reading has passed. */
  get unused(): readonly Hex[] {
    return [...this.#nodes].filter(([hash]) => !this.#opened.has(hash)).map(([, node]) => node);
  }

  /**
   * Reads what a trie holds under a key.
   *
   * @param root - the hash of its root, 32 bytes
   * @param key - the key before it is hashed: an address, or a slot of 32 bytes
   */
  read(root: Hex, key: Hex): Found {
    if (root === EMPTY_ROOT) return NOTHING;
    // A nibble is a hexadecimal digit.
    let path = keccak256(key).slice(2);
    let reference: unknown = root;
    for (;;) {
      const node = this.#open(reference);
      if (node === undefined) return { missing: typeof reference === "string" ? (reference as Hex) : "0x" };
      if (node.length === 17) {
        reference = node[Number.parseInt(path.charAt(0), 16)];
        path = path.slice(1);
      } else {
        const { digits, isLeaf } = readPath(node[0] as string);
        if (!path.startsWith(digits) || (isLeaf && path !== digits)) return NOTHING;
        path = path.slice(digits.length);
        reference = node[1];
        if (isLeaf) return typeof reference === "string" ? { value: reference as Hex } : { missing: "0x" };
      }
      if (reference === "0x") return NOTHING;
    }
  }

  /** A node by its hash; or, where it is shorter than a hash, the node itself. */
  #open(reference: unknown): readonly unknown[] | undefined {
    let node: unknown = reference;
    if (typeof reference === "string") {
      const given = this.#nodes.get(reference);
      if (given === undefined) return undefined;
      node = this.#opened.get(reference) ?? decode(given);
      this.#opened.set(reference, node);
    }
    return Array.isArray(node) && isNode(node) ? node : undefined;
  }
}

/**
 * A branch of 16 children and a value, or a path with what it leads to. A path that leads on has at least one digit, so that
 * no key takes more than 64 nodes.
 */
function isNode(node: readonly unknown[]): boolean {
  if (node.length === 17) return node[16] === "0x";
  const [path] = node;
  return node.length === 2 && typeof path === "string" && path !== "0x00" && /^0x(?:[02]0|[13][0-9a-f])/.test(path);
}

/** Hex-prefix encoding: the first digit says whether it is a leaf's (2) and whether the number of digits is odd (1). */
function readPath(encoded: string): { readonly digits: string; readonly isLeaf: boolean } {
  const flag = Number(encoded.charAt(2));
  return { digits: encoded.slice(flag % 2 === 1 ? 3 : 4), isLeaf: flag >= 2 };
}

/** Decodes RLP; `undefined` where it is none, or is not the one way to write what it says. */
export function decode(rlp: Hex): unknown {
  try {
    const decoded = decodeRlp(rlp);
    return encodeRlp(decoded) === rlp ? decoded : undefined;
  } catch {
    return undefined;
  }
}
