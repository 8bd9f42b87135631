import { run } from "../../../src/cli/program.ts";
import type { Finished } from "../../scripts/support/processes.ts";

/** What a person types, as a shell splits it. */
export function split(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** How a run of the command line is set. */
export interface Setting {
  /** What is typed when a password is asked for; without it, nobody is there to be asked. */
  readonly hidden?: readonly string[];
  /** What is typed when something else is asked for; without it, nobody is there to be asked. */
  readonly seen?: readonly string[];
  /** Where a configuration is looked for. */
  readonly folder?: string;
}

/**
 * Runs the command line in this process, which is quick; `../medtrace.ts` runs it as a process of its own.
 *
 * @param line - what is typed after the program's name: as a line, or split
 * @param setting - what is typed when something is asked for, if anybody is there; the passwords alone, as a list
 * @returns how it ended, with what it asked
 */
export async function typed(
  line: string | readonly string[],
  setting: Setting | readonly string[] = {},
): Promise<Finished & { readonly questions: readonly string[] }> {
  const printed = { stdout: "", stderr: "" };
  const { hidden, seen, folder }: Setting = Array.isArray(setting) ? { hidden: setting } : (setting as Setting);
  const questions: string[] = [];
  const from = (answers: readonly string[] | undefined) => {
    if (answers === undefined) return undefined;
    const left = [...answers];
    return async (question: string) => {
      questions.push(question);
      return left.shift();
    };
  };
  const terminal = {
    print: (text: string) => {
      printed.stdout += text;
    },
    printError: (text: string) => {
      printed.stderr += text;
    },
    ask: from(seen),
    askHidden: from(hidden),
  };
  const code = await run(typeof line === "string" ? split(line) : line, terminal, folder);
  return { code, ...printed, questions };
}

/** The same with `--json`, which prints one object. */
export async function typedJson(
  line: string,
  setting: Setting = {},
): Promise<{ readonly code: number | null; readonly result: Result }> {
  const { code, stdout } = await typed(`${line} --json`, setting);
  return { code, result: JSON.parse(stdout) };
}

export type Result = Readonly<Record<string, unknown>>;
