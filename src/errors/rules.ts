import type { Language, Phrase } from "./phrase.ts";

/** A rule's sentence in every language, with the names of its values in braces. */
export interface Sentence extends Phrase {
  readonly key: string;
}

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What a rule says besides: words of a list, or what is itself said in every language. */
type Value = string | number | bigint | readonly (string | number)[] | Phrase;

/** A rule that an input breaks: its key and its values, and what both are in every language. */
export interface Rule extends Phrase {
  readonly key: string;
  readonly values: Readonly<Record<string, Value>>;
}

/**
 * Names a rule, with its values; which these are, the compiler reads in its sentence.
 *
 * @param sentence - one of `sentences.ts`
 * @param given - its values by name, if it has any
 */
export function rule<const S extends Sentence>(
  { key, en, zh }: S,
  ...given: [NamesIn<S["en"]>] extends [never] ? [] : [values: Readonly<Record<NamesIn<S["en"]>, Value>>]
): Rule {
  const values: Rule["values"] = given[0] ?? {};
  const filled = (text: string, language: Language) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => said(values[name] ?? "", language));
  return { key, values, en: filled(en, "en"), zh: filled(zh, "zh") };
}

function said(value: Value, language: Language): string {
  if (typeof value !== "object") return String(value);
  return "en" in value ? value[language] : value.join(", ");
}
