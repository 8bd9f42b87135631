/** The same, said in English and in Chinese. */
export interface Phrase {
  readonly en: string;
  readonly zh: string;
}

/** A language that everything is said in. */
export type Language = keyof Phrase;
