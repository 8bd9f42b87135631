import type { MedtraceError } from "../index.ts";
import type { Say } from "./language.ts";

/** What an error says, and what to do next, in the language of a run. */
export interface Explained {
  readonly message: string;
  readonly hint: string;
}

/** Says what is wrong, and what to do next, in the language of a run. */
export function explain({ language }: Say, error: MedtraceError): Explained {
  return { message: error.messageIn(language), hint: error.hintIn(language) };
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
