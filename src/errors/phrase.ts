import type { Language, Phrase } from "../lifecycle/phrase.ts";

export type { Language, Phrase };

/** What messages share: an id in short, a day, a moment, and a value as a person may have given it. */
export const short = (id: string): string => `${id.slice(0, 10)}…`;
export const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
export const moment = (seconds: number): string => new Date(seconds * 1000).toISOString();
export const shown = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === "bigint" ? one.toString() : one)) ?? "";

/** What is a word of the system is the same in every language. */
export const phraseOf = (said: string | Phrase): Phrase => (typeof said === "string" ? { en: said, zh: said } : said);

/** Why something failed of which the system does not say why. */
export const UNKNOWN_REASON: Phrase = { en: "unknown reason", zh: "原因不明" };
