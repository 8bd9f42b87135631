import type { Phrase } from "../lifecycle/names.ts";

/** The languages that the command line speaks. What it says is a {@link Phrase}: without a translation, it does not compile. */
export const languages = ["en", "zh"] as const satisfies readonly (keyof Phrase)[];
export type Language = (typeof languages)[number];

/** Says a phrase in the language of one run. */
export interface Say {
  (phrase: Phrase): string;
  readonly language: Language;
}

/** Says everything in one language. */
export function sayIn(language: Language): Say {
  return Object.assign((phrase: Phrase) => phrase[language], { language });
}
