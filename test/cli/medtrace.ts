import { type Finished, run } from "../scripts/support/processes.ts";

/**
 * Runs the command line from its source, so that it is never an old build; what `npm run build` makes of it is run in
 * the tests of `scripts/start.ts` and of the package.
 */
export function medtrace(parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  return run(["src/cli/main.ts", ...parameters], env);
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
