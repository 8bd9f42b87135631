import { actionName, dutyName, roleName } from "../../lifecycle/names.ts";
import type { Action, Duty, Role } from "../../lifecycle/vocabulary.ts";
import { inWords } from "../../lifecycle/words.ts";
import { MedtraceError, type MedtraceErrorOptions, type Words } from "../base.ts";
import type { ErrorDetails, ErrorName } from "./abi.ts";

export { ANOTHER, LOOK } from "../words.ts";

/**
 * The base of all that the ledger itself refuses. Each class is named after the custom error of `ILedgerErrors`; the
 * refused write changed nothing.
 */
export abstract class Refusal<D extends object> extends MedtraceError {
  readonly details: D & Readonly<Record<string, unknown>>;

  constructor(message: (details: D) => string, details: D, options?: MedtraceErrorOptions) {
    super(message(details), options);
    this.details = details as D & Readonly<Record<string, unknown>>;
  }
}

/** The class of a refusal. */
export interface RefusalClass<N extends ErrorName> {
  new (details: ErrorDetails<N>, options?: MedtraceErrorOptions): Refusal<ErrorDetails<N>> & { readonly code: N };
  readonly words: Words<ErrorDetails<N>>;
}

/**
 * Makes the class of one of the ledger's custom errors: its details are the error's arguments.
 *
 * @param code - the error's name in the ABI
 * @param words - what it says in each language, and what to do next
 */
export function refused<const N extends ErrorName>(
  code: N,
  words: Words<ErrorDetails<N>> & { readonly en: (details: ErrorDetails<N>) => string },
): RefusalClass<N> {
  return class extends Refusal<ErrorDetails<N>> {
    static override readonly words = words;
    readonly code = code;

    constructor(details: ErrorDetails<N>, options?: MedtraceErrorOptions) {
      super(words.en, details, options);
    }
  };
}

/* What messages share: alternatives, an id in short, a day, a moment, a word of the vocabulary as a person writes it. */

export const spoken: (word: string) => string = inWords;
export const or = (words: readonly string[]): string => words.map(spoken).join(" or ") || "none";
export const short = (id: string): string => `${id.slice(0, 10)}…`;
export const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
export const moment = (seconds: number): string => new Date(seconds * 1000).toISOString();
export const inChinese = (action: Action | "none"): string => (action === "none" ? "无" : actionName(action).zh);
export const dutiesInChinese = (all: readonly Duty[]): string =>
  all.map((one) => `“${dutyName(one).zh}”`).join("或") || "（无）";
export const rolesInChinese = (all: readonly Role[]): string =>
  all.map((one) => roleName(one).zh).join("或") || "（无）";
