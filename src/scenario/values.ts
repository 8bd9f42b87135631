import { InvalidInput } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import type { Rule } from "../errors/rules.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { PackTree } from "../packs/tree.ts";
import type { Consent } from "../verbs/consent.ts";
import {
  described,
  eitherOf,
  type FieldKind,
  type Fields,
  listOf,
  type Nature,
  type Schema,
  schemaOf,
  whatOf,
} from "../verbs/kinds.ts";
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
  check?(value: unknown, declared: Declared): Rule | undefined;
}

const isText = (value: unknown): value is string => typeof value === "string";
/** Whether it is a name as it stands, and no reference. */
const isPlain = (value: unknown): value is string => isText(value) && !value.includes("$");
/** What a reference led to, for an error. */
const shown = (value: unknown): unknown => (typeof value === "object" && value !== null ? "an object" : value);

const numeric = { type: ["integer", "string"], pattern: REFERENCE, ...described({ en: "a whole number", zh: "整数" }) };
const MOMENT: Phrase = {
  en: "a moment: now, now + 7 days, start - 6 hours, 2027-03-01, 2027-03-01T08:30Z or unix seconds",
  zh: "时刻：now, now + 7 days, start - 6 hours, 2027-03-01, 2027-03-01T08:30Z 或 unix 秒",
};
const moment = { type: ["integer", "string"], pattern: `${TIME_PATTERN}|${REFERENCE}`, ...described(MOMENT) };
const momentOrNone = {
  ...moment,
  pattern: `^none$|${moment.pattern}`,
  ...described({ en: `none, or ${MOMENT.en}`, zh: ` none，或${MOMENT.zh}` }),
};

/** Bytes and codes are told apart by what help calls them. */
const CODE: Phrase = {
  en: "a code, or an id, in quotes where it has only digits",
  zh: "编码或标识，只含数字的须加引号",
};
const HEX: Phrase = { en: "0x and hexadecimal digits, in quotes", zh: "加引号的 0x 加十六进制" };
const texts: Readonly<Record<string, Phrase>> = { code: CODE, requisition: CODE, hex: HEX, head: HEX };
/** What a text is that is no name. */
export const TEXT: Phrase = {
  en: "a text; one of digits only, or that begins with 0x, in quotes",
  zh: "文本；只含数字或以 0x 开头的须加引号",
};

function textOf(value: unknown, scope: Scope, field: string): string {
  const expanded = expand(value, scope);
  if (isText(expanded) || typeof expanded === "number" || typeof expanded === "bigint") return String(expanded);
  throw new InvalidInput(field, shown(expanded), rule(must.text));
}

function wholeOf(value: unknown, scope: Scope, field: string): bigint {
  const expanded = expand(value, scope);
  if (typeof expanded === "bigint") return expanded;
  if (typeof expanded === "number" && Number.isSafeInteger(expanded)) return BigInt(expanded);
  throw new InvalidInput(field, shown(expanded), rule(must.whole));
}

const numberOf = (value: unknown, scope: Scope, field: string): number => Number(wholeOf(value, scope, field));

/** What is a number, and has a name in a scenario. */
async function numbered(value: unknown, known: number | undefined, scope: Scope, field: string): Promise<number> {
  return known ?? numberOf(value, scope, field);
}

const organisation: Writing = {
  schema: { type: ["integer", "string"], ...described({ en: "an organisation of the scenario", zh: "场景中的机构" }) },
  read: (value, scope, field) => numbered(value, isText(value) ? scope.organisation(value) : undefined, scope, field),
  check: (value, { organisations }) =>
    isPlain(value) && !organisations.has(value) ? rule(must.scenarioOrganisation) : undefined,
};

/** How the kinds are written of which a scenario knows names, references or moments. */
const writings: Readonly<Record<Nature, (of: FieldKind<unknown>) => Writing>> = {
  text: ({ placeholder = "" }) => ({
    schema: { type: "string", ...described(texts[placeholder] ?? TEXT) },
    read: textOf,
  }),
  number: ({ schema }) =>
    schema.type === "number"
      ? { schema: { type: "number", ...described({ en: "a number", zh: "数" }) }, read: (value) => value }
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
    schema: {
      type: "string",
      ...described({ en: "a person of the scenario, or an address, in quotes", zh: "场景中的人员，或加引号的地址" }),
    },
    read: (value, scope, field) => scope.account(String(value)) ?? textOf(value, scope, field),
    check: (value, { people }) =>
      isPlain(value) && !value.startsWith("0x") && !people.has(value) ? rule(must.scenarioPersonOrAddress) : undefined,
  }),
  member: () => ({
    schema: {
      type: ["integer", "string"],
      ...described({ en: "a person of the scenario, or a member's number", zh: "场景中的人员，或成员编号" }),
    },
    read: async (value, scope, field) =>
      numbered(value, isText(value) ? await scope.member(value) : undefined, scope, field),
    check: (value, { people }) => (isPlain(value) && !people.has(value) ? rule(must.scenarioPerson) : undefined),
  }),
  // A person's consent is signed when its turn comes, with the person's own key.
  consent: () => ({
    schema: {
      type: "object",
      properties: {
        of: { type: "string", ...described({ en: "a person of the scenario", zh: "场景中的人员" }) },
        to: organisation.schema,
        until: moment,
      },
      required: ["of"],
      additionalProperties: false,
      ...described({
        en: "whose consent, `of`, and to which organisation, `to`; left out, to the next one that is admitted",
        zh: " `of`（谁的同意书）与 `to`（加入的机构；不写则为理事会将接纳的下一个机构）",
      }),
    },
    read: async (value, scope, field) => {
      const { of, to, until = "now + 1 day" } = value as Readonly<Record<"of" | "to" | "until", unknown>>;
      const number = to === undefined ? undefined : await organisation.read(to, scope, `${field}.to`);
      const moment = await momentOf(expand(until, scope), scope, `${field}.until`);
      return scope.consent(of as string, number as number | undefined, moment);
    },
    check: (value, declared) => {
      const { of, to } = value as Readonly<Record<"of" | "to", unknown>>;
      if (!declared.people.has(of as string)) return rule(must.ofScenarioPerson);
      return to === undefined ? undefined : organisation.check?.(to, declared);
    },
  }),
  packList: () => ({
    schema: {
      type: "string",
      pattern: REFERENCE,
      ...described({ en: "packs of the scenario, as $name", zh: "场景中的包装，如 $name" }),
    },
    read: (value, scope, field) => {
      const found = expand(value, scope);
      if (found instanceof PackTree) return found;
      throw new InvalidInput(field, shown(found), rule(must.scenarioPacks));
    },
  }),
  list: ({ each, alone }) => listWriting(each as FieldKind<unknown>, alone),
  object: ({ fields = {}, schema }) => ({
    schema: schemaWritten(fields, whatOf(schema)),
    read: (value, scope, field) => readWritten(fields, value, scope, field),
  }),
};

/** How a kind of value is written in a scenario. */
export function writingOf(of: FieldKind<unknown>): Writing {
  return writings[of.nature](of);
}

/** The schema of an object of such fields, as they are written. */
export function schemaWritten(fields: Fields, what: Phrase): Schema {
  const all = Object.entries(fields).map(([name, one]) => [name, { ...one, schema: writingOf(one).schema }]);
  return schemaOf(Object.fromEntries(all) as Fields, what);
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
  const list = { type: "array", items: one.schema, ...described(listOf(one.schema)) };
  return {
    schema: single === undefined ? list : eitherOf(single.schema, list),
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
