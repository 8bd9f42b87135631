import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { InvalidInput } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { type Action, actionNames, actions } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type CreateDetailsParameters, createDetails, type Details } from "./details.ts";
import { type BrokenDocument, InvalidDocument, InvalidField } from "./errors.ts";
import { escapeName, flatten, shownAt } from "./fields.ts";
import { isPlainObject, type JsonObject, kindOf, shown } from "./json.ts";
import { buying } from "./schema/buying.ts";
import { care } from "./schema/care.ts";
import { lots } from "./schema/lots.ts";
import { moving } from "./schema/moving.ts";
import { common, type FieldSchema, type Fields, NOT_BLANK, type RecordFields, spoken } from "./schema/parts.ts";
import { products } from "./schema/products.ts";
import { recalls } from "./schema/recalls.ts";
import { scrapping } from "./schema/scrapping.ts";

/** The JSON Schema (draft 2020-12) of an action's records. Each field has `labels`, in English and Chinese. */
export interface RecordSchema extends FieldSchema {
  readonly $schema: string;
  readonly $id: string;
  readonly title: string;
  readonly properties: Fields;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

const records: Readonly<Record<Action, RecordFields>> = {
  ...buying,
  ...care,
  ...lots,
  ...moving,
  ...products,
  ...recalls,
  ...scrapping,
};

/**
 * The schema of the document behind an action's entries: what regulations ask such a record to hold, with the words for
 * a form. Required is only what is known of every device, drug and consumable; `own` takes an institution's own fields.
 *
 * @param action - the action
 * @returns its JSON Schema
 * @throws {@link InvalidInput} when there is no such action
 * @example
 * schemaOf("maintain").properties.department.labels; // { en: "department", zh: "科室" }
 */
export function schemaOf(action: Action): RecordSchema {
  if (numberOf(actions, action) < 1) {
    throw new InvalidInput("action", action, rule(must.oneOf, { words: actions.slice(1) }));
  }
  const { required, optional, conditions = [] } = records[action];
  const labels = { en: spoken(action), zh: actionNames[action] };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:medtrace:details-1:${action}`,
    title: `${labels.en} ${labels.zh}`,
    labels,
    type: "object",
    properties: {
      action: { type: "string", const: action, labels: { en: "action", zh: "操作" } },
      ...required,
      ...optional,
      ...common,
    },
    required: ["action", ...Object.keys(required)],
    additionalProperties: false,
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
  };
}

/**
 * Sees to it that a document is what an action's schema asks for.
 *
 * @param action - the action
 * @param document - the document, with its member `action`
 * @throws {@link InvalidDocument} listing every problem with its path, value and rule
 * @throws {@link InvalidField} when it is no JSON object that a commitment can be made to
 * @throws {@link InvalidInput} when there is no such action
 * @example
 * validateDocument("cancel", { action: "cancel", reason: "ordered twice" });
 */
export function validateDocument(action: Action, document: unknown): void {
  const { $id } = schemaOf(action);
  flatten(document);
  const validate = validatorOf(action, $id);
  if (validate(document)) return;
  const [first, ...others] = (validate.errors ?? []).filter(isNoBranch).flatMap(problemOf);
  if (first !== undefined) throw new InvalidDocument(action, [first, ...others]);
}

/**
 * Makes the details of an action's record: what {@link validateDocument} lets pass, salted and committed to. Who witnesses
 * a disposal is another person than the one who disposes.
 *
 * @param action - the action
 * @param document - the record; its member `action` may be left out
 * @param parameters - where random bytes come from
 * @returns the details, whose commitment goes into the entry
 * @throws {@link InvalidDocument} when a disposal's witness is who disposes of it
 * @throws the errors of {@link validateDocument} and {@link createDetails}
 * @example
 * const details = createRecord("cancel", { reason: "ordered twice" }, { random });
 * await m.as(applicant).cancel({ requisition, details: details.commitment });
 */
export function createRecord(action: Action, document: JsonObject, parameters: CreateDetailsParameters): Details {
  if (!isPlainObject(document)) throw new InvalidField("document", shown(document), rule(must.jsonObject));
  const record = { action, ...document };
  validateDocument(action, record);
  checkWitness(action, record);
  return createDetails(record, parameters);
}

/** JSON Schema cannot compare two fields. */
function checkWitness(action: Action, { witness, disposedBy }: JsonObject): void {
  if (action !== "dispose" || !isPlainObject(witness) || !isPlainObject(disposedBy)) return;
  // Two people may have one name: their staff numbers tell them apart.
  const numbers = [witness.staffNumber, disposedBy.staffNumber];
  const toldApart = !numbers.includes(undefined) && numbers[0] !== numbers[1];
  if (witness.name !== disposedBy.name || toldApart) return;
  throw new InvalidDocument(action, [{ path: "/witness", value: kindOf(witness), rule: rule(must.otherWitness) }]);
}

/** How {@link schemaOf} is understood: strictly, with its annotations and with dates that exist. */
export function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
    formats: { date: isDate, "date-time": isMoment },
  });
  for (const keyword of ["labels", "wordLabels"]) ajv.addKeyword({ keyword, metaSchema: { type: "object" } });
  return ajv;
}

let ajv: Ajv2020 | undefined;

/** Compiled when it is first asked for: there are many, and most programs need few. */
function validatorOf(action: Action, id: string) {
  ajv ??= strictAjv();
  return ajv.getSchema(id) ?? ajv.compile(schemaOf(action));
}

const formats: Readonly<Record<string, Phrase>> = {
  date: { en: "a day, as in 2027-03-01", zh: "日期，如 2027-03-01" },
  "date-time": {
    en: "a moment with its zone, as in 2027-03-01T08:30:00+08:00",
    zh: "带时区的时刻，如 2027-03-01T08:30:00+08:00",
  },
};
const characters: Phrase = { en: "characters", zh: "个字符" };
const items: Phrase = { en: "items", zh: "项" };
const properties: Phrase = { en: "properties", zh: "个成员" };

/** The rule of the schema that is broken, in the words of its checker. */
function ruleOf({ keyword, params, message = "" }: ErrorObject): Rule {
  switch (keyword) {
    case "const":
      return rule(must.exactly, { value: JSON.stringify(params.allowedValue) });
    case "enum":
      return rule(must.oneOf, { words: params.allowedValues });
    case "format":
      return rule(must.be, { what: formats[params.format] ?? params.format });
    case "type":
      return rule(must.exactly, { value: params.type });
    case "minimum":
    case "maximum":
      return rule(must.exactly, { value: `${params.comparison} ${params.limit}` });
    case "minLength":
      return rule(must.notFewer, { limit: params.limit, what: characters });
    case "maxLength":
      return rule(must.notMore, { limit: params.limit, what: characters });
    case "minItems":
      return rule(must.notFewer, { limit: params.limit, what: items });
    case "maxItems":
      return rule(must.notMore, { limit: params.limit, what: items });
    case "minProperties":
      return rule(must.notFewer, { limit: params.limit, what: properties });
    case "pattern":
      return params.pattern === NOT_BLANK ? rule(must.notBlank) : rule(must.pattern, { pattern: params.pattern });
    default:
      return rule(must.otherwise, { what: message });
  }
}

/** Of fields of which one must be given, each that is missing is an error too; `anyOf` is the one to tell. */
function isNoBranch({ schemaPath }: ErrorObject): boolean {
  return !schemaPath.includes("/anyOf/");
}

function problemOf(error: ErrorObject): readonly BrokenDocument[] {
  const { keyword, instancePath, params, data, schema } = error;
  const value = shownAt(instancePath, data);
  const below = (name: string) => `${instancePath}/${escapeName(name)}`;
  switch (keyword) {
    case "if": // what `then` says is a problem of its own
      return [];
    case "required":
      return [{ path: below(params.missingProperty), value: undefined, rule: rule(must.given) }];
    case "anyOf": {
      const [first = "", ...others] = (schema as readonly RecordSchema[]).flatMap(({ required }) => required);
      return [
        {
          path: below(first),
          value: undefined,
          rule: rule(must.givenOr, {
            other: { en: others.map(below).join(" or "), zh: others.map(below).join(" 或 ") },
          }),
        },
      ];
    }
    case "additionalProperties": {
      const name: string = params.additionalProperty;
      // Nobody knows what an unknown field holds: it may be what a patient is called, which no log is to have.
      const other = isPlainObject(data) ? kindOf(data[name]) : undefined;
      return [{ path: below(name), value: other, rule: rule(must.outNotInSchema) }];
    }
    default:
      return [{ path: instancePath, value, rule: ruleOf(error) }];
  }
}

/** RFC 3339, of days that their months have. */
function isDate(text: string): boolean {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text);
}

/** RFC 3339, without leap seconds. */
function isMoment(text: string): boolean {
  const time = /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
  return isDate(text.slice(0, 10)) && time.test(text.slice(10));
}
