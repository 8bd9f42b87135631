import type { Consent } from "../actions/consent.ts";
import { InvalidInput } from "../errors/base.ts";
import type { Hex } from "../history/types.ts";
import { PackTree } from "../packs/tree.ts";
import { expand, REFERENCE } from "./references.ts";
import { momentOf, TIME_PATTERN } from "./times.ts";

/** A JSON Schema, draft 2020-12; its description ends the sentence "must be …". */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** What a value of a scenario is read with. */
export interface Scope {
  /** What a name stands for: a value, packs, or what a step saved. */
  get(name: string): unknown;
  /** The number of an organisation, by its name in the scenario. */
  organisation(name: string): number | undefined;
  /** The account of a person. */
  account(name: string): Hex | undefined;
  /** The number of the member that a person is. */
  member(name: string): Promise<number | undefined>;
  /** A person's signed consent to become a member of an organisation; of the next one, where none is named. */
  consent(name: string, organisation: number | undefined, until: number): Promise<Consent>;
  /** When the run began, and the chain's time now: unix seconds. */
  readonly start: number;
  now(): Promise<number>;
}

/** What a scenario declares; names are compared with it before anything runs. */
export interface Declared {
  readonly organisations: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/** One kind of value: how it is written in a scenario, and what the SDK gets. */
export interface Kind<T> {
  readonly schema: Schema;
  /** Reads a value that the schema let pass. */
  readonly read: (value: unknown, scope: Scope, field: string) => T | Promise<T>;
  /** The rule that a name breaks which is not declared; `undefined` where it breaks none. */
  readonly check?: (value: unknown, declared: Declared) => string | undefined;
  /** Of an object: its fields. */
  readonly fields?: FieldMap;
  /** How a value is shown, where it is no text by itself. */
  readonly show?: (value: unknown, nameOf: (organisation: number) => string) => string;
}

/** A value of an object: of a kind, and whether it may be left out. */
export interface Field<T, O extends boolean> extends Kind<T> {
  readonly optional: O;
}

/** Objects' values by name. */
export type FieldMap = Readonly<Record<string, Field<unknown, boolean>>>;

/** What an object of these fields is read as. */
export type Read<F extends FieldMap> = {
  readonly [N in keyof F]: F[N] extends Field<infer T, boolean> ? T : never;
};

type Required<T> = Field<T, false>;

/** A value that may be left out. */
export function optional<T>(field: Required<T>): Field<T | undefined, true> {
  return { ...(field as Kind<T | undefined>), optional: true };
}

/** Makes a kind of value, which must be given. */
function kind<T>(
  schema: Schema,
  read: Kind<T>["read"],
  more: Pick<Kind<T>, "check" | "fields" | "show"> = {},
): Required<T> {
  return { schema, read, optional: false, ...more };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number | bigint => typeof value === "number" || typeof value === "bigint";

/** A text, which the SDK and the ledger judge. */
export function text(description = "a text; one of digits only, or that begins with 0x, in quotes"): Required<string> {
  return kind({ type: "string", description }, (value, scope, field) => {
    const expanded = expand(value, scope);
    if (isText(expanded) || isNumber(expanded)) return String(expanded);
    throw new InvalidInput(field, shown(expanded), "must be a text");
  });
}

/** Bytes in hexadecimal, which the SDK judges. */
export const hex = text("0x and hexadecimal digits, in quotes") as Required<Hex>;

/** Who or what a code, a requisition, a product or a subject's id names. */
export const code = text("a code, or an id, in quotes where it has only digits");

const numeric = { type: ["integer", "string"], pattern: REFERENCE } as const;

/** A whole number of units. */
export const quantity = kind({ ...numeric, description: "a whole number" }, (value, scope, field): bigint => {
  const number = expand(value, scope);
  if (typeof number === "bigint") return number;
  if (typeof number === "number" && Number.isSafeInteger(number)) return BigInt(number);
  throw new InvalidInput(field, shown(number), "must be a whole number");
});

/** A whole number that is no quantity. */
export const whole = kind({ ...numeric, description: "a whole number" }, (value, scope, field): number =>
  numberOf(expand(value, scope), field),
);

/** A number with a fraction, as a temperature. */
export const decimal = kind({ type: "number", description: "a number" }, (value): number => value as number);

/** `true` or `false`. */
export const truth = kind({ type: "boolean", description: "true or false" }, (value): boolean => value as boolean);

/** One of a list. */
export function oneOf<const W extends string | number>(words: readonly W[]): Required<Exclude<W, "none">> {
  const choices = words.filter((word) => word !== "none");
  return kind({ enum: choices, description: `one of ${choices.join(", ")}` }, (value) => value as Exclude<W, "none">);
}

/** A word of a list that has no "none", but may have a real first one. */
export function wordOf<const W extends string>(words: readonly W[]): Required<W> {
  return kind({ enum: words, description: `one of ${words.join(", ")}` }, (value) => value as W);
}

/** Words of a list, in any order. */
export function setOf<const W extends string>(words: readonly W[]): Required<readonly W[]> {
  return kind(
    { type: "array", uniqueItems: true, items: wordOf(words).schema, description: `a list of ${words.join(", ")}` },
    (value): readonly W[] => [...(value as readonly W[])].sort(),
  );
}

/** A moment. */
export const time = kind(
  {
    type: ["integer", "string"],
    pattern: `${TIME_PATTERN}|${REFERENCE}`,
    description: "a moment: now, now + 7 days, start - 6 hours, 2027-03-01, 2027-03-01T08:30Z or unix seconds",
  },
  (value, scope, field) => momentOf(expand(value, scope), scope, field),
);

/** A moment, or the word "none". */
export const timeOrNone: Required<number | "none"> = kind(
  { ...time.schema, pattern: `^none$|${time.schema.pattern}`, description: `none, or ${time.schema.description}` },
  (value, scope, field) => (value === "none" ? "none" : time.read(value, scope, field)),
);

/** An organisation's number, by its name in the scenario. */
export const organisation = kind<number>(
  { type: ["integer", "string"], description: "an organisation of the scenario" },
  (value, scope, field) => {
    const known = isText(value) ? scope.organisation(value) : undefined;
    return known ?? numberOf(expand(value, scope), field);
  },
  {
    check: (value, { organisations }) =>
      isPlain(value) && !organisations.has(value) ? "must be an organisation of the scenario" : undefined,
    show: (number, nameOf) => nameOf(number as number),
  },
);

/** Organisations' numbers, in any order. */
export const organisations = setOfKind(organisation, "a list of organisations of the scenario");

/** An account's address: that of a person of the scenario, or any. */
export const account = kind<string>(
  { type: "string", description: "a person of the scenario, or an address, in quotes" },
  (value, scope, field) => (isText(value) ? scope.account(value) : undefined) ?? text().read(value, scope, field),
  {
    check: (value, { people }) =>
      isPlain(value) && !value.startsWith("0x") && !people.has(value)
        ? "must be a person of the scenario, or an address"
        : undefined,
  },
);

/** A person's consent to become a member: signed when its turn comes, with the person's own key. */
export const consent = kind<Consent>(
  {
    type: "object",
    properties: {
      of: { type: "string", description: "a person of the scenario" },
      to: organisation.schema,
      until: time.schema,
    },
    required: ["of"],
    additionalProperties: false,
    description: "whose consent, `of`, and to which organisation, `to`; left out, to the next one that is admitted",
  },
  async (value, scope, field) => {
    const { of, to, until = "now + 1 day" } = value as Readonly<Record<"of" | "to" | "until", unknown>>;
    const number = to === undefined ? undefined : await organisation.read(to, scope, `${field}.to`);
    return scope.consent(of as string, number, await time.read(until, scope, `${field}.until`));
  },
  {
    check: (value, declared) => {
      const { of, to } = value as Readonly<Record<"of" | "to", unknown>>;
      if (!declared.people.has(of as string)) return "must be of a person of the scenario";
      return to === undefined ? undefined : organisation.check?.(to, declared);
    },
  },
);

/** A member's number, by the person's name. */
export const member = kind<number>(
  { type: ["integer", "string"], description: "a person of the scenario, or a member's number" },
  async (value, scope, field) => {
    const known = isText(value) ? await scope.member(value) : undefined;
    return known ?? numberOf(expand(value, scope), field);
  },
  {
    check: (value, { people }) =>
      isPlain(value) && !people.has(value) ? "must be a person of the scenario" : undefined,
  },
);

/** The tree over a lot's packs, by its name among the scenario's packs. */
export const tree = kind<PackTree>(
  { type: "string", pattern: REFERENCE, description: "packs of the scenario, as $name" },
  (value, scope, field) => {
    const found = expand(value, scope);
    if (found instanceof PackTree) return found;
    throw new InvalidInput(field, shown(found), "must be packs of the scenario, as $name");
  },
);

/** Values of one kind, in their order. */
export function list<T>(of: Kind<T>, description = `a list, each ${of.schema.description}`): Required<readonly T[]> {
  return kind(
    { type: "array", items: of.schema, description },
    (value, scope, field) =>
      Promise.all((value as readonly unknown[]).map((one, at) => of.read(one, scope, `${field}[${at}]`))),
    {
      check: (value, declared) => firstRule((value as readonly unknown[]).map((one) => of.check?.(one, declared))),
      ...(of.show === undefined
        ? {}
        : { show: (values, nameOf) => (values as readonly unknown[]).map((one) => of.show?.(one, nameOf)).join(", ") }),
    },
  );
}

/** Values of one kind, in any order. */
function setOfKind(of: Kind<number>, description: string): Required<readonly number[]> {
  const inOrder = list(of, description);
  return {
    ...inOrder,
    read: async (value, scope, field) => [...(await inOrder.read(value, scope, field))].sort((a, b) => a - b),
  };
}

/** An object. */
export function object<const F extends FieldMap>(fields: F, description = "an object"): Required<Read<F>> {
  const all = Object.entries(fields);
  return kind(
    {
      type: "object",
      properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
      required: all.flatMap(([name, { optional }]) => (optional ? [] : [name])),
      additionalProperties: false,
      description,
    },
    async (value, scope, field) => {
      const given = value as Readonly<Record<string, unknown>>;
      const read: Record<string, unknown> = {};
      for (const [name, one] of all) {
        if (Object.hasOwn(given, name)) read[name] = await one.read(given[name], scope, `${field}.${name}`);
      }
      return read as Read<F>;
    },
    { fields },
  );
}

/** One of two kinds of which one is an object or a text, and the other a list. */
export function either<A, B>(one: Kind<A>, listed: Kind<B>): Required<A | B> {
  const { type, description, ...keywords } = one.schema;
  return kind<A | B>(
    {
      ...keywords,
      ...listed.schema,
      type: [type, "array"],
      description: `${description}; or ${listed.schema.description}`,
    },
    (value, scope, field) => (Array.isArray(value) ? listed : one).read(value, scope, field),
  );
}

/** Whether it is a name as it stands, and no reference. */
function isPlain(value: unknown): value is string {
  return isText(value) && !value.includes("$");
}

function firstRule(rules: readonly (string | undefined)[]): string | undefined {
  return rules.find((rule) => rule !== undefined);
}

function numberOf(value: unknown, field: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "bigint" && value <= Number.MAX_SAFE_INTEGER) return Number(value);
  throw new InvalidInput(field, shown(value), "must be a whole number");
}

/** What a reference led to, for an error. */
function shown(value: unknown): unknown {
  return typeof value === "object" && value !== null ? "an object" : value;
}
