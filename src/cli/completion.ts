import type { Argument, Command, Option } from "commander";
import { required, word } from "../verbs/kinds.ts";
import { shells } from "./completion/shells.ts";
import type { Level, Value } from "./completion/tree.ts";
import { toArgument } from "./fields.ts";
import { exampleOf } from "./help.ts";
import type { Session } from "./session.ts";

const names = ["bash", "zsh", "fish"] as const;
type Shell = (typeof names)[number];

const SHELL = required(
  word(names, (at) => ({ en: names[at] ?? "", zh: names[at] ?? "" })),
  { en: "the shell that it is for", zh: "所用的 shell" },
);

/** Gives the program the command that prints what a shell completes its commands by. */
export function addCompletion(program: Command, { say, answer }: Session): void {
  program
    .command("completion")
    .addArgument(toArgument(say, "shell", SHELL))
    .summary(say({ en: "print a script by which a shell completes commands", zh: "输出 shell 的命令补全脚本" }))
    .description(
      say({
        en:
          "Print a script by which a shell completes commands, options, words to choose from, files, and after --as the names of keys.\n\n" +
          "bash, in ~/.bashrc: source <(medtrace completion bash)\n" +
          "zsh, in ~/.zshrc, after compinit: source <(medtrace completion zsh)\n" +
          "fish: medtrace completion fish > ~/.config/fish/completions/medtrace.fish",
        zh:
          "输出 shell 的补全脚本：命令、选项、可选词、文件，以及 --as 之后的密钥名称。\n\n" +
          "bash，写入 ~/.bashrc：source <(medtrace completion bash)\n" +
          "zsh，写入 ~/.zshrc，在 compinit 之后：source <(medtrace completion zsh)\n" +
          "fish：medtrace completion fish > ~/.config/fish/completions/medtrace.fish",
      }),
    )
    .addHelpText(...exampleOf(say, "completion bash"))
    .action((shell: Shell) => {
      const script = shells[shell](program.name(), levelsOf(program));
      answer({ result: { shell, script }, text: script.trimEnd(), yes: true });
    });
}

/** A command with all that are below it, by what is typed to come there. */
function levelsOf(command: Command, path: readonly string[] = []): readonly Level[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
  const own: Level = {
    path,
    commands: commands.map((one) => ({ name: one.name(), summary: one.summary() || one.description() })),
    options: options.map((option) => ({
      names: [option.short, option.long].filter((name) => name != null),
      description: option.description,
      value: option.required ? kindOfValue(option, /<(.*?)(?:\.\.\.)?>/.exec(option.flags)?.[1] ?? "") : undefined,
    })),
    arguments: command.registeredArguments.map((argument) => kindOfValue(argument, argument.name())),
  };
  // The help command takes a name of those beside it, which it does not say itself.
  const siblings: Value = { kind: "words", words: commands.map((one) => one.name()) };
  return [
    own,
    ...commands.flatMap((one) => {
      const below = levelsOf(one, [...path, one.name()]);
      return one.name() === "help" ? below.map((level) => ({ ...level, arguments: [siblings] })) : below;
    }),
  ];
}

/** What stands where a value is meant, by what help calls it. */
function kindOfValue(one: Option | Argument, placeholder: string): Value {
  if (one.argChoices !== undefined) return { kind: "words", words: one.argChoices };
  if ("attributeName" in one && one.attributeName() === "as") return { kind: "key" };
  if (["file", "code-or-file", "details"].includes(placeholder)) return { kind: "file" };
  return { kind: placeholder === "folder" ? "folder" : "other" };
}
