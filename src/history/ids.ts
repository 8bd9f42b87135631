import { concat, encodeBytes32String, id, keccak256, toBeHex, zeroPadBytes, zeroPadValue } from "ethers";
import { canonicalProduct } from "../codes/canonical.ts";
import type { Code } from "../codes/code.ts";
import { MissingLot, MissingSerial } from "../codes/errors.ts";
import { InvalidInput } from "../errors/base.ts";
import type { Hex } from "./types.ts";

/** The type hashes that keep ids of different kinds, first heads and entries apart (contracts/libraries). */
export const typeHashes = {
  product: id("Product(string code)"),
  item: id("Item(bytes32 product,bytes32 serial)"),
  batch: id("Batch(bytes32 product,bytes32 lot)"),
  parcel: id("Parcel(bytes32 origin,bytes27 originHead)"),
  requisition: id("Requisition(uint24 organisation,bytes32 reference)"),
  genesis: id("Genesis(uint256 chainId,address ledger,bytes32 subject)"),
  entry: id(
    "Entry(bytes27 previous,bytes32 subject,uint24 organisation,uint256 facts,bytes32 origin,bytes27 originHead,bytes32 details)",
  ),
} as const;

const word = (value: bigint | number): string => toBeHex(value, 32);

/** keccak256 of 32-byte words: `abi.encode` of static types. */
export function hashWords(words: readonly string[]): Hex {
  return keccak256(concat(words)) as Hex;
}

/**
 * A short text as the ledger takes it: UTF-8, left-aligned in 32 bytes.
 *
 * @param field - the parameter's name, for the error
 * @param text - 1 to 32 bytes of UTF-8, without a zero byte
 * @throws {@link InvalidInput}
 */
export function textWord(field: string, text: string): Hex {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === 0 || bytes.length > 32 || bytes.includes(0)) {
    throw new InvalidInput(field, text, "must be 1 to 32 bytes of UTF-8");
  }
  return zeroPadBytes(bytes, 32) as Hex;
}

/** The id of a product: what its GTIN names. */
export function productId(code: Code): Hex {
  return hashWords([typeHashes.product, id(canonicalProduct(code))]);
}

/**
 * A serial as the ledger takes it.
 *
 * @throws {@link MissingSerial} when the code has none
 */
export function serialWord(code: Code): Hex {
  if (code.serial === undefined) throw new MissingSerial(code);
  return encodeBytes32String(code.serial) as Hex;
}

/**
 * The id of an item: a product and a serial.
 *
 * @throws {@link MissingSerial} when the code has none
 */
export function itemId(code: Code): Hex {
  return hashWords([typeHashes.item, productId(code), serialWord(code)]);
}

/**
 * A lot number as the ledger takes it.
 *
 * @throws {@link MissingLot} when the code has none
 */
export function lotWord(code: Code): Hex {
  if (code.lot === undefined) throw new MissingLot(code);
  return encodeBytes32String(code.lot) as Hex;
}

/**
 * The id of a batch: a product and a lot.
 *
 * @throws {@link MissingLot} when the code has no lot
 */
export function batchId(code: Code): Hex {
  return hashWords([typeHashes.batch, productId(code), lotWord(code)]);
}

/**
 * The id of a parcel: what it comes from, and the head of that then.
 *
 * @param origin - the id of a batch, of the requisition that declared it, or of the parcel that it was split from
 * @param originHead - its head, 27 bytes
 */
export function parcelId(origin: Hex, originHead: Hex): Hex {
  return hashWords([typeHashes.parcel, origin, zeroPadBytes(originHead, 32)]);
}

/**
 * The id of a requisition.
 *
 * @param organisation - the number of the organisation that applies
 * @param reference - its own reference, 1 to 32 bytes of UTF-8
 */
export function requisitionId(organisation: number, reference: string): Hex {
  return hashWords([typeHashes.requisition, word(organisation), textWord("reference", reference)]);
}

/**
 * The number that entries name a place by: the leading 32 bits of the hash of its name.
 *
 * @param name - 1 to 32 bytes of UTF-8
 */
export function placeNumber(name: string): number {
  return Number(BigInt(keccak256(textWord("place", name))) >> 224n);
}

/** The leading 27 bytes of a hash. */
const lead = (hash: string): Hex => hash.slice(0, 2 + 54) as Hex;

/** The head before a subject's first entry. */
export function genesisHead(chainId: bigint, ledger: string, subject: Hex): Hex {
  return lead(hashWords([typeHashes.genesis, word(chainId), zeroPadValue(ledger, 32), subject]));
}

/** What an entry's head is computed from, beside the head before. */
export interface Committed {
  readonly subject: Hex;
  readonly organisation: number;
  readonly facts: bigint;
  readonly origin: Hex;
  readonly originHead: Hex;
  readonly details: Hex;
}

/** The head after an entry. */
export function entryHead(previous: Hex, entry: Committed): Hex {
  return lead(
    hashWords([
      typeHashes.entry,
      zeroPadBytes(previous, 32),
      entry.subject,
      word(entry.organisation),
      word(entry.facts),
      entry.origin,
      zeroPadBytes(entry.originHead, 32),
      entry.details,
    ]),
  );
}
