import { Argument, Option } from "commander";
import { kebab } from "../lifecycle/words.ts";
import type { Field, Fields } from "../verbs/kinds.ts";
import { readText } from "./keystore.ts";
import type { Say } from "./language.ts";

/** A field that is told by its position. */
export function toArgument(say: Say, name: string, field: Field<unknown>): Argument {
  const argument = new Argument(field.isOptional ? `[${kebab(name)}]` : `<${kebab(name)}>`, say(field.help));
  return told(argument, name, field);
}

/** A field that is told by an option; a switch, where it is only on or not said. */
export function toOption(say: Say, name: string, field: Field<unknown>): Option {
  const { placeholder, help, isOptional, excludes = [] } = field;
  if (placeholder === undefined) return new Option(`--${kebab(name)}`, say(help));
  const called = ["word", "text"].includes(placeholder) ? name : placeholder;
  const option = new Option(`--${kebab(name)} <${kebab(called)}>`, say(help))
    .makeOptionMandatory(!isOptional)
    .conflicts([...excludes]);
  return told(option, name, field);
}

/** Gives what is told its words to choose from, which are for the help, and how it is read: that refuses others, with a typed error. */
function told<O extends Argument | Option>(one: O, name: string, { choices, isFile, parse }: Field<unknown>): O {
  if (choices !== undefined) one.choices(choices.map(({ word }) => kebab(word)));
  // A file is read when all is told.
  one.argParser<unknown>((text, before) => (isFile ? text : parse(text, name, before)));
  return one;
}

/**
 * What was told, with the files among it read.
 *
 * @throws `FileUnusable`, and what a file's text is refused with
 */
export async function withFiles(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const read = { ...given };
  for (const [name, { isFile, parse }] of Object.entries(fields)) {
    const path = read[name];
    if (isFile && typeof path === "string") read[name] = parse(await readText(path), name, undefined, path);
  }
  return read;
}
