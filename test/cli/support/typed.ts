import { run } from "../../../src/cli/program.ts";
import type { Finished } from "../../scripts/support/processes.ts";

/** What a person types, as a shell splits it. */
export function split(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/**
 * Runs the command line in this process, which is quick; `../medtrace.ts` runs it as a process of its own.
 *
 * @param line - what is typed after the program's name: as a line, or split
 * @param answers - what is typed when something is asked for; without it, nobody is there to be asked
 */
export async function typed(line: string | readonly string[], answers?: readonly string[]): Promise<Finished> {
  const printed = { stdout: "", stderr: "" };
  const left = [...(answers ?? [])];
  const code = await run(typeof line === "string" ? split(line) : line, {
    print: (text) => {
      printed.stdout += text;
    },
    printError: (text) => {
      printed.stderr += text;
    },
    askHidden: answers === undefined ? undefined : async () => left.shift(),
  });
  return { code, ...printed };
}

/** The same with `--json`, which prints one object. */
export async function typedJson(line: string): Promise<{ readonly code: number | null; readonly result: Result }> {
  const { code, stdout } = await typed(`${line} --json`);
  return { code, result: JSON.parse(stdout) };
}

export type Result = Readonly<Record<string, unknown>>;
