import { InvalidInput } from "../errors/base.ts";

/**
 * The number that stands for a word on the chain.
 *
 * @param field - the parameter's name, for the error
 * @param words - a list of the vocabulary
 * @param word - one of its words, never the first, "none"
 * @returns its number
 * @throws {@link InvalidInput} when the list does not have it
 */
export function numberOf(field: string, words: readonly string[], word: string): number {
  const number = words.indexOf(word);
  if (number < 1) throw new InvalidInput(field, word, `must be one of ${words.slice(1).join(", ")}`);
  return number;
}

/**
 * The bits that stand for a set of words on the chain.
 *
 * @param field - the parameter's name, for the error
 * @param words - a list of the vocabulary: bit n stands for the n-th
 * @param chosen - some of its words
 * @returns the union of their bits
 * @throws {@link InvalidInput} when the list does not have one of them
 */
export function bitsOf(field: string, words: readonly string[], chosen: readonly string[]): number {
  let bits = 0;
  for (const word of chosen) {
    const bit = words.indexOf(word);
    if (bit < 0) throw new InvalidInput(field, word, `must be one of ${words.join(", ")}`);
    bits |= 1 << bit;
  }
  return bits;
}

/**
 * The words that a set of bits stands for.
 *
 * @param words - a list of the vocabulary: bit n stands for the n-th
 * @param bits - a union of bits
 * @returns the words, in the list's order
 */
export function wordsOf<W extends string>(words: readonly W[], bits: number): readonly W[] {
  return words.filter((_, bit) => ((bits >> bit) & 1) === 1);
}

/** A word of the vocabulary as a person writes it: "medicalWaste" as "medical waste". */
export function inWords(word: string | undefined): string {
  return (word ?? "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A word of the vocabulary as the command line writes it: "medicalWaste" as "medical-waste". */
export function kebab(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A word however it is written: "medicalWaste", "medical-waste" and "Medical waste" are one. */
export function flat(word: string): string {
  return word.replace(/[\s_-]/g, "").toLowerCase();
}
