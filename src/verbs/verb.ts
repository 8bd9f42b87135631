import { dutyName, type Phrase } from "../lifecycle/names.ts";
import { stageOf } from "../lifecycle/table.ts";
import { type Action, actionNames, type Duty, type Stage } from "../lifecycle/vocabulary.ts";
import { inWords } from "../lifecycle/words.ts";
import { type Claim, claim } from "./fields.ts";
import { checkFields, type Fields, type Schema, schemaOf, type ValuesOf } from "./kinds.ts";
import { labelOf } from "./labels.ts";

/** Who may do something: with one of these duties, and where. */
export interface Who extends Phrase {
  readonly duties: readonly Duty[];
}

/** How people type what a verb is told: by position or by name, each field a text. */
export interface Typed {
  /** The fields that are told by their position, in order. */
  readonly positional: readonly string[];
  readonly fields: Fields;
  /** Those among them that any entry has. */
  readonly common: readonly string[];
  /** The parameters, from what the texts were parsed as. */
  parameters(given: Readonly<Record<string, unknown>>): object;
}

/** One thing that somebody does, described once. */
export interface Verb<N extends string = string, F extends Fields = Fields> {
  /** Its name in the SDK; on the command line, in kebab-case. */
  readonly name: N;
  readonly label: Phrase;
  /** What it does, in a line. */
  readonly does: Phrase;
  readonly who: Phrase & Partial<Who>;
  /** The stage that it belongs to; `undefined` where it belongs to none. */
  readonly stage: Stage | undefined;
  /** Whether it writes entries. */
  readonly isEntry: boolean;
  /** What it is told: the SDK's parameters. */
  readonly fields: F;
  readonly typed: Typed;
  /** A command that runs, without the program's name. */
  readonly example: string;
}

/** What a verb is told. */
export type ParametersOf<V> = V extends { readonly fields: infer F } ? ValuesOf<F> : never;

/** What is said of a verb, beside its name. */
interface Described<F extends Fields, G extends Fields, W extends string> {
  readonly does: Phrase;
  /** What it is called in Chinese, where no action is. */
  readonly called?: string;
  readonly who: Verb["who"];
  readonly fields: F;
  /** Those that are typed by position. */
  readonly by?: readonly (keyof F & string)[];
  /** Where what is typed is not what the parameters are. */
  readonly typed?: {
    /** Fields that are not typed. */
    readonly without?: readonly W[];
    /** Those that are typed instead. */
    readonly with: G;
    readonly parameters: (given: Flat<Omit<ValuesOf<F>, W> & ValuesOf<G>>) => ValuesOf<F>;
  };
  readonly example: string;
}
type Flat<T> = { [N in keyof T]: T[N] };

/**
 * Describes a verb that writes no entry.
 *
 * @param name - its name in the SDK
 * @param described - what it is told, who may do it, and its words
 */
export function verb<
  const N extends string,
  const F extends Fields,
  const G extends Fields = Record<never, never>,
  W extends string = never,
>(name: N, described: Described<F, G, W>): Verb<N, F> {
  return make(name, described as unknown as Described<Fields, Fields, string>, {}) as Verb<N, F>;
}

/** Describes a verb that writes entries, which may say what any of them may: when it happened, on which head, with which document. */
export function entry<
  const N extends string,
  const F extends Fields,
  const G extends Fields = Record<never, never>,
  W extends string = never,
>(name: N, described: Described<F, G, W>): Verb<N, F & Omit<Claim, keyof F>> {
  return make(name, described as unknown as Described<Fields, Fields, string>, claim) as never;
}

function make(
  name: string,
  { fields: own, by = [], typed, called, ...described }: Described<Fields, Fields, string>,
  any: Fields,
): Verb {
  const common = Object.keys(any).filter((field) => !Object.hasOwn(own, field));
  const added = Object.fromEntries(common.map((field) => [field, any[field] as Fields[string]]));
  const kept = Object.entries(own).filter(([field]) => typed?.without?.includes(field) !== true);
  const action = name as Action;
  return {
    ...described,
    name,
    label: { en: inWords(name), zh: called ?? actionNames[action] },
    stage: stageOf("asset", action) ?? stageOf("requisition", action),
    isEntry: any === claim,
    fields: { ...own, ...added },
    typed: {
      positional: by,
      fields: { ...Object.fromEntries(kept), ...typed?.with, ...added },
      common,
      parameters: (given) => (typed === undefined ? given : typed.parameters(given as never)) as object,
    },
  };
}

/** With one of these duties, in such an organisation. */
export function duty(one: Duty | readonly Duty[], where: Phrase): Who {
  const duties = typeof one === "string" ? [one] : one;
  const [last, ...before] = [...duties].reverse().map(dutyName) as [Phrase, ...Phrase[]];
  const others = before.reverse();
  const en = others.length === 0 ? last.en : `${others.map((each) => each.en).join(", ")} or ${last.en}`;
  const zh = `${others.map((each) => `“${each.zh}”`).join("")}${others.length === 0 ? "" : "或"}“${last.zh}”`;
  return { duties, en: `Duty ${en}, in ${where.en}`, zh: `职责${zh}，在${where.zh}` };
}

/**
 * Refuses parameters that miss something, or break a rule that needs no chain to see.
 *
 * @throws `InvalidInput` and its like, naming field, value and rule
 */
export function checkParameters({ fields }: Pick<Verb, "fields">, parameters: object): void {
  checkFields(fields, parameters);
}

/**
 * The JSON Schema (draft 2020-12) of what a verb is told: moments as ISO 8601 or unix seconds, quantities as whole numbers or
 * their decimal text. What fields are called stands in both languages.
 */
export function verbSchema({ name, label, does, fields }: Verb): Schema {
  const schema = schemaOf(fields, { en: `the parameters of ${name}`, zh: `${name} 的参数` });
  const properties = Object.entries(fields).map(([field, one]) => {
    const called = labelOf(field, one);
    return [field, { ...one.schema, title: `${called.en} ${called.zh}`, $comment: `${one.help.en} / ${one.help.zh}` }];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:medtrace:verb:${name}`,
    title: `${label.en} ${label.zh}`,
    $comment: `${does.en} / ${does.zh}`,
    ...schema,
    properties: Object.fromEntries(properties),
  };
}
