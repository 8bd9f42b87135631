import { type Argument, Command, InvalidArgumentError, type Option } from "commander";
import type { Phrase } from "../errors/phrase.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Say } from "./language.ts";

/**
 * A command that says in the language of the run what is wrong with how it was used. Commander calls the methods from
 * `missingArgument` on, with what it is about; its types do not name them, so a test uses the program wrongly in each way.
 */
export class SpokenCommand extends Command {
  readonly #say: Say;

  constructor(name: string | undefined, say: Say) {
    super(name);
    this.#say = say;
  }

  override createCommand(name?: string): SpokenCommand {
    return new SpokenCommand(name, this.#say);
  }

  missingArgument(name: string): never {
    return this.#refuse("missingArgument", rule(must.missingArgument, { name }));
  }

  missingMandatoryOptionValue({ flags }: Option): never {
    return this.#refuse("missingMandatoryOptionValue", rule(must.missingOption, { flags }));
  }

  optionMissingArgument({ flags }: Option): never {
    return this.#refuse("optionMissingArgument", rule(must.missingValue, { flags }));
  }

  unknownOption(flag: string): never {
    const known: string[] = [];
    for (let one: Command | null = this; one !== null; one = one.parent) {
      known.push(
        ...one
          .createHelp()
          .visibleOptions(one)
          .flatMap(({ long }) => long ?? []),
      );
    }
    const similar = similarTo(flag.replace(/^--/, ""), flag.startsWith("--") ? known.map((one) => one.slice(2)) : []);
    return this.#refuse("unknownOption", rule(must.unknownOption, { flag, perhaps: perhaps(similar, "--") }));
  }

  unknownCommand(): never {
    const [name = ""] = this.args;
    const similar = similarTo(
      name,
      this.createHelp()
        .visibleCommands(this)
        .map((one) => one.name()),
    );
    return this.#refuse("unknownCommand", rule(must.unknownCommand, { name, perhaps: perhaps(similar) }));
  }

  _excessArguments(given: readonly string[]): never {
    const most = this.registeredArguments.length;
    const where = this.parent === null ? "" : ` for '${this.name()}'`;
    const counts = {
      en: `${where}. Expected ${most} argument${most === 1 ? "" : "s"} but got ${given.length}: ${given.join(", ")}.`,
      zh: `：应为 ${most} 个，给了 ${given.length} 个`,
    };
    return this.#refuse("excessArguments", rule(must.tooManyArguments, { counts }));
  }

  _conflictingOption(...both: readonly [Option, Option]): never {
    const [one, other] = both.map((option): Phrase => {
      const { flags, envVar = "" } = option;
      return this.getOptionValueSource(option.attributeName()) === "env"
        ? { en: `environment variable '${envVar}'`, zh: envVar }
        : { en: `option '${flags}'`, zh: flags };
    }) as [Phrase, Phrase];
    return this.#refuse("conflictingOption", rule(must.notTogether, { one, other }));
  }

  _callParseArg(target: Option | Argument, value: string, previous: unknown): unknown {
    try {
      return target.parseArg?.(value, previous);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const what = "flags" in target ? target.flags : target.name();
      return this.#refuse("invalidArgument", rule(must.noChoice, { what, value, words: target.argChoices ?? [] }));
    }
  }

  #refuse(code: string, broken: Rule): never {
    return this.error(this.#say(broken), { code: `commander.${code}` });
  }
}

/** What may have been meant. */
function perhaps(similar: readonly string[], prefix = ""): Phrase {
  const all = similar.map((one) => `${prefix}${one}`).join(", ");
  if (all === "") return { en: "", zh: "" };
  return { en: `\n(Did you mean ${similar.length > 1 ? "one of " : ""}${all}?)`, zh: `\n（是否想输入 ${all}？）` };
}

/** Of what is known, what is nearest to a word, and near enough. */
function similarTo(word: string, known: readonly string[]): readonly string[] {
  const near = [...new Set(known)]
    .map((one) => ({ one, edits: editsBetween(word, one) }))
    .filter(({ one, edits }) => one.length > 1 && edits <= 3 && 1 - edits / Math.max(word.length, one.length) > 0.4);
  const least = Math.min(...near.map(({ edits }) => edits));
  return near.flatMap(({ one, edits }) => (edits === least ? [one] : [])).sort((a, b) => a.localeCompare(b));
}

/** How many letters are left out, put in, replaced or swapped with the next, at least. */
function editsBetween(a: string, b: string): number {
  const edits = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => edits[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    edits.push(row);
    for (let j = 1; j <= b.length; j++) {
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, isSwapped ? at(i - 2, j - 2) + 1 : replaced));
    }
  }
  return at(a.length, b.length);
}
