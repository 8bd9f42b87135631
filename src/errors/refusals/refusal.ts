import { actionName, dutyName, roleName } from "../../lifecycle/names.ts";
import type { Action, Duty, Role } from "../../lifecycle/vocabulary.ts";
import { inWords } from "../../lifecycle/words.ts";
import { MedtraceError, type MedtraceErrorOptions, type Words } from "../base.ts";
import type { ArgumentsOf, RefusalName } from "./arguments.ts";

/**
 * The base of all that the ledger itself refuses. Each class is named after the custom error of `ILedgerErrors`; the
 * refused write changed nothing.
 */
export abstract class Refusal<N extends RefusalName = RefusalName> extends MedtraceError {
  readonly code: N;
  /** The arguments of the ledger's error. */
  readonly details: ArgumentsOf<N>;

  constructor(code: N, words: Words, details: ArgumentsOf<N>, options?: MedtraceErrorOptions) {
    super(words, options);
    this.code = code;
    this.details = details;
  }
}

type RefusalClass<N extends RefusalName> = new (details: ArgumentsOf<N>, options?: MedtraceErrorOptions) => Refusal<N>;

/**
 * Makes the class of one of the ledger's errors: which arguments it has is told by the ABI.
 *
 * @param name - the error's name
 * @param say - what is said of its arguments
 */
export function refusal<N extends RefusalName>(name: N, say: (details: ArgumentsOf<N>) => Words): RefusalClass<N> {
  return class extends Refusal<N> {
    constructor(details: ArgumentsOf<N>, options?: MedtraceErrorOptions) {
      super(name, say(details), details, options);
    }
  };
}

/** What messages share: words of the vocabulary as a person writes them, alternatives, and the same in Chinese. */
export const spoken = inWords;
export const or = (words: readonly string[]): string => words.map(spoken).join(" or ") || "none";
export const actionInChinese = (action: Action | "none"): string => (action === "none" ? "无" : actionName(action).zh);
export const dutiesInChinese = (all: readonly Duty[]): string =>
  all.map((one) => `“${dutyName(one).zh}”`).join("或") || "（无）";
export const rolesInChinese = (all: readonly Role[]): string =>
  all.map((one) => roleName(one).zh).join("或") || "（无）";

/** What to do next that is the same after several. */
export const look = {
  en: "`medtrace show` says what stands now, `medtrace trace` how it came to that.",
  zh: "`medtrace show` 显示现状，`medtrace trace` 显示由来。",
};
export const another = {
  en: "Ask another member who holds the duty; `medtrace member --organisation N` lists them.",
  zh: "请由具有该职责的另一成员办理；`medtrace member --organisation N` 列出成员。",
};
