import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import {
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";
import { shown } from "../details/json.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { verbs } from "../verbs/all.ts";
import type { Fields } from "../verbs/kinds.ts";
import { whatOf } from "../verbs/kinds.ts";
import { MalformedScenario } from "./errors.ts";
import { readings } from "./readings.ts";
import { referencesIn } from "./references.ts";
import { type ScenarioText, type StepText, scenarioSchema } from "./schema.ts";
import { spanOf } from "./times.ts";
import { type Declared, writingOf } from "./values.ts";

/** A scenario that was read: nothing in it is against the format. */
export interface Scenario extends ScenarioText {
  /** Where it was read from, as given. */
  readonly file: string;
  /** The line of each step. */
  readonly lines: readonly number[];
}

type Path = readonly (string | number)[];

/** The most characters that a scenario has: far more than anybody writes, and quick to read. */
const LONGEST = 2 ** 20;

/**
 * Reads a scenario: YAML 1.2 of what JSON can say, without anchors, aliases and tags.
 *
 * @param text - the YAML text
 * @param file - what to call it in errors
 * @returns the scenario
 * @throws {@link MalformedScenario} with line, column and the rule that is broken first
 *
 * @example
 * const scenario = readScenario(await readFile("scenario.yaml", "utf8"), "scenario.yaml");
 */
export function readScenario(text: string, file = "scenario"): Scenario {
  if (text.length > LONGEST) {
    const longest = rule(must.haveCharactersAtMost, { max: LONGEST });
    throw new MalformedScenario(file, { line: 1, column: 1 }, "its length", text.length, longest);
  }
  const lines = new LineCounter();
  const document = parse(text, file, lines);
  const at = (path: Path, key?: string) => lineOf(lines, offsetOf(document, path, key));
  const fail = ({ path, key, value, rule }: Broken): never => {
    const whole = key === undefined ? path : [...path, key];
    throw new MalformedScenario(file, at(path, key), fieldOf(whole), shown(value), rule);
  };

  const value: unknown = document.toJS();
  validate ??= compile();
  if (!validate(value)) fail(brokenBy(validate.errors as ErrorObject[]));
  const scenario = value as ScenarioText;
  const broken = firstBroken(scenario);
  if (broken !== undefined) fail(broken);
  return { ...scenario, file, lines: scenario.steps.map((_, index) => at(["steps", index]).line) };
}

/** What the parser finds, in the words of the format. */
const yamlRules: Readonly<Partial<Record<ErrorCode, Rule>>> = {
  DUPLICATE_KEY: rule(must.membersOnce),
  MULTIPLE_DOCS: rule(must.oneDocument),
  NON_STRING_KEY: rule(must.textNames),
  RESOURCE_EXHAUSTION: rule(must.notSoDeep),
};

/** What breaks a rule; `key` where it is a member's name. */
interface Broken {
  readonly path: Path;
  readonly key?: string;
  readonly value: unknown;
  readonly rule: Rule;
}

function parse(text: string, file: string, lines: LineCounter): Document.Parsed {
  // Without pretty errors: they quote the text, of which the position is enough.
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true, prettyErrors: false, version: "1.2" });
  const fail = (offset: number, rule: Rule): never => {
    const position = lineOf(lines, offset);
    throw new MalformedScenario(file, position, "line", shown(text.split(/\r?\n/)[position.line - 1]), rule);
  };
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) fail(error.pos[0], yamlRules[error.code] ?? rule(must.yaml, { problem: error.message }));
  // In 1.1, "no" is not a text.
  if (document.directives.yaml.version !== "1.2") fail(0, rule(must.yaml12));
  visit(document, (_, node) => {
    if (!(isAlias(node) || isScalar(node) || isCollection(node))) return;
    // Each stands for something else than what is written there.
    if (!isAlias(node) && node.anchor === undefined && node.tag === undefined) return;
    fail(node.range?.[0] ?? 0, rule(must.noAnchors));
  });
  return document;
}

let validate: ValidateFunction | undefined;

/** Compiled when it is first needed. */
function compile(): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, discriminator: true, verbose: true });
  return ajv.compile(scenarioSchema);
}

/** The rule of the schema that is broken; of a member's name, the error that says which is the first. */
function brokenBy([error]: readonly ErrorObject[]): Broken {
  const { keyword, instancePath, params, parentSchema = {}, data, propertyName, message = "" } = error as ErrorObject;
  const path = pathOf(instancePath);
  const described = rule(must.be, { what: whatOf(parentSchema, message) });
  if (propertyName !== undefined) return { path, key: propertyName, value: propertyName, rule: described };
  switch (keyword) {
    case "required":
      return { path: [...path, params.missingProperty], value: undefined, rule: rule(must.given) };
    case "additionalProperties": {
      const names = Object.keys((parentSchema.properties ?? {}) as object);
      const only = names.length === 0 ? rule(must.outNothing) : rule(must.outOnly, { names });
      const key: string = params.additionalProperty;
      return { path, key, value: (data as Record<string, unknown>)[key], rule: only };
    }
    case "uniqueItems":
      return { path, value: data, rule: rule(must.eachOnce) };
    default:
      return { path, value: data, rule: described };
  }
}

/** The first rule that is broken and that the schema cannot say, in the order of the text. */
function firstBroken(scenario: ScenarioText): Broken | undefined {
  for (const broken of allBroken(scenario)) return broken;
  return undefined;
}

function* allBroken(scenario: ScenarioText): Generator<Broken> {
  const { organisations = {}, members = {}, values = {}, packs = {}, products = [], steps, council } = scenario;
  const administrators = Object.values(organisations).flatMap(({ administrator }) => administrator ?? []);
  const heads = [...administrators, ...(council === undefined ? [] : [council])];
  const declared: Declared = {
    organisations: new Set(Object.keys(organisations)),
    people: new Set([...heads, ...Object.keys(members)]),
  };
  const named = new Set(["run"]);

  for (const [name, { administrator }] of Object.entries(organisations)) {
    const path = ["organisations", name, "administrator"];
    if (administrator !== undefined && heads.filter((one) => one === administrator).length > 1)
      yield { path, value: administrator, rule: rule(must.oneAdministrator) };
  }
  for (const [name, { of, duties }] of Object.entries(members)) {
    const path = ["members", name];
    if (heads.includes(name)) yield { path, value: name, rule: rule(must.noHead) };
    if (of !== undefined && !declared.organisations.has(of)) {
      yield { path: [...path, "of"], value: of, rule: rule(must.scenarioOrganisation) };
    }
    if ((of === undefined) !== (duties === undefined)) {
      yield { path, value: of, rule: rule(must.ofAndDuties) };
    }
  }
  for (const [name, value] of Object.entries(values)) {
    yield* brokenReferences(value, ["values", name], named);
    yield* brokenName(name, ["values", name], named);
  }
  for (const [name, given] of Object.entries(packs)) {
    yield* brokenPacks(given as Readonly<Record<string, unknown>>, ["packs", name]);
    yield* brokenReferences(given, ["packs", name], named);
    yield* brokenName(name, ["packs", name], named);
  }
  for (const [index, { by, ...parameters }] of products.entries()) {
    const path = ["products", index];
    yield* brokenPerson(by as string, [...path, "by"], declared);
    yield* brokenValues(fieldsOf("register"), parameters, path, declared, named);
  }
  let reached = 0;
  for (const [index, step] of steps.entries()) {
    const path = ["steps", index];
    yield* brokenStep(step, path, declared, named);
    if (step.at !== undefined) {
      const at = spanOf(step.at);
      if (at < reached) yield { path: [...path, "at"], value: step.at, rule: rule(must.notBeforeStep) };
      reached = at;
    }
    if (step.save !== undefined) yield* brokenName(step.save, [...path, "save"], named);
  }
}

function* brokenStep(step: StepText, path: Path, declared: Declared, named: ReadonlySet<string>): Generator<Broken> {
  const { at, after, who, verb, with: given = {}, expect = {} } = step;
  if (at !== undefined && after !== undefined) {
    yield { path: [...path, "after"], value: after, rule: rule(must.outWith, { other: "`at`" }) };
  }
  if (who !== undefined) yield* brokenPerson(who, [...path, "who"], declared);
  if (Object.hasOwn(readings, verb)) {
    const reading = readings[verb as keyof typeof readings];
    yield* brokenValues(reading.with, given, [...path, "with"], declared, named);
    yield* brokenValues(reading.expect, expect, [...path, "expect"], declared, named);
    return;
  }
  yield* brokenValues(fieldsOf(verb), given, [...path, "with"], declared, named);
  yield* brokenReferences(expect, [...path, "expect"], named);
  const { state, refused, details } = expect;
  if (state !== undefined && refused !== undefined) {
    yield { path: [...path, "expect", "state"], value: state, rule: rule(must.outWithRefusal) };
  }
  if (details !== undefined && refused === undefined) {
    yield { path: [...path, "expect", "details"], value: "an object", rule: rule(must.outWithoutRefused) };
  }
}

/** What a verb that writes is told. */
const fieldsOf = (verb: string): Fields => verbs.get(verb)?.fields ?? {};

function* brokenValues(
  fields: Fields,
  given: unknown,
  path: Path,
  declared: Declared,
  named: ReadonlySet<string>,
): Generator<Broken> {
  yield* brokenReferences(given, path, named);
  for (const [name, value] of Object.entries(given as Readonly<Record<string, unknown>>)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const rule = field === undefined ? undefined : writingOf(field).check?.(value, declared);
    if (rule !== undefined) yield { path: [...path, name], value, rule };
  }
}

function* brokenPerson(name: string, path: Path, { people }: Declared): Generator<Broken> {
  if (!people.has(name)) yield { path, value: name, rule: rule(must.actor) };
}

/** Every text, however deep, may have references: to what stands before. */
function* brokenReferences(value: unknown, path: Path, named: ReadonlySet<string>): Generator<Broken> {
  if (typeof value === "string") {
    const references = referencesIn(value);
    if (references === undefined) yield { path, value, rule: rule(must.reference) };
    for (const { name } of references ?? []) {
      if (!named.has(name)) yield { path, value, rule: rule(must.notYetThere, { name: `$${name}` }) };
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      yield* brokenReferences(one, [...path, Array.isArray(value) ? Number(key) : key], named);
    }
  }
}

/** A name stands for one thing; from here on, it may be named. */
function* brokenName(name: string, path: Path, named: Set<string>): Generator<Broken> {
  if (named.has(name)) yield { path, value: name, rule: rule(must.freeName) };
  named.add(name);
}

function* brokenPacks(given: Readonly<Record<string, unknown>>, path: Path): Generator<Broken> {
  const pattern = ["gtin", "prefix", "count"];
  if (given.list === undefined) {
    for (const name of pattern) {
      if (given[name] === undefined)
        yield { path: [...path, name], value: undefined, rule: rule(must.givenOr, { other: "`list`" }) };
    }
    return;
  }
  const surplus = Object.keys(given).find((name) => name !== "list");
  if (surplus !== undefined) {
    yield { path, key: surplus, value: given[surplus], rule: rule(must.outWith, { other: "`list`" }) };
  }
  if (!/^(?!\.\.?(?:\/|$))[^/\\:]+(?:\/(?!\.\.?(?:\/|$))[^/\\:]+)*$/.test(String(given.list))) {
    yield { path: [...path, "list"], value: given.list, rule: rule(must.fileBeside) };
  }
}

function pathOf(pointer: string): Path {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
}

/** A path as a program would write it: `steps[3].with.place`. */
function fieldOf(path: Path): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
  return text.replace(/^\./, "") || "the scenario";
}

/** Where a value, or a member's name, stands; of what is missing, where it would. */
function offsetOf(document: Document.Parsed, path: Path, key?: string): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of key === undefined ? path : [...path, key]) {
    offset = rangeOf(node) ?? offset;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = rangeOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) node = node.items[Number(step)];
    else return offset;
  }
  return key === undefined ? (rangeOf(node) ?? offset) : offset;
}

function rangeOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) ? (node.range?.[0] ?? undefined) : undefined;
}

function lineOf(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
