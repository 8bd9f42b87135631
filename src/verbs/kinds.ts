import { isAddress } from "ethers/address";
import { isHexString } from "ethers/utils";
import { parseJson } from "../details/json.ts";
import { InvalidInput } from "../errors/base.ts";
import { type Phrase, phraseOf } from "../errors/phrase.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { nameText, placeNumber, textWord } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import { kebab } from "../lifecycle/words.ts";
import { MAX_PACKS } from "../packs/units.ts";
import { readTime, seconds, type Time, tenthsOf } from "./values.ts";

/** A JSON Schema, draft 2020-12; its description ends the sentence "must be …". */
export interface Schema {
  readonly [keyword: string]: unknown;
  /** The description in every language: no JSON has it. */
  readonly [WHAT]?: Phrase;
}

const WHAT = Symbol("what");

/** Describes what a value must be. */
export function described(what: Phrase) {
  return { description: what.en, [WHAT]: what } satisfies Schema;
}

/** What a value must be, in every language. */
export function whatOf(schema: Schema, otherwise = "described"): Phrase {
  return schema[WHAT] ?? phraseOf(String(schema.description ?? otherwise));
}

export const AN_OBJECT: Phrase = { en: "an object", zh: "对象" };
export const TRUE_OR_FALSE = described({ en: "true or false", zh: " true 或 false" });

/** What a list of such values is. */
export function listOf(each: Schema): Phrase {
  const { en, zh } = whatOf(each);
  return { en: `a list, each ${en}`, zh: `列表，各项为${zh}` };
}

/** The schema of a value that stands alone, or of a list. */
export function eitherOf(alone: Schema, listed: Schema): Schema {
  const [one, list] = [whatOf(alone), whatOf(listed)];
  const what = described({ en: `${one.en}; or ${list.en}`, zh: `${one.zh}；或${list.zh}` });
  return { ...alone, ...listed, type: [alone.type, listed.type], ...what };
}

/** The words to choose from. */
export const oneOfWords = (words: readonly (string | number)[]): Phrase => ({
  en: `one of ${words.join(", ")}`,
  zh: `下列之一：${words.join(", ")}`,
});

/** What tells kinds apart for whoever shows or asks for some of them in a way of its own. */
export type Nature =
  | "text"
  | "number"
  | "quantity"
  | "truth"
  | "word"
  | "words"
  | "moment"
  | "organisation"
  | "member"
  | "account"
  | "consent"
  | "packList"
  | "list"
  | "object";

/** A word to choose, and what it is called. */
export interface Choice {
  readonly word: string;
  readonly name: Phrase;
}

/** A kind of value: its type, its rule, how text becomes it and it becomes text, and what JSON says of it. */
export interface FieldKind<T> {
  readonly nature: Nature;
  readonly schema: Schema;
  /** What help calls a value; `undefined` for a switch, which has none. */
  readonly placeholder: string | undefined;
  /** The words to choose from, where there are such. */
  readonly choices?: readonly Choice[];
  /** Whether what is typed is the path of a file, whose text is parsed. */
  readonly isFile?: true;
  /** Whether a day stands for its last second, as on a label, wherever that is read. */
  readonly isLastDay?: true;
  /** Whether the word "none" is a value too. */
  readonly orNone?: true;
  /** Of a list: what it holds. Beside it, one value may stand alone where `alone` says so. */
  readonly each?: FieldKind<unknown>;
  readonly alone?: FieldKind<unknown>;
  /** Of an object: its fields. */
  readonly fields?: Fields;
  /**
   * Reads a value as a person types it.
   *
   * @param text - as typed, or the text of a file
   * @param field - the field's name, for the error
   * @param before - what the same field said before, where it can be given again
   * @param path - of a file, where it is, for the error
   * @throws {@link InvalidInput} when it breaks a rule that needs no chain to see
   */
  parse(text: string, field: string, before?: T, path?: string): T;
  /**
   * Refuses a value that breaks the kind's rule.
   *
   * @throws {@link InvalidInput} and its like, naming the field
   */
  check(value: T, field: string): void;
  /** The text that {@link parse} reads as this value. */
  format(value: T): string;
}

/** Any kind; of no value in particular. */
export type AnyKind = FieldKind<unknown>;

type Own<T> = Partial<Omit<FieldKind<T>, "nature" | "schema">>;

/** Makes a kind: what is typed is read by `parse`, and then checked as any value is. */
export function kind<T>(nature: Nature, schema: Schema, own: Own<T>): FieldKind<T> {
  const { check = () => undefined, parse, ...more } = own;
  const read = parse ?? ((text: string) => text as T);
  return {
    placeholder: undefined,
    format: String,
    ...more,
    nature,
    schema,
    check,
    parse: (text, field, before, path) => {
      const value = read(text, field, before, path);
      check(value, field);
      return value;
    },
  };
}

/** A text, which the ledger or `check` judges. */
export function text(
  check: (text: string, field: string) => unknown = () => undefined,
  placeholder = "text",
  description = "a text",
): FieldKind<string> {
  return kind(
    "text",
    { type: "string", description },
    {
      placeholder,
      check: (value, field) => {
        if (typeof value !== "string") throw new InvalidInput(field, value, rule(must.text));
        check(value, field);
      },
    },
  );
}

/** A name that people read. */
export const name = text((given, field) => nameText(field, given), "name", "a name of 1 to 96 bytes of UTF-8");

/** A place's name. */
export const place = text((given) => placeNumber(given), "place", "a place's name, 1 to 96 bytes of UTF-8");

/** An organisation's own number for something. */
export const reference = text((given, field) => textWord(field, given), "reference", "1 to 32 bytes of UTF-8");

/** A code, or a subject's id, which `check` reads. */
export function code(check: (text: string) => unknown): FieldKind<string> {
  return text(check, "code", "a code, or an id");
}

/** So many bytes: 0x and hexadecimal digits. */
export function bytes(length: number, placeholder = "hex"): FieldKind<Hex> {
  return kind<Hex>(
    "text",
    {
      type: "string",
      pattern: `^0x[0-9a-fA-F]{${2 * length}}$`,
      description: `${length} bytes: 0x and ${2 * length} hexadecimal digits`,
    },
    {
      placeholder,
      parse: (given, field) => {
        if (isHexString(given, length)) return given.toLowerCase() as Hex;
        throw new InvalidInput(field, given, rule(must.bytesAndDigits, { bytes: length, digits: 2 * length }));
      },
      check: (value, field) => {
        if (isHexString(value, length)) return;
        throw new InvalidInput(
          field,
          value,
          placeholder === "head" ? rule(must.head) : rule(must.bytesExactly, { bytes: length }),
        );
      },
    },
  );
}

/** The head of a history. */
export const head = bytes(27, "head");
/** A commitment to a document. */
export const commitment = bytes(32);

/** An account's address. */
export const account: FieldKind<string> = kind(
  "account",
  { type: "string", description: "an account's address, 0x and 40 digits" },
  {
    placeholder: "address",
    check: (value, field) => {
      if (!isAddress(value)) throw new InvalidInput(field, value, rule(must.accountAddress));
    },
  },
);

/** A whole number. */
export function whole<N extends number = number>(min: number, max: number, nature: Nature = "number"): FieldKind<N> {
  const refuse = (field: string, value: unknown): never => {
    throw new InvalidInput(field, value, rule(must.wholeFrom, { min, max }));
  };
  const schema = { type: "integer", minimum: min, maximum: max, description: `a whole number from ${min} to ${max}` };
  return kind<N>(nature, schema, {
    placeholder: "number",
    parse: (given, field) => {
      const number = Number(given);
      return /^\d{1,15}$/.test(given) && number >= min && number <= max ? (number as N) : refuse(field, given);
    },
    check: (value, field) => {
      if (!Number.isInteger(value) || value < min || value > max) refuse(field, value);
    },
  });
}

/** An organisation's number; 0 only where that stands for none. */
export const organisation = whole(1, 0xff_ffff, "organisation");
export const organisationOrNone = whole(0, 0xff_ffff, "organisation");
/** A member's number. */
export const member = whole(1, 0xff_ffff, "member");
/** The index of a pack. */
export const pack = whole(0, MAX_PACKS - 1);

const QUANTITY = "a whole number from 1 to 4294967295";

/** How many. */
export const quantity: FieldKind<bigint> = kind(
  "quantity",
  { type: ["integer", "string"], pattern: "^[0-9]{1,10}$", description: QUANTITY },
  {
    placeholder: "number",
    parse: (given, field) => {
      if (/^\d{1,20}$/.test(given)) return BigInt(given);
      throw new InvalidInput(field, given, rule(must.wholeFrom, { min: 1, max: 4_294_967_295 }));
    },
    check: (value, field) => {
      if (typeof value === "bigint" && value >= 1n && value <= 0xffff_ffffn) return;
      throw new InvalidInput(field, value, rule(must.wholeFrom, { min: 1, max: 4_294_967_295 }));
    },
  },
);

/** A temperature in degrees Celsius. */
export const celsius: FieldKind<number> = kind(
  "number",
  { type: "number", description: "degrees Celsius, with at most one decimal" },
  {
    placeholder: "celsius",
    parse: (given, field) => {
      if (/^[+-]?\d+(?:\.\d+)?$/.test(given)) return Number(given);
      throw new InvalidInput(field, given, rule(must.celsiusNumber));
    },
    check: (value, field) => tenthsOf(field, value),
  },
);

const MOMENT = "a date or a date with time as in ISO 8601, or unix seconds, before 2106";

/** A moment: unix seconds, or ISO 8601, of which a date is its first second, and UTC where no zone is named. */
export const moment: FieldKind<Time> = kind<Time>(
  "moment",
  { type: ["integer", "string"], description: MOMENT },
  {
    placeholder: "date",
    parse: momentIn,
    check: (value, field) => seconds(field, value),
    format: (value) => new Date(seconds("moment", value) * 1000).toISOString(),
  },
);

function momentIn(given: string, field: string): number {
  const read = readTime(given);
  if (read !== undefined && read >= 1 && read <= 0xffff_ffff) return read;
  throw new InvalidInput(field, given, rule(must.date));
}

/** The same, or the word "none". */
export const momentOrNone: FieldKind<Time | "none"> = {
  ...(moment as FieldKind<Time | "none">),
  schema: { ...moment.schema, description: `none, or ${MOMENT}` },
  orNone: true,
  parse: (given, field) => (given === "none" ? "none" : momentIn(given, field)),
  check: (value, field) => value === "none" || moment.check(value, field),
  format: (value) => (value === "none" ? "none" : moment.format(value)),
};

/** When goods expire: a day means its last second, as on a label. */
export const expiry: FieldKind<Time | "none"> = {
  ...momentOrNone,
  isLastDay: true,
  parse: (given, field) =>
    given === "none" ? "none" : momentIn(given, field) + (/^\d{4}-\d{2}-\d{2}$/.test(given) ? 86_399 : 0),
};

const TRUTH = ["yes", "no", "true", "false", "on", "off", "1", "0"];
const TRUTH_NAMES = ["是", "否", "真", "假", "开", "关"];

/** Whether something is so; on the command line, a switch. */
export const flag: FieldKind<boolean> = kind(
  "truth",
  { type: "boolean", ...TRUE_OR_FALSE },
  {
    parse: (given, field) => choose(field, TRUTH, given, TRUTH_NAMES) % 2 === 0,
    check: (value, field) => {
      if (typeof value !== "boolean") throw new InvalidInput(field, value, rule(must.trueOrFalse));
    },
  },
);

/** "on" or "off". */
export const onOff: FieldKind<boolean> = {
  ...flag,
  placeholder: "on-off",
  choices: [
    { word: "on", name: { en: "on", zh: "是" } },
    { word: "off", name: { en: "off", zh: "否" } },
  ],
  parse: (given, field) => choose(field, ["on", "off"], given) === 0,
  format: (value) => (value ? "on" : "off"),
};

/** Which of some words is typed: as the command line writes it, or by its name in Chinese. */
function choose(field: string, words: readonly string[], given: string, names: readonly string[] = []): number {
  const at = words.findIndex((word, index) => kebab(word) === given || names[index] === given);
  if (at < 0) throw new InvalidInput(field, given, rule(must.oneOf, { words: words.map(kebab) }));
  return at;
}

/** One of some words. */
export function choice<const W extends string>(
  choices: readonly { readonly word: W; readonly name: Phrase }[],
): FieldKind<W> {
  const known = choices.map((one) => one.word);
  const names = choices.map((one) => one.name.zh);
  return kind<W>(
    "word",
    { enum: known, ...described(oneOfWords(known)) },
    {
      choices,
      placeholder: "word",
      parse: (given, field) => known[choose(field, known, given, names)] as W,
      check: (value, field) => {
        if (!known.includes(value)) throw new InvalidInput(field, value, rule(must.oneOf, { words: known }));
      },
      format: kebab,
    },
  );
}

/** One word of a list of the vocabulary; "none" is no choice. */
export function word<W extends string>(
  words: readonly W[],
  name: (index: number) => Phrase,
): FieldKind<Exclude<W, "none">> {
  const choices = words.map((one, index) => ({ word: one, name: name(index) }));
  return choice(choices.filter((one): one is { word: Exclude<W, "none">; name: Phrase } => one.word !== "none"));
}

/** Words of a list, with commas between them; given again, it adds to what was said before. */
export function words<W extends string>(list: readonly W[], name: (index: number) => Phrase): FieldKind<readonly W[]> {
  const choices = list.map((one, index) => ({ word: one, name: name(index) }));
  const names = choices.map((one) => one.name.zh);
  return kind<readonly W[]>(
    "words",
    {
      type: "array",
      uniqueItems: true,
      items: { enum: list, ...described(oneOfWords(list)) },
      ...described({ en: `a list of ${list.join(", ")}`, zh: `列表，各项为下列之一：${list.join(", ")}` }),
    },
    {
      choices,
      placeholder: "words",
      parse: (given, field, before = []) => {
        const chosen = given.split(/[,，、]/).map((one) => list[choose(field, list, one.trim(), names)] as W);
        return [...new Set([...before, ...chosen])];
      },
      check: (value, field) => {
        if (!Array.isArray(value)) throw new InvalidInput(field, value, rule(must.listOf, { words: list }));
        for (const one of value) {
          if (!list.includes(one)) throw new InvalidInput(field, one, rule(must.oneOf, { words: list }));
        }
      },
      format: (value) => value.map(kebab).join(","),
    },
  );
}

/** Values of one kind, in their order; as text, JSON. */
export function list<T>(each: FieldKind<T>): FieldKind<readonly T[]> {
  return kind<readonly T[]>(
    "list",
    { type: "array", items: each.schema, ...described(listOf(each.schema)) },
    {
      each: each as AnyKind,
      placeholder: "json",
      parse: (given, field) => parseJson(field, given, InvalidInput) as readonly T[],
      check: (value, field) => {
        if (!Array.isArray(value)) throw new InvalidInput(field, value, rule(must.list));
        for (const [at, one] of value.entries()) each.check(one, `${field}[${at}]`);
      },
      format: (value) => JSON.stringify(value),
    },
  );
}

/** A value of an object or of a verb: of a kind, with what it is called. */
export interface Field<T, O extends boolean = boolean> extends FieldKind<T> {
  readonly isOptional: O;
  /** What it is, in a line. */
  readonly help: Phrase;
  /** What a column of a table with it is usually called in Chinese, its label first; those of the same name by default. */
  readonly columns?: readonly string[];
  /** Fields that cannot be typed beside it. */
  readonly excludes?: readonly string[];
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an object of these fields is. */
export type ValuesOf<F> = Flat<
  { readonly [N in keyof F as F[N] extends Field<unknown, false> ? N : never]: ValueOf<F[N]> } & {
    readonly [N in keyof F as F[N] extends Field<unknown, false> ? never : N]?: ValueOf<F[N]> | undefined;
  }
>;
type ValueOf<K> = K extends { check(value: infer T, field: string): void } ? T : never;
type Flat<T> = { [N in keyof T]: T[N] };

type Help = Phrase & Pick<Field<unknown>, "columns" | "excludes">;

/** A field that must be given. */
export function required<T>(of: FieldKind<T>, { en, zh, ...more }: Help): Field<T, false> {
  return { ...of, ...more, help: { en, zh }, isOptional: false };
}

/** A field that may be left out. */
export function optional<T>(of: FieldKind<T>, { en, zh, ...more }: Help): Field<T, true> {
  return { ...of, ...more, help: { en, zh }, isOptional: true };
}

/**
 * Refuses what misses a field, or breaks a field's rule.
 *
 * @param inside - what the fields are in, for the error: nothing, or as in "limits."
 * @throws {@link InvalidInput}
 */
export function checkFields(fields: Fields, values: object, inside = ""): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = (values as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) field.check(value as never, `${inside}${name}`);
    else if (!field.isOptional) throw new InvalidInput(`${inside}${name}`, undefined, rule(must.given));
  }
}

/** The JSON Schema of an object of these fields. */
export function schemaOf(fields: Fields, what: Phrase): Schema {
  const all = Object.entries(fields);
  return {
    type: "object",
    properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
    required: all.flatMap(([name, { isOptional }]) => (isOptional ? [] : [name])),
    additionalProperties: false,
    ...described(what),
  };
}

/** Values by name; as text, JSON. */
export function object<const F extends Fields>(fields: F): FieldKind<ValuesOf<F>> {
  return kind<ValuesOf<F>>("object", schemaOf(fields, AN_OBJECT), {
    fields,
    placeholder: "json",
    parse: (given, field) => parseJson(field, given, InvalidInput) as ValuesOf<F>,
    check: (value, field) => {
      if (typeof value !== "object" || value === null) throw new InvalidInput(field, value, rule(must.object));
      checkFields(fields, value, `${field}.`);
    },
    format: (value) => JSON.stringify(value),
  });
}

/** One value, or several of its kind: alone, it is typed as it is. */
export function oneOrMore<T>(each: FieldKind<T>): FieldKind<T | readonly T[]> {
  const several = list(each);
  const schema = eitherOf(each.schema, several.schema);
  return kind<T | readonly T[]>("list", schema, {
    each: each as AnyKind,
    alone: each as AnyKind,
    placeholder: each.placeholder,
    parse: (given, field) => each.parse(given, field),
    check: (value, field) => (Array.isArray(value) ? several : each).check(value as never, field),
    format: (value) => (Array.isArray(value) ? value.map(each.format).join(",") : each.format(value as T)),
  });
}
