import { join } from "node:path";
import { medtrace } from "../../cli/medtrace.ts";
import { split } from "../../cli/support/typed.ts";
import { type Finished, root, run } from "../../scripts/support/processes.ts";

/** What a shell does more than split a line. */
const NEEDS_SHELL = /[|<>&;$*'\\\n]/;

/**
 * Runs a command of a document in a folder, with the command line from its source: in this process, which is quick, where
 * only words are split; otherwise by a shell.
 */
export async function shell(command: string, folder: string, env: Readonly<Record<string, string>>): Promise<Finished> {
  const [, line = ""] = /^npx medtrace (.*?)(?:\s+#.*)?$/.exec(command) ?? [];
  if (line === "" || NEEDS_SHELL.test(line)) {
    const npx = `npx() { shift; ${process.execPath} ${join(root, "src/cli/main.ts")} "$@"; }`;
    return run(["bash", "-c", [`cd ${folder}`, npx, command].join("\n")], env);
  }
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await medtrace(split(line), env);
  } finally {
    process.chdir(before);
  }
}
