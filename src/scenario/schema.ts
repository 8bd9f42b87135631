import type { Phrase } from "../errors/phrase.ts";
import { duties, roles } from "../lifecycle/vocabulary.ts";
import { MAX_PACKS } from "../packs/units.ts";
import { verbs as writes } from "../verbs/all.ts";
import { AN_OBJECT, described, oneOfWords, type Schema, TRUE_OR_FALSE } from "../verbs/kinds.ts";
import { refusalNames } from "./errors.ts";
import { readings, stateWords } from "./readings.ts";
import { SPAN_PATTERN } from "./times.ts";
import { schemaWritten, TEXT } from "./values.ts";

/** What a scenario's member `format` says. */
export const SCENARIO_FORMAT = "medtrace-scenario-1";

/** A scenario as it is written, once the schema has let it pass. */
export interface ScenarioText {
  readonly format: typeof SCENARIO_FORMAT;
  readonly title: string;
  readonly council?: string;
  readonly organisations?: Readonly<Record<string, OrganisationText>>;
  readonly members?: Readonly<Record<string, MemberText>>;
  readonly values?: Readonly<Record<string, string>>;
  readonly packs?: Readonly<Record<string, PacksText>>;
  readonly products?: readonly Readonly<Record<string, unknown>>[];
  readonly steps: readonly StepText[];
}

/** An organisation, by the name that it has, or is admitted under, on the ledger. */
export interface OrganisationText {
  readonly name: string;
  readonly roles: readonly (typeof roles)[number][];
  readonly administrator?: string;
}

/** A person: of which organisation, and what the person may do there; a stranger is of none. */
export interface MemberText {
  readonly of?: string;
  readonly duties?: readonly (typeof duties)[number][];
}

/** A lot's packs: made of a pattern, or listed in a file. */
export type PacksText =
  | { readonly list: string }
  | {
      readonly gtin: string;
      readonly prefix: string;
      readonly count: number;
      readonly digits?: number;
      readonly cases?: { readonly each: number; readonly sscc: string };
    };

/** A step: who does what, and what must come of it. */
export interface StepText {
  readonly title?: string;
  readonly at?: string;
  readonly after?: string;
  readonly who?: string;
  readonly verb: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly expect?: Readonly<Record<string, unknown>>;
  readonly save?: string;
  readonly skippable?: boolean;
}

/** The same rule as of a keystore's name. */
const PERSON = "^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}$";
const person = {
  type: "string",
  pattern: PERSON,
  ...described({
    en: "a name of 1 to 64 letters, digits, dots, dashes and underscores, as a keystore has",
    zh: " 1 至 64 个字母、数字、点、短横与下划线的名称，如密钥库所用",
  }),
};
const saved = {
  type: "string",
  pattern: "^[A-Za-z][A-Za-z0-9_]{0,63}$",
  ...described({
    en: "a name of 1 to 64 letters, digits and underscores that begins with a letter",
    zh: "以字母开头、1 至 64 个字母、数字与下划线的名称",
  }),
};
const title = {
  type: "string",
  pattern: "\\S",
  maxLength: 500,
  ...described({ en: "a text of at most 500 characters that is not blank", zh: "至多 500 个字符的非空白文本" }),
};
const span = {
  type: "string",
  pattern: SPAN_PATTERN,
  ...described({ en: "a span, as in 3 days, 1 hour or 90 seconds", zh: "时长，如 `3 days`、`1 hour` 或 `90 seconds`" }),
};

const named = (names: Schema, each: Schema, what: Phrase): Schema => ({
  type: "object",
  propertyNames: names,
  additionalProperties: each,
  ...described(what),
});
const strict = (properties: Readonly<Record<string, Schema>>, required: readonly string[], what: Phrase) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
  ...described(what),
});

const texts = (what = TEXT): Schema => ({
  type: "string",
  ...described(what),
});
const count = ({ en, zh }: Phrase, most: number): Schema => ({
  type: "integer",
  minimum: 1,
  maximum: most,
  ...described({ en: `${en}, from 1 to ${most}`, zh: `${zh}，1 至 ${most}` }),
});
const enumOf = (words: readonly string[]): Schema => ({ enum: words, ...described(oneOfWords(words)) });
const setOf = (words: readonly string[]): Schema => ({
  type: "array",
  uniqueItems: true,
  items: enumOf(words),
  ...described({ en: `a list of ${words.join(", ")}`, zh: `列表，各项为下列之一：${words.join(", ")}` }),
});

const packs = strict(
  {
    list: texts({
      en: "a file beside the scenario, as `medtrace packs make` prints it",
      zh: "场景旁的文件，由 `medtrace packs make` 输出",
    }),
    gtin: texts({ en: "a GTIN, in quotes", zh: "加引号的 GTIN" }),
    prefix: texts(),
    count: count({ en: "how many packs", zh: "包装的数量" }, MAX_PACKS),
    digits: count({ en: "how many digits their numbers have", zh: "编号的位数" }, 12),
    cases: strict(
      {
        each: count({ en: "how many packs a case holds", zh: "每箱的包装数" }, MAX_PACKS),
        sscc: texts({ en: "the digits that an SSCC begins with", zh: " SSCC 开头的数字" }),
      },
      ["each", "sscc"],
      AN_OBJECT,
    ),
  },
  [],
  AN_OBJECT,
);

const common = {
  title: { $ref: "#/$defs/title" },
  at: { $ref: "#/$defs/span" },
  after: { $ref: "#/$defs/span" },
  skippable: { type: "boolean", ...TRUE_OR_FALSE },
  save: { $ref: "#/$defs/saved" },
};

const expectWrite: Schema = {
  type: "object",
  properties: {
    state: { enum: stateWords, ...described(oneOfWords(stateWords)) },
    refused: { $ref: "#/$defs/refusal" },
    details: { type: "object", ...described({ en: "what the error's details must be", zh: "错误须有的详情" }) },
  },
  additionalProperties: false,
  ...described({
    en: "a state, or the error of a refusal and some of its details",
    zh: "状态，或拒绝的错误及其部分详情",
  }),
};

function stepSchemas(): readonly Schema[] {
  const expect = { $ref: "#/$defs/expectWrite" };
  const who = { $ref: "#/$defs/person" };
  const writing = [...writes.values()].map(({ name, fields }) => {
    const needed = Object.values(fields).some(({ isOptional }) => !isOptional) ? ["with"] : [];
    const properties = { ...common, who, verb: { const: name }, with: parametersWritten(name), expect };
    return strict(properties, ["who", "verb", ...needed], { en: `a step with the verb ${name}`, zh: ` ${name} 步骤` });
  });
  const reading = Object.entries(readings).map(([verb, { with: asked, expect }]) => {
    const needed = Object.values(asked).some(({ isOptional }) => !isOptional) ? ["with"] : [];
    const properties = {
      ...common,
      verb: { const: verb },
      with: schemaWritten(asked, { en: "what is asked", zh: "所查询的内容" }),
      expect: schemaWritten(expect, { en: "what the answer must say", zh: "答复须有的内容" }),
    };
    return strict(properties, ["verb", ...needed], {
      en: `a step with the verb ${verb}, which nobody signs`,
      zh: ` ${verb} 步骤，无人签名`,
    });
  });
  return [...writing, ...reading];
}

/** The schema of a verb's parameters, as they are written. */
function parametersWritten(verb: string): Schema {
  return schemaWritten(writes.get(verb)?.fields ?? {}, { en: `the parameters of ${verb}`, zh: ` ${verb} 的参数` });
}

/** The verbs of steps, those that write before those that read. */
export const verbs: readonly string[] = [...writes.keys(), ...Object.keys(readings)];

const registration = parametersWritten("register");

/**
 * The JSON Schema (draft 2020-12) of a scenario, which is YAML of what JSON can say. Names, references and moments are
 * compared besides, when a scenario is read.
 */
export const scenarioSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:medtrace:${SCENARIO_FORMAT}`,
  title: "Medtrace scenario 验收场景",
  ...strict(
    {
      format: { const: SCENARIO_FORMAT, description: SCENARIO_FORMAT },
      title: { $ref: "#/$defs/title" },
      council: { $ref: "#/$defs/person" },
      organisations: named(
        { $ref: "#/$defs/person" },
        strict(
          {
            name: texts({ en: "its name on the ledger", zh: "其在账本上的名称" }),
            roles: setOf(roles),
            administrator: { $ref: "#/$defs/person" },
          },
          ["name", "roles"],
          { en: "an organisation", zh: "机构" },
        ),
        { en: "organisations by name", zh: "以名称给出的机构" },
      ),
      members: named(
        { $ref: "#/$defs/person" },
        strict({ of: { $ref: "#/$defs/person" }, duties: setOf(duties) }, [], {
          en: "a person, with `of` and `duties` where the person is a member",
          zh: "人员；若为成员，须带 `of` 与 `duties`",
        }),
        { en: "people by name", zh: "以名称给出的人员" },
      ),
      values: named({ $ref: "#/$defs/saved" }, texts(), { en: "texts by name", zh: "以名称给出的文本" }),
      packs: named({ $ref: "#/$defs/saved" }, packs, { en: "lots' packs by name", zh: "以名称给出的批次包装" }),
      products: {
        type: "array",
        items: {
          ...registration,
          properties: {
            by: { $ref: "#/$defs/person" },
            ...(registration.properties as Schema),
          },
          required: ["by", ...(registration.required as readonly string[])],
          ...described({
            en: "a product: who registers it, and the parameters of register",
            zh: "产品：由谁登记（by），以及 register 的参数",
          }),
        },
        ...described({ en: "a list of products", zh: "产品的列表" }),
      },
      steps: {
        type: "array",
        minItems: 1,
        items: {
          type: "object",
          properties: {
            verb: {
              enum: verbs,
              ...described({
                en: "a verb of the SDK that writes, or one of those that read",
                zh: " SDK 写操作之名，或读操作之名",
              }),
            },
          },
          discriminator: { propertyName: "verb" },
          required: ["verb"],
          oneOf: stepSchemas(),
          ...described({ en: "a step", zh: "步骤" }),
        },
        ...described({ en: "a list of at least one step", zh: "列表，至少有一个步骤" }),
      },
    },
    ["format", "title", "steps"],
    { en: "a scenario", zh: "场景" },
  ),
  $defs: {
    person,
    saved,
    title,
    span,
    refusal: enumOf(refusalNames),
    expectWrite,
  },
};
