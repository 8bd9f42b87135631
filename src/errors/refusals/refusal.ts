import { MedtraceError, type MedtraceErrorOptions } from "../base.ts";

/**
 * The base of all that the ledger itself refuses. Each class is named after the custom error of `ILedgerErrors`; the
 * refused write changed nothing.
 */
export abstract class Refusal<D extends Readonly<Record<string, unknown>>> extends MedtraceError {
  readonly details: D;

  constructor(message: (details: D) => string, details: D, options?: MedtraceErrorOptions) {
    super(message(details), options);
    this.details = details;
  }
}

/** What messages share: alternatives, an id in short, a day, a moment, a word of the vocabulary as a person writes it. */
export const or = (words: readonly string[]): string => words.map(spoken).join(" or ") || "none";
export const short = (id: string): string => `${id.slice(0, 10)}…`;
export const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
export const moment = (seconds: number): string => new Date(seconds * 1000).toISOString();
export const spoken = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
