import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "./sources.ts";

/** What came of a command. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder outside the repository: nothing of what the repository has installed is found from there. */
export class Project {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes a project of modules with nothing in it. */
  static async create(): Promise<Project> {
    const project = new Project(await mkdtemp(join(tmpdir(), "medtrace-package-")));
    await project.write("package.json", JSON.stringify({ name: "empty", private: true, type: "module" }));
    return project;
  }

  /** A path in the project. */
  at(...path: readonly string[]): string {
    return join(this.folder, ...path);
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(this.at(file)), { recursive: true });
    await writeFile(this.at(file), text);
  }

  run(command: string, parameters: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return execute(this.folder, command, parameters, env);
  }

  /** Runs Node, the one that runs the test. */
  node(...parameters: readonly string[]): Promise<Finished> {
    return this.run(process.execPath, parameters);
  }

  /** Installs packages, and what they need from npm's cache as far as it has it. */
  async install(...parameters: readonly string[]): Promise<void> {
    const quiet = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { code, stderr } = await this.run("npm", ["install", ...quiet, ...parameters]);
    if (code !== 0) throw new Error(`npm install failed: ${stderr}`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * Packs the repository as `npm pack` does.
 *
 * @param into - the folder that gets the file
 * @returns the file's path, and the paths of what is in it
 */
export async function pack(into: string): Promise<{ readonly tarball: string; readonly files: readonly string[] }> {
  const { code, stdout, stderr } = await execute(root, "npm", ["pack", "--json", "--pack-destination", into]);
  if (code !== 0) throw new Error(`npm pack failed: ${stderr}`);
  // What the build says of itself comes first.
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  return { tarball: join(into, filename), files: files.map(({ path }) => path).sort() };
}

function execute(
  cwd: string,
  command: string,
  parameters: readonly string[],
  own: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  // An npm that runs this test must not tell the one that is started here where it works.
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?!config_)|npm_config_(?:local_|global_)?prefix$|INIT_CWD$|MEDTRACE_|FORCE_COLOR$)/.test(name),
  );
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...Object.fromEntries(inherited), PATH: path, NO_COLOR: "1", ...own };
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32";
    const child = spawn(command, parameters, { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...output }));
  });
}
