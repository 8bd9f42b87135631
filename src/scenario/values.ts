import { InvalidInput } from "../errors/base.ts";
import type { Hex } from "../history/types.ts";
import { PackTree } from "../packs/tree.ts";
import type { Consent } from "../verbs/consent.ts";
import { type FieldKind, type Fields, type Nature, type Schema, schemaOf } from "../verbs/kinds.ts";
import { expand, REFERENCE } from "./references.ts";
import { momentOf, TIME_PATTERN } from "./times.ts";

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

/** How a kind of value is written in a scenario, and what the SDK gets: names stand for what has them. */
interface Writing {
  readonly schema: Schema;
  /** Reads a value that the schema let pass. */
  read(value: unknown, scope: Scope, field: string): unknown;
  /** The rule that a name breaks which is not declared; `undefined` where it breaks none. */
  check?(value: unknown, declared: Declared): string | undefined;
}

const isText = (value: unknown): value is string => typeof value === "string";
/** Whether it is a name as it stands, and no reference. */
const isPlain = (value: unknown): value is string => isText(value) && !value.includes("$");
/** What a reference led to, for an error. */
const shown = (value: unknown): unknown => (typeof value === "object" && value !== null ? "an object" : value);

const numeric = { type: ["integer", "string"], pattern: REFERENCE, description: "a whole number" } as const;
const MOMENT = "a moment: now, now + 7 days, start - 6 hours, 2027-03-01, 2027-03-01T08:30Z or unix seconds";
const moment = { type: ["integer", "string"], pattern: `${TIME_PATTERN}|${REFERENCE}`, description: MOMENT };
const momentOrNone = { ...moment, pattern: `^none$|${moment.pattern}`, description: `none, or ${MOMENT}` };

/** Bytes and codes are told apart by what help calls them. */
const texts: Readonly<Record<string, string>> = {
  code: "a code, or an id, in quotes where it has only digits",
  requisition: "a code, or an id, in quotes where it has only digits",
  hex: "0x and hexadecimal digits, in quotes",
  head: "0x and hexadecimal digits, in quotes",
};
const TEXT = "a text; one of digits only, or that begins with 0x, in quotes";

function textOf(value: unknown, scope: Scope, field: string): string {
  const expanded = expand(value, scope);
  if (isText(expanded) || typeof expanded === "number" || typeof expanded === "bigint") return String(expanded);
  throw new InvalidInput(field, shown(expanded), "must be a text");
}

function wholeOf(value: unknown, scope: Scope, field: string): bigint {
  const expanded = expand(value, scope);
  if (typeof expanded === "bigint") return expanded;
  if (typeof expanded === "number" && Number.isSafeInteger(expanded)) return BigInt(expanded);
  throw new InvalidInput(field, shown(expanded), "must be a whole number");
}

const numberOf = (value: unknown, scope: Scope, field: string): number => Number(wholeOf(value, scope, field));

/** What is a number, and has a name in a scenario. */
async function numbered(value: unknown, known: number | undefined, scope: Scope, field: string): Promise<number> {
  return known ?? numberOf(value, scope, field);
}

const organisation: Writing = {
  schema: { type: ["integer", "string"], description: "an organisation of the scenario" },
  read: (value, scope, field) => numbered(value, isText(value) ? scope.organisation(value) : undefined, scope, field),
  check: (value, { organisations }) =>
    isPlain(value) && !organisations.has(value) ? "must be an organisation of the scenario" : undefined,
};

/** How the kinds are written of which a scenario knows names, references or moments. */
const writings: Readonly<Record<Nature, (of: FieldKind<unknown>) => Writing>> = {
  text: ({ placeholder = "" }) => ({
    schema: { type: "string", description: texts[placeholder] ?? TEXT },
    read: textOf,
  }),
  number: ({ schema }) =>
    schema.type === "number"
      ? { schema: { type: "number", description: "a number" }, read: (value) => value }
      : { schema: numeric, read: numberOf },
  quantity: () => ({ schema: numeric, read: wholeOf }),
  truth: ({ schema }) => ({ schema, read: (value) => value }),
  word: ({ schema }) => ({ schema, read: (value) => value }),
  words: ({ schema }) => ({ schema, read: (value) => [...(value as readonly string[])].sort() }),
  moment: ({ orNone }) => ({
    schema: orNone ? momentOrNone : moment,
    read: (value, scope, field) => (orNone && value === "none" ? value : momentOf(expand(value, scope), scope, field)),
  }),
  organisation: () => organisation,
  account: () => ({
    schema: { type: "string", description: "a person of the scenario, or an address, in quotes" },
    read: (value, scope, field) => scope.account(String(value)) ?? textOf(value, scope, field),
    check: (value, { people }) =>
      isPlain(value) && !value.startsWith("0x") && !people.has(value)
        ? "must be a person of the scenario, or an address"
        : undefined,
  }),
  member: () => ({
    schema: { type: ["integer", "string"], description: "a person of the scenario, or a member's number" },
    read: async (value, scope, field) =>
      numbered(value, isText(value) ? await scope.member(value) : undefined, scope, field),
    check: (value, { people }) =>
      isPlain(value) && !people.has(value) ? "must be a person of the scenario" : undefined,
  }),
  // A person's consent is signed when its turn comes, with the person's own key.
  consent: () => ({
    schema: {
      type: "object",
      properties: {
        of: { type: "string", description: "a person of the scenario" },
        to: organisation.schema,
        until: moment,
      },
      required: ["of"],
      additionalProperties: false,
      description: "whose consent, `of`, and to which organisation, `to`; left out, to the next one that is admitted",
    },
    read: async (value, scope, field) => {
      const { of, to, until = "now + 1 day" } = value as Readonly<Record<"of" | "to" | "until", unknown>>;
      const number = to === undefined ? undefined : await organisation.read(to, scope, `${field}.to`);
      const moment = await momentOf(expand(until, scope), scope, `${field}.until`);
      return scope.consent(of as string, number as number | undefined, moment);
    },
    check: (value, declared) => {
      const { of, to } = value as Readonly<Record<"of" | "to", unknown>>;
      if (!declared.people.has(of as string)) return "must be of a person of the scenario";
      return to === undefined ? undefined : organisation.check?.(to, declared);
    },
  }),
  packList: () => ({
    schema: { type: "string", pattern: REFERENCE, description: "packs of the scenario, as $name" },
    read: (value, scope, field) => {
      const found = expand(value, scope);
      if (found instanceof PackTree) return found;
      throw new InvalidInput(field, shown(found), "must be packs of the scenario, as $name");
    },
  }),
  list: ({ each, alone }) => listWriting(each as FieldKind<unknown>, alone),
  object: ({ fields = {}, schema }) => ({
    schema: schemaWritten(fields, String(schema.description)),
    read: (value, scope, field) => readWritten(fields, value, scope, field),
  }),
};

/** How a kind of value is written in a scenario. */
export function writingOf(of: FieldKind<unknown>): Writing {
  return writings[of.nature](of);
}

/** The schema of an object of such fields, as they are written. */
export function schemaWritten(fields: Fields, description: string): Schema {
  const all = Object.entries(fields).map(([name, one]) => [name, { ...one, schema: writingOf(one).schema }]);
  return schemaOf(Object.fromEntries(all) as Fields, description);
}

/** Reads an object of such fields, as they are written. */
export async function readWritten(
  fields: Fields,
  value: unknown,
  scope: Scope,
  field: string,
): Promise<Readonly<Record<string, unknown>>> {
  const given = value as Readonly<Record<string, unknown>>;
  const read: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(fields)) {
    if (Object.hasOwn(given, name)) read[name] = await writingOf(one).read(given[name], scope, `${field}.${name}`);
  }
  return read;
}

function listWriting(each: FieldKind<unknown>, alone: FieldKind<unknown> | undefined): Writing {
  const [one, single] = [writingOf(each), alone === undefined ? undefined : writingOf(alone)];
  const list = { type: "array", items: one.schema, description: `a list, each ${one.schema.description}` };
  const { type, description, ...keywords } = single?.schema ?? {};
  const both = { ...keywords, ...list, type: [type, "array"], description: `${description}; or ${list.description}` };
  return {
    schema: single === undefined ? list : both,
    read: async (value, scope, field) => {
      if (single !== undefined && !Array.isArray(value)) return single.read(value, scope, field);
      const values = value as readonly unknown[];
      const read = await Promise.all(values.map((item, at) => one.read(item, scope, `${field}[${at}]`)));
      return each.nature === "organisation" ? (read as number[]).sort((a, b) => a - b) : read;
    },
    check: (value, declared) =>
      (Array.isArray(value) ? value : []).map((item) => one.check?.(item, declared)).find((rule) => rule !== undefined),
  };
}

/** How a value is shown where it is no text by itself: an organisation by its name. */
export function showWritten(
  of: FieldKind<unknown>,
  value: unknown,
  nameOf: (organisation: number) => string,
): string | undefined {
  if (of.nature === "organisation") return nameOf(value as number);
  if (of.nature !== "list" || of.each?.nature !== "organisation") return undefined;
  return (value as readonly number[]).map(nameOf).join(", ");
}
