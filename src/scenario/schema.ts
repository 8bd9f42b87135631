import { duties, roles } from "../lifecycle/vocabulary.ts";
import { MAX_PACKS } from "../packs/units.ts";
import { verbs as writes } from "../verbs/all.ts";
import type { Schema } from "../verbs/kinds.ts";
import { refusalNames } from "./errors.ts";
import { readings, stateWords } from "./readings.ts";
import { SPAN_PATTERN } from "./times.ts";
import { schemaWritten } from "./values.ts";

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
  description: "a name of 1 to 64 letters, digits, dots, dashes and underscores, as a keystore has",
};
const saved = {
  type: "string",
  pattern: "^[A-Za-z][A-Za-z0-9_]{0,63}$",
  description: "a name of 1 to 64 letters, digits and underscores that begins with a letter",
};
const title = {
  type: "string",
  pattern: "\\S",
  maxLength: 500,
  description: "a text of at most 500 characters that is not blank",
};
const span = { type: "string", pattern: SPAN_PATTERN, description: "a span, as in 3 days, 1 hour or 90 seconds" };

const named = (names: Schema, each: Schema, description: string): Schema => ({
  type: "object",
  propertyNames: names,
  additionalProperties: each,
  description,
});
const strict = (properties: Readonly<Record<string, Schema>>, required: readonly string[], description: string) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
  description,
});

const texts = (description = "a text; one of digits only, or that begins with 0x, in quotes"): Schema => ({
  type: "string",
  description,
});
const count = (what: string, most: number): Schema => ({
  type: "integer",
  minimum: 1,
  maximum: most,
  description: `${what}, from 1 to ${most}`,
});
const enumOf = (words: readonly string[]): Schema => ({ enum: words, description: `one of ${words.join(", ")}` });
const setOf = (words: readonly string[]): Schema => ({
  type: "array",
  uniqueItems: true,
  items: enumOf(words),
  description: `a list of ${words.join(", ")}`,
});

const packs = strict(
  {
    list: texts("a file beside the scenario, as `medtrace packs make` prints it"),
    gtin: texts("a GTIN, in quotes"),
    prefix: texts(),
    count: count("how many packs", MAX_PACKS),
    digits: count("how many digits their numbers have", 12),
    cases: strict(
      {
        each: count("how many packs a case holds", MAX_PACKS),
        sscc: texts("the digits that an SSCC begins with"),
      },
      ["each", "sscc"],
      "an object",
    ),
  },
  [],
  "an object",
);

const common = {
  title: { $ref: "#/$defs/title" },
  at: { $ref: "#/$defs/span" },
  after: { $ref: "#/$defs/span" },
  skippable: { type: "boolean", description: "true or false" },
  save: { $ref: "#/$defs/saved" },
};

const expectWrite: Schema = {
  type: "object",
  properties: {
    state: { enum: stateWords, description: `one of ${stateWords.join(", ")}` },
    refused: { $ref: "#/$defs/refusal" },
    details: { type: "object", description: "what the error's details must be" },
  },
  additionalProperties: false,
  description: "a state, or the error of a refusal and some of its details",
};

function stepSchemas(): readonly Schema[] {
  const expect = { $ref: "#/$defs/expectWrite" };
  const who = { $ref: "#/$defs/person" };
  const writing = [...writes.values()].map(({ name, fields }) => {
    const needed = Object.values(fields).some(({ isOptional }) => !isOptional) ? ["with"] : [];
    const properties = { ...common, who, verb: { const: name }, with: parametersWritten(name), expect };
    return strict(properties, ["who", "verb", ...needed], `a step with the verb ${name}`);
  });
  const reading = Object.entries(readings).map(([verb, { with: asked, expect }]) => {
    const needed = Object.values(asked).some(({ isOptional }) => !isOptional) ? ["with"] : [];
    const properties = {
      ...common,
      verb: { const: verb },
      with: schemaWritten(asked, "what is asked"),
      expect: schemaWritten(expect, "what the answer must say"),
    };
    return strict(properties, ["verb", ...needed], `a step with the verb ${verb}, which nobody signs`);
  });
  return [...writing, ...reading];
}

/** The schema of a verb's parameters, as they are written. */
function parametersWritten(verb: string): Schema {
  return schemaWritten(writes.get(verb)?.fields ?? {}, `the parameters of ${verb}`);
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
            name: texts("its name on the ledger"),
            roles: setOf(roles),
            administrator: { $ref: "#/$defs/person" },
          },
          ["name", "roles"],
          "an organisation",
        ),
        "organisations by name",
      ),
      members: named(
        { $ref: "#/$defs/person" },
        strict(
          { of: { $ref: "#/$defs/person" }, duties: setOf(duties) },
          [],
          "a person, with `of` and `duties` where the person is a member",
        ),
        "people by name",
      ),
      values: named({ $ref: "#/$defs/saved" }, texts(), "texts by name"),
      packs: named({ $ref: "#/$defs/saved" }, packs, "lots' packs by name"),
      products: {
        type: "array",
        items: {
          ...registration,
          properties: {
            by: { $ref: "#/$defs/person" },
            ...(registration.properties as Schema),
          },
          required: ["by", ...(registration.required as readonly string[])],
          description: "a product: who registers it, and the parameters of register",
        },
        description: "a list of products",
      },
      steps: {
        type: "array",
        minItems: 1,
        items: {
          type: "object",
          properties: {
            verb: { enum: verbs, description: "a verb of the SDK that writes, or one of those that read" },
          },
          discriminator: { propertyName: "verb" },
          required: ["verb"],
          oneOf: stepSchemas(),
          description: "a step",
        },
        description: "a list of at least one step",
      },
    },
    ["format", "title", "steps"],
    "a scenario",
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
