import type { Hex } from "../history/types.ts";
import { decode, type TrieNodes } from "./trie.ts";

const ZERO: Hex = `0x${"00".repeat(32)}`;

/** Of the contract's storage, the words that the nodes prove. */
export interface ProvenStorage {
  /** The word in a slot, or the hash of the node that is missing to tell; "0x" where what is there is no word. */
  word(slot: Hex): { readonly word: Hex } | { readonly missing: Hex };
}

/**
 * Opens the storage of a contract, as a block's state root commits to it.
 *
 * @param nodes - the nodes of both tries
 * @param stateRoot - from a header
 * @param address - the contract
 * @returns its storage; the hash of the node that is missing to tell, "0x" where what is there is no account; or that the
 * state has no such contract
 */
export function openStorage(
  nodes: TrieNodes,
  stateRoot: Hex,
  address: Hex,
): ProvenStorage | { readonly missing: Hex } | { readonly absent: true } {
  const account = nodes.read(stateRoot, address);
  if ("missing" in account) return account;
  if (account.value === "0x") return { absent: true };
  // nonce, balance, storage root, code hash
  const fields = decode(account.value);
  const storageRoot = Array.isArray(fields) && fields.length === 4 ? fields[2] : undefined;
  if (typeof storageRoot !== "string" || storageRoot.length !== 66) return { missing: "0x" };
  return {
    word: (slot) => {
      const found = nodes.read(storageRoot as Hex, slot);
      if ("missing" in found) return found;
      if (found.value === "0x") return { word: ZERO };
      const value = decode(found.value);
      const stored = typeof value === "string" && value.length <= 66 && /^0x(?!00)[0-9a-f]/.test(value);
      return stored ? { word: `0x${value.slice(2).padStart(64, "0")}` } : { missing: "0x" };
    },
  };
}
