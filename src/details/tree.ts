import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
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

const ENCODING = ["bytes16", "string", "string"];

const leafOf = ({ salt, path, value }: SaltedField): string[] => [salt, path, canonicalText(value)];

/** The tree over a document's fields; its root is the commitment. The leaves stand in the order of their hashes. */
export class FieldTree {
  readonly commitment: Hex;
  readonly #tree: StandardMerkleTree<string[]>;

  constructor(fields: readonly SaltedField[]) {
    this.#tree = StandardMerkleTree.of(fields.map(leafOf), ENCODING);
    this.commitment = this.#tree.root as Hex;
  }

  /** The siblings from a field's leaf up to the root. */
  prove(index: number): readonly Hex[] {
    return this.#tree.getProof(index) as Hex[];
  }
}

/** Whether a field's proof leads to a commitment. Both must have their form. */
export function leadsTo(commitment: Hex, field: SaltedField, proof: readonly Hex[]): boolean {
  return StandardMerkleTree.verify(commitment, ENCODING, leafOf(field), [...proof]);
}
