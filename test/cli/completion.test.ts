import { execFileSync, spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { writeKeystore } from "../../src/cli/keystore.ts";
import { root } from "../scripts/support/processes.ts";
import { typed, typedJson } from "./support/typed.ts";

const has = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;
const shells = ["bash", "zsh", "fish"] as const;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medtrace-completion-"));
  await mkdir(join(folder, "kept"));
  await writeFile(join(folder, "kept.json"), "{}");
  await writeFile(join(folder, "kept report.json"), "{}");
  for (const name of ["lin", "li.wei", "chen"]) {
    await writeKeystore(join(folder, "keys"), name, accounts.stranger, "demo", 2 ** 10);
  }
  for (const shell of shells) {
    const { code, stdout } = await typed(`completion ${shell}`);
    expect(code).toBe(0);
    await writeFile(join(folder, `completion.${shell}`), stdout);
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What a real bash offers for the last of these words. */
function offered(...words: readonly string[]): readonly string[] {
  return offeredFrom(join(folder, "keys"), words);
}

function offeredFrom(keys: string, words: readonly string[]): readonly string[] {
  const script = `
    source completion.bash
    medtrace() { "${process.execPath}" "${join(root, "src/cli/main.ts")}" "$@"; }
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    function=$(complete -p medtrace); function=\${function#*-F }; function=\${function% medtrace}
    $function medtrace "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, MEDTRACE_KEYSTORE: keys };
  const printed = execFileSync("bash", ["-c", script, "bash", "medtrace", ...words], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return printed.split("\n").filter((line) => line !== "");
}

describe.skipIf(!has("bash"))("completion in bash", () => {
  it.each([
    ["commands", ["ver"], ["verify"]],
    ["commands of a command", ["keys", ""], ["new", "import", "list", "help"]],
    ["options", ["move", "(01)09521234543213(21)P-0002", "--pl"], ["--place"]],
    ["options of the program", ["check", "--js"], ["--json"]],
    ["words to choose from", ["quarantine", "x", "--reason", "s"], ["suspected"]],
    ["words after an argument", ["set-member-status", "12", "re"], ["revoked"]],
    ["words after =", ["refuse", "x", "--reason", "=", "wr"], ["wrong-goods"]],
    ["commands after help", ["help", "rei"], ["reinstate"]],
    ["languages", ["--lang", ""], ["en", "zh"]],
    ["what comes after the value of an option", ["--rpc", "http://127.0.0.1:1", "aud"], ["audit"]],
    ["files", ["verify", "kept"], ["kept", "kept report.json", "kept.json"]],
    ["files as the value of an option", ["keys", "import", "x", "--key-file", "kept.j"], ["kept.json"]],
    ["folders", ["keys", "list", "--keystore", "ke"], ["kept", "keys"]],
    ["nothing where anything may stand", ["check", ""], []],
    ["nothing after an option's own value", ["move", "x", "--place", ""], []],
  ])("default: %s", (_, words, expected) => {
    expect([...offered(...words)].sort()).toEqual([...expected].sort());
  });

  it("default: names of keys after --as", () => {
    expect(offered("use", "x", "--as", "li")).toEqual(["li.wei", "lin"]);
  });

  it("behavior: what somebody else named is not run, and not offered", async () => {
    const hostile = "none\n$(touch pwned) 0xab\n`touch pwned` 0xab\n";
    expect(offeredFrom(hostile, ["use", "x", "--as", ""])).toEqual([]);
    expect(await readdir(folder)).not.toContain("pwned");
    await mkdir(join(folder, "odd"));
    await writeKeystore(join(folder, "odd"), "wei", accounts.stranger, "demo", 2 ** 10);
    await copyFile(join(folder, "odd/wei.json"), join(folder, "odd/$(touch pwned).json"));
    expect(offeredFrom(join(folder, "odd"), ["use", "x", "--as", ""])).toEqual(["wei"]);
    expect(await readdir(folder)).not.toContain("pwned");
  });

  it("behavior: every command is offered", () => {
    const names = offered("");
    for (const name of ["check", "show", "org", "member", "product", "init", "completion", "reassign", "help"]) {
      expect(names).toContain(name);
    }
  });
});

if (has("fish")) {
  describe("completion in fish", () => {
    it.each([
      ["medtrace ver", ["verify"]],
      ["medtrace quarantine x --reason s", ["suspected"]],
      ["medtrace use x --as li", ["li.wei", "lin"]],
      ["medtrace details sch", ["schema"]],
      ["medtrace check --js", ["--json"]],
    ])("default: %s", (line, expected) => {
      const main = join(root, "src/cli/main.ts");
      const script = `source completion.fish; function medtrace; ${process.execPath} ${main} $argv; end; complete -C '${line}'`;
      const env = { ...process.env, MEDTRACE_KEYSTORE: join(folder, "keys") };
      const printed = execFileSync("fish", ["-c", script], { cwd: folder, env, encoding: "utf8" });
      expect(
        printed
          .trimEnd()
          .split("\n")
          .map((one) => one.split("\t")[0])
          .sort(),
      ).toEqual(expected);
    });
  });
}

describe("completion", () => {
  // Those that are not installed read nothing; bash is run above.
  it.each(shells.filter(has))("behavior: %s reads its script", (shell) => {
    const { status, stderr } = spawnSync(shell, ["-n", join(folder, `completion.${shell}`)], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("behavior: fish says what each command does, in the language of the run", async () => {
    expect((await typed("completion fish")).stdout).toContain("-a 'check' -d 'may I use this now, and if not, why?'");
    expect((await typed("completion fish --lang zh")).stdout).toContain(
      "-a 'check' -d '现在可以使用吗？若不可以，为什么？'",
    );
  });

  it("behavior: is one object with --json", async () => {
    const { code, result } = await typedJson("completion zsh");
    expect({ code, result }).toEqual({
      code: 0,
      result: { shell: "zsh", script: expect.stringMatching(/^#compdef medtrace\n/) },
    });
  });

  it("error: another shell", async () => {
    expect(await typedJson("completion tcsh")).toMatchObject({ code: 2, result: { error: "InvalidInput" } });
  });
});
