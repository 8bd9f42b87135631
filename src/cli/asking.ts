import { MedtraceError } from "../index.ts";
import type { Say } from "./language.ts";
import { printable } from "./print.ts";
import type { Terminal } from "./terminal.ts";

/** What is asked of whoever sits at the terminal. */
export interface Question<T> {
  /** What is asked for, in the language of the run. */
  readonly text: string;
  /** The words to choose from. */
  readonly choices?: readonly string[] | undefined;
  /** What no answer means. */
  readonly fallback?: string | undefined;
  /** Reads the answer, as it reads what an option says. */
  parse(answer: string): T | Promise<T>;
}

/**
 * Asks a question until its answer is one.
 *
 * @param terminal - whom to ask
 * @param say - the language of the run
 * @param question - what to ask
 * @param explain - what is wrong, in the language of the run
 * @returns the answer as it was read; `undefined` where nobody is there, or none was given
 */
export async function askFor<T>(
  { ask, printError }: Terminal,
  say: Say,
  question: Question<T>,
  explain: (error: MedtraceError) => string,
): Promise<T | undefined> {
  if (ask === undefined) return undefined;
  const { text, choices, fallback, parse } = question;
  const words = choices?.join(", ") ?? "";
  const preset = !fallback ? "" : ` [${fallback}]`;
  const whole = say({
    en: `${text}${words && ` (${words})`}${preset}: `,
    zh: `${text}${words && `（${words}）`}${preset}：`,
  });
  for (;;) {
    const answer = await ask(printable(whole));
    if (answer === undefined) return undefined;
    try {
      const said = answer.trim() === "" ? fallback : answer.trim();
      if (said !== undefined) return await parse(said);
    } catch (error) {
      if (!(error instanceof MedtraceError)) throw error;
      printError(`${printable(explain(error))}\n`);
    }
  }
}
