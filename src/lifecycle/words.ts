/** The number that stands for a word of the vocabulary on the chain. */
export function numberOf<W extends string>(words: readonly W[], word: NoInfer<W>): number {
  return words.indexOf(word);
}

/** The bits that stand for a set of words on the chain: bit n stands for the n-th of the list. */
export function bitsOf<W extends string>(words: readonly W[], chosen: readonly NoInfer<W>[]): number {
  return chosen.reduce((bits, word) => bits | (1 << words.indexOf(word)), 0);
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
