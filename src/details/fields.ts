import canonicalize from "canonicalize";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidField } from "./errors.ts";
import {
  isPlainObject,
  isWellFormed,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
  kindOf,
  type Malformed,
  shown,
} from "./json.ts";

/** How many fields a document may have. */
export const MAX_FIELDS = 1000;
/** How many names a path may have. */
const MAX_DEPTH = 16;
/** How long a path may be, in UTF-16 code units. */
const MAX_PATH = 1000;
/** How long a text may be, in UTF-16 code units. */
const MAX_TEXT = 10_000;

/** What a field may hold: a scalar, or an object or list with nothing in it. */
export type FieldValue = JsonScalar | readonly [] | Readonly<Record<string, never>>;

/** One place of a document that holds no other. */
export interface Field {
  /** Where it stands, as a JSON Pointer (RFC 6901), as in `/parts/0/lot`. */
  readonly path: string;
  readonly value: FieldValue;
}

/**
 * Takes a document apart into its fields, in its own order. No two documents have the same fields.
 *
 * @throws {@link InvalidField} when it holds what no commitment can be made to
 */
export function flatten(document: unknown): readonly Field[] {
  if (!isPlainObject(document)) throw new InvalidField("document", shown(document), rule(must.jsonObject));
  if (Object.keys(document).length === 0) throw new InvalidField("document", "object", rule(must.oneField));
  const fields: Field[] = [];
  walk("", document, 0, fields);
  return fields;
}

function walk(path: string, value: unknown, depth: number, fields: Field[]): void {
  const isList = Array.isArray(value);
  if (isList || isPlainObject(value)) {
    // By iteration, which visits the holes of a list too, and stops at the first field too many.
    const entries: Iterable<[string | number, unknown]> = isList ? value.entries() : Object.entries(value);
    let empty = true;
    for (const [name, inside] of entries) {
      empty = false;
      if (depth === MAX_DEPTH) throw new InvalidField(path, shown(value), rule(must.namesDeep, { max: MAX_DEPTH }));
      if (!isList) checkName(path, name as string);
      walk(`${path}/${escapeName(String(name))}`, inside, depth + 1, fields);
    }
    if (!empty) return;
  }
  checkPath(path, InvalidField, path);
  if (fields.length === MAX_FIELDS)
    throw new InvalidField("document", "object", rule(must.fieldsAtMost, { max: MAX_FIELDS }));
  fields.push({ path, value: fieldValue(path, path, value, InvalidField) });
}

/** As the only member of an object, an index would have the path that a list's first has. */
function checkName(path: string, name: string): void {
  if (name.length > MAX_PATH)
    throw new InvalidField(`${path}/${shown(name)}`, shown(name), rule(must.charactersAtMost, { max: MAX_PATH }));
  if (isIndex(name)) throw new InvalidField(`${path}/${name}`, name, rule(must.notIndex));
}

/**
 * Sees to it that a text is a path that a field may have.
 *
 * @param field - what the path is, for the error
 * @param Wrong - the class of the error
 * @param path - the path, from whoever shows it
 * @throws `Wrong` when it is none
 */
export function checkPath(field: string, Wrong: Malformed, path: unknown): asserts path is string {
  // Its length first: a pattern does not bear a text of any length.
  if (typeof path === "string" && path.length > MAX_PATH)
    throw new Wrong(field, shown(path), rule(must.charactersAtMost, { max: MAX_PATH }));
  const isPointer = typeof path === "string" && /^(?:\/(?:[^~/]|~[01])*)+$/.test(path);
  if (!isPointer || !isWellFormed(path)) throw new Wrong(field, shown(path), rule(must.jsonPointer));
  const [, first = "", ...others] = path.split("/");
  if (others.length >= MAX_DEPTH) throw new Wrong(field, shown(path), rule(must.namesDeep, { max: MAX_DEPTH }));
  if (isIndex(first)) throw new Wrong(field, shown(path), rule(must.noListDocument));
}

/**
 * Sees to it that a value is one that a field may have, and that JSON gives back as it was: an integer that no double
 * holds would be another number.
 *
 * @param field - what the value is, for the error
 * @param path - where it stands in its document
 * @param value - the value, from whoever shows it
 * @param Wrong - the class of the error
 * @returns the value
 * @throws `Wrong` when it is none
 */
export function fieldValue(field: string, path: string, value: unknown, Wrong: Malformed): FieldValue {
  const wrong = (broken: Rule) => new Wrong(field, shownAt(path, value), broken);
  switch (typeof value) {
    case "string":
      if (value.length > MAX_TEXT) throw wrong(rule(must.charactersAtMost, { max: MAX_TEXT }));
      if (!isWellFormed(value)) throw wrong(rule(must.wellFormed));
      return value;
    case "number":
      if (!Number.isFinite(value)) throw wrong(rule(must.finite));
      if (Object.is(value, -0)) throw wrong(rule(must.notMinusZero));
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw wrong(rule(must.wholeOrText, { max: Number.MAX_SAFE_INTEGER }));
      }
      return value;
    case "boolean":
      return value;
  }
  if (value === null) return value;
  if (Array.isArray(value) && value.length === 0) return [];
  if (isPlainObject(value) && Object.keys(value).length === 0) return {};
  throw wrong(rule(must.fieldValue));
}

/**
 * A value as an error shows it. Where a patient or free words stand, there may be what a patient is called, which no log
 * is to have: of those it tells the kind only.
 *
 * @param path - where it stands in its document
 * @param value - whatever stands there
 */
export function shownAt(path: string, value: unknown): unknown {
  return /\/(?:patient|remarks|own)(?:\/|$)/.test(path) ? kindOf(value) : shown(value);
}

/** A value's only text (RFC 8785). */
export function canonicalText(value: FieldValue): string {
  return canonicalize(value) as string;
}

interface Node {
  readonly inside: Map<string, Node>;
  readonly field: Field | undefined;
}

/**
 * Puts all fields of a document together.
 *
 * @param fields - what {@link flatten} gives, in its order
 * @param Wrong - the class of the error
 * @returns the document
 * @throws `Wrong` when two fields cannot be of one document
 */
export function wholeOf(fields: readonly Field[], Wrong: Malformed): JsonObject {
  return assemble(arrange(fields, Wrong), listOrObject);
}

/**
 * Puts some fields of a document together, in whatever order. What has indices becomes an object by index, even where
 * it looks like a whole list: some fields cannot tell that nothing comes after them.
 *
 * @param fields - some fields of a document
 * @param Wrong - the class of the error
 * @returns what they say, each at its own place
 * @throws `Wrong` when two fields cannot be of one document
 */
export function partOf(fields: readonly Field[], Wrong: Malformed): JsonObject {
  return assemble(arrange(fields, Wrong), objectOf);
}

/** The root of what the fields are in, in their order. */
function arrange(fields: readonly Field[], Wrong: Malformed): Node {
  const root: Node = { inside: new Map(), field: undefined };
  for (const field of fields) {
    const collides = () => new Wrong(field.path, shownAt(field.path, field.value), rule(must.noCollision));
    const names = field.path.split("/").slice(1);
    let at = root;
    for (const [depth, name] of names.entries()) {
      const [first] = at.inside.keys();
      if (first !== undefined && isIndex(first) !== isIndex(name)) throw collides();
      const last = depth === names.length - 1;
      const found = at.inside.get(name);
      if (found !== undefined && (last || found.field !== undefined)) throw collides();
      const next = found ?? { inside: new Map(), field: last ? field : undefined };
      at.inside.set(name, next);
      at = next;
    }
  }
  return root;
}

type Members = readonly (readonly [name: string, value: JsonValue])[];

/** The root holds no list, as no path begins with an index. */
function assemble(root: Node, holding: (members: Members) => JsonValue): JsonObject {
  const held = ({ inside, field }: Node): JsonValue =>
    field === undefined ? holding([...inside].map(([name, one]) => [unescapeName(name), held(one)])) : field.value;
  return held(root) as JsonObject;
}

function listOrObject(members: Members): JsonValue {
  const [first] = members;
  return first !== undefined && isIndex(first[0]) ? members.map(([, value]) => value) : objectOf(members);
}

/** Not by assignment: a member may be named __proto__. */
function objectOf(members: Members): JsonObject {
  return Object.fromEntries(members);
}

/** Whether a field is the one at a path, or stands below it. */
export function isWithin(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`);
}

/** Orders paths by their UTF-16 code units. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function isIndex(name: string): boolean {
  return /^(?:0|[1-9][0-9]*)$/.test(name);
}

/** A member's name as a path has it (RFC 6901). */
export function escapeName(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapeName(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}
