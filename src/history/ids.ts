import { keccak256 } from "ethers/crypto";
import { id } from "ethers/hash";
import { concat, getBytes, toBeHex, zeroPadBytes } from "ethers/utils";
import { canonicalProduct } from "../codes/canonical.ts";
import type { Code } from "../codes/code.ts";
import { MissingLot, MissingSerial } from "../codes/errors.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
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

/** The head that an entry without origin comes from. */
export const NO_HEAD: Hex = `0x${"00".repeat(27)}`;

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
    throw new InvalidInput(field, text, rule(must.utf8Bytes, { max: 32 }));
  }
  return zeroPadBytes(bytes, 32) as Hex;
}

/** The id of a product: what its GTIN names. */
export function productId(code: Code): Hex {
  const canonical = canonicalProduct(code);
  let known = productIds.get(canonical);
  if (known === undefined) {
    known = hashWords([typeHashes.product, id(canonical)]);
    if (productIds.size >= MOST_KNOWN) productIds.clear();
    productIds.set(canonical, known);
  }
  return known;
}

/** Hashing takes longest of all that is done with a code, and many codes are of few products. */
const productIds = new Map<string, Hex>();
const MOST_KNOWN = 1_000;

/**
 * A serial as the ledger takes it.
 *
 * @throws {@link MissingSerial} when the code has none
 */
export function serialWord(code: Code): Hex {
  if (code.serial === undefined) throw new MissingSerial(code);
  return textWord("serial", code.serial);
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
  return textWord("lot", code.lot);
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
 * A name (of an organisation, a product, a place) as the ledger takes it.
 *
 * @param field - the parameter's name, for the error
 * @param name - 1 to 96 bytes of UTF-8
 * @throws {@link InvalidInput}
 */
export function nameText(field: string, name: string): string {
  const length = typeof name === "string" ? new TextEncoder().encode(name).length : 0;
  if (length === 0 || length > 96) throw new InvalidInput(field, name, rule(must.utf8Bytes, { max: 96 }));
  return name;
}

/**
 * The number that entries name a place by: the leading 32 bits of the hash of its name.
 *
 * @param name - 1 to 96 bytes of UTF-8
 */
export function placeNumber(name: string): number {
  return Number(BigInt(id(nameText("place", name))) >> 224n);
}

/**
 * The head before a subject's first entry.
 *
 * @param chainId - the chain that the ledger is on
 * @param ledger - its address
 * @param subject - the subject's id
 * @returns the head, 27 bytes
 * @throws {@link InvalidInput} when one of them has not its length
 *
 * @example
 * const head = genesisHead(31337n, ledger, itemId(parseCode("(01)09521234543213(21)P-0001")));
 */
export function genesisHead(chainId: bigint, ledger: string, subject: Hex): Hex {
  writeBigint(genesisWords, 1, "chainId", chainId);
  writeHex(genesisWords, 2 * WORD + 12, 20, "ledger", ledger);
  writeHex(genesisWords, 3 * WORD, 32, "subject", subject);
  return leadOfHash(genesisWords);
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

/**
 * The head after an entry.
 *
 * @param previous - the head before, 27 bytes
 * @param entry - what the ledger commits to of the entry; origin and its head are 0 where it has none
 * @returns the head, 27 bytes
 * @throws {@link InvalidInput} when a value has not its length: bytes of one never count for another
 *
 * @example
 * const head = entryHead(genesisHead(chainId, ledger, entry.subject), { ...entry, facts: packFacts("asset", entry) });
 */
export function entryHead(previous: Hex, entry: Committed): Hex {
  const { organisation } = entry;
  if (!Number.isInteger(organisation) || organisation < 0 || organisation >= 2 ** 24) {
    throw new InvalidInput("organisation", organisation, rule(must.bits, { bits: 24 }));
  }
  writeHex(entryWords, 1 * WORD, HEAD, "previous", previous);
  writeHex(entryWords, 2 * WORD, 32, "subject", entry.subject);
  entryWords.numbers.setUint32(4 * WORD - 4, organisation);
  writeBigint(entryWords, 4, "facts", entry.facts);
  writeHex(entryWords, 5 * WORD, 32, "origin", entry.origin);
  writeHex(entryWords, 6 * WORD, HEAD, "originHead", entry.originHead);
  writeHex(entryWords, 7 * WORD, 32, "details", entry.details);
  return leadOfHash(entryWords);
}

/** The bytes of a word, and of a head. */
const [WORD, HEAD] = [32, 27];

/** Words that are hashed again and again, each time with other values at the same places; what is between them stays 0. */
interface Words {
  readonly bytes: Uint8Array;
  readonly numbers: DataView;
}

function wordsOf(typeHash: string, count: number): Words {
  const bytes = new Uint8Array(count * WORD);
  bytes.set(getBytes(typeHash));
  return { bytes, numbers: new DataView(bytes.buffer) };
}

const genesisWords = wordsOf(typeHashes.genesis, 4);
const entryWords = wordsOf(typeHashes.entry, 8);

/** The value of each hexadecimal digit by its character; -1 for other characters. */
const digits = new Int8Array(128).fill(-1);
for (const digit of "0123456789abcdefABCDEF") digits[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** Writes exactly so many bytes, given in hexadecimal. */
function writeHex({ bytes }: Words, at: number, length: number, field: string, hex: string): void {
  let all = typeof hex === "string" && hex.length === 2 + 2 * length && hex.startsWith("0x") ? 0 : -1;
  for (let index = 0; index < length && all >= 0; index++) {
    const high = digits[hex.charCodeAt(2 + 2 * index)] ?? -1;
    const byte = (high << 4) | (digits[hex.charCodeAt(3 + 2 * index)] ?? -1);
    bytes[at + index] = byte;
    all |= byte;
  }
  if (all < 0) throw new InvalidInput(field, hex, rule(must.hex, { bytes: length }));
}

function writeBigint({ numbers }: Words, word: number, field: string, value: bigint): void {
  if (value < 0n || value >> 256n !== 0n) throw new InvalidInput(field, value, rule(must.bits, { bits: 256 }));
  for (let part = 0; part < 4; part++) {
    numbers.setBigUint64(word * WORD + part * 8, value >> BigInt(192 - part * 64));
  }
}

/** The leading 27 bytes of the hash. */
function leadOfHash({ bytes }: Words): Hex {
  return keccak256(bytes).slice(0, 2 + 2 * HEAD) as Hex;
}
