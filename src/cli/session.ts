import type { Medtrace } from "../client/client.ts";
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
  /** Prints an answer. */
  answer(answer: Answer): void;
  /** Connects, asks the ledger and prints its answer. */
  ask(question: (m: Medtrace) => Promise<Answer>): Promise<void>;
}
