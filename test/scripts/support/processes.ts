import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What came of a process. */
export interface Finished {
  /** The exit code; `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  stdout(): string;
  /** Waits until what it prints on standard output matches; fails if it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  readonly finished: Promise<Finished>;
}

/** Variables by which a person sets the command line. */
export const personal = /^(?:FORCE_COLOR|MEDTRACE_(?:RPC|COUNCIL|AS|KEYSTORE|PASSWORD|DETAILS))$/;

/** The environment of this process, without what a person's own settings would change in a test. */
function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !personal.test(name)));
  // As npm does for its scripts: the tools that it installed, and the Node that runs this test.
  const path = [join(root, "node_modules/.bin"), dirname(process.execPath), inherited.PATH].join(delimiter);
  // Most of a short process is the compiling of what it imports.
  const cache = join(root, "node_modules/.cache/node");
  return { ...inherited, PATH: path, NO_COLOR: "1", NODE_COMPILE_CACHE: cache, ...own };
}

/**
 * Starts a program in the repository's folder.
 *
 * @param program - the program and its parameters; Node for one that ends in .ts
 * @param env - variables of its environment
 */
export function start(program: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const [command = "", ...parameters] = program[0]?.endsWith(".ts") ? [process.execPath, ...program] : program;
  const child = spawn(command, parameters, { cwd: root, env: environment(env), stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...output }));
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output.stdout);
        if (found !== null) resolve(found);
      };
      child.stdout.on("data", look);
      child.once("close", () => reject(new Error(`It ended without ${pattern}:\n${output.stdout}\n${output.stderr}`)));
      look();
    });
  return { child, stdout: () => output.stdout, printed, finished };
}

/** Runs a program in the repository's folder to its end. */
export function run(program: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  return start(program, env).finished;
}

/** Ends a process, if it has not ended, and waits until it has. */
export async function end({ child, finished }: Running): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await finished;
}
