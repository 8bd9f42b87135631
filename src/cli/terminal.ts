import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";

/** Where the command line prints, and whom it asks. */
export interface Terminal {
  /** Prints an answer. */
  print(text: string): void;
  /** Prints what went wrong. */
  printError(text: string): void;
  /** Shows how far something has come, in place of what it showed before; `undefined` where nobody looks. */
  readonly showProgress?: ((text: string) => void) | undefined;
  /**
   * Asks for what may be seen; `undefined` where nobody is there to be asked: input and output must be a terminal.
   *
   * @returns the answer, or `undefined` when there was none: Ctrl-C, or the end of the input
   */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
  /**
   * Asks for what must not be seen; `undefined` where nobody is there to be asked.
   *
   * @returns the answer, or `undefined` when there was none: Ctrl-C, or the end of the input
   */
  readonly askHidden: ((question: string) => Promise<string | undefined>) | undefined;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // Whoever reads may have read enough, as `head` does.
      if (error.code !== "EPIPE") throw error;
    });
  }
  return {
    print: (text) => void stdout.write(text),
    printError: (text) => void stderr.write(text),
    showProgress: stderr.isTTY ? (text) => void stderr.write(`\r\u001b[K${text}`) : undefined,
    ask: stdin.isTTY && stdout.isTTY ? (question) => ask(question, stdin, stderr) : undefined,
    askHidden: stdin.isTTY ? (question) => askHidden(question, stdin, stderr) : undefined,
  };
}

/**
 * Asks a question.
 *
 * @param question - printed first
 * @param input - what is typed
 * @param output - where the question goes, and what is typed is shown
 * @returns the answer, or `undefined` when there was none
 */
export function ask(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string | undefined> {
  return answerOf(createInterface({ input, output, terminal: true, historySize: 0 }), question, () => undefined);
}

/**
 * Asks for what must not be seen: nothing of what is typed is printed.
 *
 * @param question - printed first
 * @param input - what is typed
 * @param output - where the question goes
 * @returns the answer, or `undefined` when there was none
 */
export function askHidden(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string | undefined> {
  // Readline echoes what is typed to its output: this one keeps nothing.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  output.write(question);
  const reader = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  return answerOf(reader, "", () => output.write("\n"));
}

function answerOf(reader: Interface, question: string, closed: () => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer: string | undefined;
    reader.once("SIGINT", () => reader.close());
    reader.once("close", () => {
      closed();
      resolve(answer);
    });
    reader.question(question, (text) => {
      answer = text;
      reader.close();
    });
  });
}
