import type { Phrase } from "../lifecycle/names.ts";
import type { MedtraceError, Words } from "./base.ts";
import { inputs } from "./inputs.ts";

/** What is said of all errors of a class. */
export function wordsOf(error: MedtraceError): Words<unknown> | undefined {
  const { words } = error.constructor as typeof MedtraceError;
  return (words ?? inputs[error.code]) as Words<unknown> | undefined;
}

/**
 * What an error says, and what to do next, in a language.
 *
 * @param error - what was thrown
 * @param language - English, the error's own words, or Chinese
 */
export function explainIn(
  error: MedtraceError,
  language: keyof Phrase,
): { readonly message: string; readonly hint: string } {
  const words = wordsOf(error);
  const hint = typeof words?.hint === "function" ? words.hint(error.details) : words?.hint;
  if (language === "en" || words === undefined) return { message: error.message, hint: error.hint ?? hint?.en ?? "" };
  return { message: words.zh(error.details), hint: hint?.zh ?? "" };
}
