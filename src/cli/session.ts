import type { Medtrace } from "../client/client.ts";
import type { Question } from "./asking.ts";
import type { Config } from "./config.ts";
import type { Say } from "./language.ts";
import type { Terminal } from "./terminal.ts";

/** What a command answers. */
export interface Answer {
  /** For programs. */
  readonly result: unknown;
  /** For people. */
  readonly text: string;
  /** The exit code is 0 for yes, 1 for no, 3 where nobody could tell; what throws has its own. */
  readonly yes: boolean | undefined;
}

/** One run of the command line. */
export interface Session {
  readonly terminal: Terminal;
  /** Says it in the language that was chosen. */
  readonly say: Say;
  /** Where a configuration is looked for, and written. */
  readonly folder: string;
  /** What the configuration says. */
  readonly config: Config;
  /** Prints an answer. */
  answer(answer: Answer): void;
  /** Connects, asks the ledger and prints its answer. */
  ask(question: (m: Medtrace) => Promise<Answer>): Promise<void>;
  /** Connects, for somebody else to close. */
  connect(rpc: string, config: Config): Promise<Medtrace>;
  /**
   * Asks whoever sits at the terminal; `undefined` where nobody does, or one JSON object is to be printed.
   *
   * @returns what was answered; `undefined` when it was nothing
   */
  readonly asked: (<T>(question: Question<T>) => Promise<T | undefined>) | undefined;
}
