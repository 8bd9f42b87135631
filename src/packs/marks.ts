import { keccak256 } from "ethers/crypto";
import { id } from "ethers/hash";
import { concat, isHexString, toBeHex } from "ethers/utils";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { DuplicatePack, InvalidMark, InvalidPackIndex, InvalidPackRange } from "./errors.ts";
import { MAX_PACKS } from "./units.ts";

/** Some of 256 packs that follow each other. Bit `i` of word `w` stands for pack `256 w + i`. */
export interface PackMark {
  readonly word: number;
  /** At least one bit, at most 256. */
  readonly mask: bigint;
}

/** What keeps the commitment to packs apart from every other hash. */
export const PACKS_TYPEHASH = id("Packs(bytes32 details,bytes32 marks)") as Hex;

const WORD = 256;
const BITS = BigInt(WORD);

/**
 * Marks packs that follow each other.
 *
 * @param first - the index of the first
 * @param count - how many, at least one
 * @returns the marks, ascending by word
 * @throws {@link InvalidPackRange} if the range is empty or a batch cannot have it
 */
export function marksOfRange(first: number, count: number): readonly PackMark[] {
  if (!Number.isInteger(count) || count < 1) throw new InvalidPackRange(first, count, rule(must.onePack));
  if (!Number.isInteger(first) || first < 0 || first + count > MAX_PACKS) {
    throw new InvalidPackRange(first, count, rule(must.from0, { max: MAX_PACKS - 1 }));
  }
  const end = first + count;
  const marks: PackMark[] = [];
  for (let word = Math.floor(first / WORD); word * WORD < end; word++) {
    const from = BigInt(Math.max(first - word * WORD, 0));
    const to = BigInt(Math.min(end - word * WORD, WORD));
    marks.push({ word, mask: (1n << to) - (1n << from) });
  }
  return marks;
}

/**
 * Marks packs.
 *
 * @param indices - their indices, in any order
 * @returns the marks, ascending by word; none for no packs
 * @throws {@link InvalidPackIndex} if an index is not a whole number that a batch can have
 * @throws {@link DuplicatePack} if an index is there twice
 */
export function marksOfPacks(indices: Iterable<number>): readonly PackMark[] {
  const masks = new Map<number, bigint>();
  for (const pack of indices) {
    if (!Number.isInteger(pack) || pack < 0 || pack >= MAX_PACKS) {
      throw new InvalidPackIndex(pack, rule(must.wholeFrom, { min: 0, max: MAX_PACKS - 1 }));
    }
    const word = Math.floor(pack / WORD);
    const bit = 1n << BigInt(pack % WORD);
    const mask = masks.get(word) ?? 0n;
    if ((mask & bit) !== 0n) throw new DuplicatePack(pack);
    masks.set(word, mask | bit);
  }
  return [...masks].map(([word, mask]): PackMark => ({ word, mask })).sort((a, b) => a.word - b.word);
}

/**
 * Says which packs are marked.
 *
 * @param marks - the marks, ascending by word
 * @returns their indices, ascending
 * @throws {@link InvalidMark} if a mark is none or they are out of order
 */
export function packsOfMarks(marks: readonly PackMark[]): readonly number[] {
  checkMarks(marks);
  const packs: number[] = [];
  for (const { word, mask } of marks) {
    const bits = mask.toString(2);
    for (let i = 0; i < bits.length; i++) {
      if (bits[bits.length - 1 - i] === "1") packs.push(word * WORD + i);
    }
  }
  return packs;
}

/**
 * Counts the packs that are marked.
 *
 * @param marks - the marks, ascending by word
 * @returns how many
 * @throws {@link InvalidMark} if a mark is none or they are out of order
 */
export function countOfMarks(marks: readonly PackMark[]): number {
  checkMarks(marks);
  return marks.reduce((sum, { mask }) => sum + mask.toString(2).replaceAll("0", "").length, 0);
}

/**
 * Commits to which packs a step was about, and to the document behind it.
 *
 * @param details - the commitment to the document, 32 bytes; zeros for none
 * @param marks - the marks, ascending by word
 * @returns what the ledger records as the entry's details
 * @throws {@link InvalidInput} if `details` is not 32 bytes
 * @throws {@link InvalidMark} if a mark is none or they are out of order
 */
export function packsCommitment(details: Hex, marks: readonly PackMark[]): Hex {
  if (!isHexString(details, 32)) throw new InvalidInput("details", details, rule(must.hex, { bytes: 32 }));
  return keccak256(concat([PACKS_TYPEHASH, details, marksHash(marks)])) as Hex;
}

/**
 * The hash of which packs a step was about.
 *
 * @param marks - the marks, ascending by word
 * @throws {@link InvalidMark} if a mark is none or they are out of order
 */
export function marksHash(marks: readonly PackMark[]): Hex {
  checkMarks(marks);
  return keccak256(concat(marks.flatMap(({ word, mask }) => [toBeHex(word, 32), toBeHex(mask, 32)]))) as Hex;
}

function checkMarks(marks: readonly PackMark[]): void {
  let before = -1;
  for (const [index, mark] of marks.entries()) {
    if (!Number.isInteger(mark.word) || mark.word < 0 || mark.word >= MAX_PACKS / WORD) {
      throw new InvalidMark(index, mark, rule(must.wordTo, { last: MAX_PACKS / WORD - 1 }));
    }
    if (typeof mark.mask !== "bigint" || mark.mask <= 0n || mark.mask >> BITS !== 0n) {
      throw new InvalidMark(index, mark, rule(must.mask));
    }
    if (mark.word <= before) throw new InvalidMark(index, mark, rule(must.wordAfter, { word: before }));
    before = mark.word;
  }
}
