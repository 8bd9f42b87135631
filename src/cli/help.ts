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
    optionDescription: (option) => explained(say, option, usual.optionDescription(option)),
    argumentDescription: (argument) => explained(say, argument, usual.argumentDescription(argument)),
  });
}

/** What commander adds to a description, in the language of the run. */
function explained(say: Say, { description }: Option | Argument, whole: string): string {
  const added = whole.slice(description.length);
  const zh = added
    .replace(/\(choices: /, "（可选：")
    .replace(/\bdefault: /, "默认：")
    .replace(/(?:, )?\benv: /, (env) => (env.startsWith(",") ? "，变量：" : "变量："))
    .replace(/\)$/, "）");
  return description + say({ en: added, zh: zh.replace(/^ \(/, "（").replace(/^ （/, "（") });
}

/** What commander says is wrong: its own words, whose code it gives, and what they are about. */
const complaints: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/missing required argument '(.*)'/, (name) => `缺少参数 ${name}`],
  [/required option '(.*)' not specified/, (flags) => `缺少选项 ${flags}`],
  [/option '(.*)' argument missing/, (flags) => `选项 ${flags} 缺少值`],
  [/unknown option '(.*)'/, (flag) => `没有选项 ${flag}`],
  [/unknown command '(.*)'/, (name) => `没有命令 ${name}`],
  [
    /too many arguments.* Expected (\d+) arguments? but got (\d+)/,
    (most, got) => `参数过多：应为 ${most} 个，给了 ${got} 个`,
  ],
  [
    /(?:option|environment variable) '(.*)' cannot be used with (?:option|environment variable) '(.*)'/,
    (one, other) => `${one} 不能与 ${other} 同时使用`,
  ],
  [
    /option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/m,
    (flags, value, words) => `选项 ${flags} 的值 ${value} 无效；可选：${words}`,
  ],
  [
    /command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/m,
    (value, name, words) => `参数 ${name} 的值 ${value} 无效；可选：${words}`,
  ],
];

/** What is wrong with how the program was used, in the language of the run. */
export function complaint(say: Say, message: string): string {
  for (const [pattern, zh] of complaints) {
    const found = pattern.exec(message);
    if (found === null) continue;
    const [, similar] = /Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? [];
    const perhaps = similar === undefined ? "" : `\n（是否想输入 ${similar}？）`;
    return say({ en: message, zh: `错误：${zh(...found.slice(1))}${perhaps}` });
  }
  return message;
}
