import { run as runHere } from "../../src/cli/program.ts";
import { type Finished, personal, root, run } from "../scripts/support/processes.ts";

/**
 * Runs the command line from its source, so that it is never an old build, as a process of its own; what `npm run build` makes
 * of it is run in the tests of `scripts/start.ts` and of the package.
 */
export function spawned(parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  return run(["src/cli/main.ts", ...parameters], env);
}

let before: Promise<unknown> = Promise.resolve();

/**
 * The same in this process, which is many times as quick: with these variables, and nobody to be asked. One after the other,
 * since the variables are the process's.
 */
export function medtrace(parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const finished = before.then(() => runAlone(parameters, env));
  before = finished.catch(() => undefined);
  return finished;
}

async function runAlone(parameters: readonly string[], env: Readonly<Record<string, string>>): Promise<Finished> {
  const kept = { ...process.env };
  for (const name of Object.keys(process.env)) if (personal.test(name)) delete process.env[name];
  Object.assign(process.env, env);
  const printed = { stdout: "", stderr: "" };
  const terminal = {
    print: (text: string) => {
      printed.stdout += text;
    },
    printError: (text: string) => {
      printed.stderr += text;
    },
    ask: undefined,
    askHidden: undefined,
  };
  try {
    return { code: await runHere(parameters, terminal, root), ...printed };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
    Object.assign(process.env, kept);
  }
}

/** A run with `--json`: its exit code, and the one object that it printed. */
export async function medtraceJson(
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stderr: string; readonly result: Record<string, unknown> }> {
  const { code, stdout, stderr } = await medtrace([...parameters, "--json"], env);
  const result: unknown = JSON.parse(stdout);
  if (typeof result !== "object" || result === null || Array.isArray(result)) throw new Error(`no object: ${stdout}`);
  return { code, stderr, result: result as Record<string, unknown> };
}
