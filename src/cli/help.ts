import { type AddHelpTextPosition, type Argument, type Command, Help, type Option } from "commander";
import type { Phrase } from "../lifecycle/names.ts";
import type { Say } from "./language.ts";

/**
 * What a command's help ends with.
 *
 * @param say - says the word before it
 * @param example - a command that runs, without the program's name
 */
export function exampleOf(say: Say, example: string): readonly [AddHelpTextPosition, string] {
  return ["after", `\n${say({ en: "Example:", zh: "示例：" })}\n  medtrace ${example}`];
}

const SHOW_HELP: Phrase = { en: "display help for command", zh: "显示命令的帮助" };

/** The help command of a command that has commands of its own. */
export function helpCommandOf(say: Say): readonly [string, string] {
  return ["help [command]", say(SHOW_HELP)];
}

/** What commander itself writes above what it lists. */
const titles: Readonly<Record<string, Phrase>> = {
  "Usage:": { en: "Usage:", zh: "用法：" },
  "Arguments:": { en: "Arguments:", zh: "参数：" },
  "Options:": { en: "Options:", zh: "选项：" },
  "Global Options:": { en: "Global Options:", zh: "全局选项：" },
  "Commands:": { en: "Commands:", zh: "命令：" },
};

/** Sets how a program shows its help, before it has commands: they take it over. */
export function configureHelp(program: Command, say: Say): void {
  const usual = new Help();
  program.helpOption("-h, --help", say(SHOW_HELP)).configureHelp({
    showGlobalOptions: true,
    // What a command is told stands in its own help: here it would leave no room for what it does.
    subcommandTerm: (command) => command.name(),
    styleTitle: (title) => say(titles[title] ?? { en: title, zh: title }),
    commandUsage: (command) => {
      const usage = usual.commandUsage(command);
      return say({ en: usage, zh: usage.replace("[options]", "[选项]").replace("[command]", "[命令]") });
    },
    optionDescription: (option) => explained(say, option),
    argumentDescription: (argument) => explained(say, argument),
  });
}

/** What it is, and what there is to choose from, what it is by default, and its variable: as commander says it, in the language. */
function explained(say: Say, one: Option | Argument): string {
  const { description, argChoices, defaultValue, defaultValueDescription } = one;
  const isShown = defaultValue !== undefined && (!("flags" in one) || one.required || one.optional);
  const added: readonly (readonly [Phrase, string | undefined])[] = [
    [{ en: "choices: ", zh: "可选：" }, argChoices?.map((choice) => JSON.stringify(choice)).join(", ")],
    [{ en: "default: ", zh: "默认：" }, isShown ? defaultValueDescription || JSON.stringify(defaultValue) : undefined],
    [{ en: "env: ", zh: "变量：" }, "flags" in one ? one.envVar : undefined],
  ];
  const said = added.flatMap(([what, value]) => (value === undefined ? [] : [say(what) + value]));
  if (said.length === 0) return description;
  return description + say({ en: ` (${said.join(", ")})`, zh: `（${said.join("，")}）` });
}
