import type { MedtraceError } from "../index.ts";
import type { ErrorName, Explanation, Explanations } from "./explained/catalogue.ts";
import { goods } from "./explained/goods.ts";
import { machinery } from "./explained/machinery.ts";
import { people } from "./explained/people.ts";
import type { Say } from "./language.ts";

/** What an error says, and what to do next, in the language of a run. */
export interface Explained {
  readonly message: string;
  readonly hint: string;
}

/** What is said of every error; one that is missing does not compile. */
export const explanations: Explanations<ErrorName> = { ...people, ...goods, ...machinery };

/**
 * Says what is wrong, and what to do next, in the language of a run.
 *
 * @param say - the language
 * @param error - what was thrown
 * @returns its own message in English, and its own hint where it has one; else those of {@link explanations}
 */
export function explain(say: Say, { code, message, details, hint }: MedtraceError): Explained {
  const explanation = explanations[code as ErrorName] as Explanation<unknown>;
  const next = typeof explanation.hint === "function" ? explanation.hint(details) : explanation.hint;
  return {
    message: say({ en: message, zh: explanation.zh(details) }),
    hint: say({ en: hint ?? next.en, zh: next.zh }),
  };
}

/** The code of what nobody throws on purpose. */
export const UNEXPECTED = "Unexpected";

/**
 * Says that something happened that should not: without what only a programmer reads.
 *
 * @param say - the language
 * @param error - what was thrown
 */
export function explainUnexpected(say: Say, error: unknown): Explained {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    message: say({ en: `This should not happen: ${what}`, zh: `意外错误：${what}` }),
    hint: say({
      en: "If it was a write, look whether it was recorded before you repeat it; report this with the command.",
      zh: "若为写入，重复之前请先查看是否已记录；请连同命令报告此问题。",
    }),
  };
}
