import type { InvalidInput } from "../errors/base.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";

/** A JSON value that holds no other. */
export type JsonScalar = string | number | boolean | null;
/** Any JSON value. */
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** The class of the error that tells what has not its form. */
export type Malformed = new (field: string, value: unknown, rule: Rule) => InvalidInput;

/** How many objects and lists may stand in each other in a JSON text: four times what a document may have. */
const MAX_NESTING = 64;
/** How long a number's text may be. The longest that a program writes of a double is far shorter. */
const LONGEST_NUMBER = 100;

/**
 * Reads a JSON text of which every program understands the same. Refused is what each may take for something else: a
 * member that is named twice, and a number that is another one as a double.
 *
 * @param field - what it is, for the error
 * @param text - the JSON text, of any length
 * @param Wrong - the class of the error
 * @returns the value
 * @throws `Wrong` when it is no such text; the error shows nothing of it but a name
 * @example
 * parseJson("record.json", '{"quantity":2}', InvalidInput); // { quantity: 2 }
 */
export function parseJson(field: string, text: string, Wrong: Malformed): unknown {
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  const wrong = (broken: Rule) => new Wrong(field, "its text", broken);
  // Before all else: what is nested too deep takes any parser long, and some of them all of their stack.
  if (isTooDeep(json)) throw wrong(rule(must.nesting, { max: MAX_NESTING }));
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrong(rule(must.json));
  }
  const ambiguous = ambiguity(json);
  if (ambiguous !== undefined) throw wrong(ambiguous);
  return value;
}

// These read a text once from its beginning to its end: neither recursion nor a pattern bears one of any length.

/** By its brackets alone, which tells it of what is no JSON too. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json.charAt(at);
    if (character === '"') at = endOfText(json, at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}

/** The rule that a JSON text breaks which programs understand differently. */
function ambiguity(json: string): Rule | undefined {
  /** The names so far of each object that is open; nothing of a list. */
  const open: (Set<string> | undefined)[] = [];
  let text = "";
  for (let at = 0; at < json.length; at++) {
    const character = json.charAt(at);
    if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : undefined);
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (character === '"') {
      const end = endOfText(json, at);
      text = json.slice(at, end);
      at = end - 1;
    } else if (character === ":") {
      // What stood in quotes before a colon was a member's name.
      const name = JSON.parse(text) as string;
      if (open.at(-1)?.has(name)) return rule(must.memberOnce, { name: JSON.stringify(shown(name)) });
      open.at(-1)?.add(name);
    } else if (isOfNumber(character)) {
      const end = endOfNumber(json, at);
      if (!isSameAsDouble(json, at, end)) {
        return rule(must.noRounding, { at: at + 1 });
      }
      at = end - 1;
    }
  }
  return undefined;
}

function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charAt(at) !== '"') at += json.charAt(at) === "\\" ? 2 : 1;
  return at + 1;
}

function endOfNumber(json: string, start: number): number {
  let at = start;
  while (isOfNumber(json.charAt(at)) || /^[+.eE]$/.test(json.charAt(at))) at++;
  return at;
}

function isOfNumber(character: string): boolean {
  return character === "-" || (character >= "0" && character <= "9");
}

/** Whether the double that it becomes, which is written as RFC 8785 does, is the same decimal number. */
function isSameAsDouble(json: string, start: number, end: number): boolean {
  if (end - start > LONGEST_NUMBER) return false;
  const number = json.slice(start, end);
  return decimalOf(number) === decimalOf(String(Number(number)));
}

/** The one way to write a decimal number: its digits from the first to the last that is not 0, and a power of ten. */
function decimalOf(number: string): string | undefined {
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(number);
  if (parts === null) return undefined; // Infinity
  const [, sign, whole = "", fraction = "", power = "0"] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return "0";
  return `${sign}${kept}e${Number(power) - fraction.length + digits.length - kept.length}`;
}

/** Whether it is an object as JSON has them, from whichever window or process. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** An object with these members and no others. Of another's value, which may be anything, the error tells the kind only. */
export function membersOf<N extends string>(
  field: string,
  value: unknown,
  names: readonly N[],
  Wrong: Malformed,
): Readonly<Record<N, unknown>> {
  if (!isPlainObject(value)) throw new Wrong(field, shown(value), rule(must.object));
  const inside = (name: string) => (field === "" ? name : `${field}.${name}`);
  for (const name of Object.keys(value)) {
    if (!(names as readonly string[]).includes(name)) {
      throw new Wrong(inside(name), kindOf(value[name]), rule(must.outOnly, { names }));
    }
  }
  for (const name of names) if (!Object.hasOwn(value, name)) throw new Wrong(inside(name), undefined, rule(must.given));
  return value as Readonly<Record<N, unknown>>;
}

/** A list. */
export function listOf(field: string, value: unknown, Wrong: Malformed): readonly unknown[] {
  if (!Array.isArray(value)) throw new Wrong(field, shown(value), rule(must.list));
  return value;
}

/** So many bytes in the one way to write them. */
export function hexOf(field: string, value: unknown, bytes: number, Wrong: Malformed): Hex {
  if (typeof value !== "string" || value.length !== 2 + 2 * bytes || !/^0x[0-9a-f]*$/.test(value)) {
    throw new Wrong(field, shown(value), rule(must.lowerHex, { bytes }));
  }
  return value as Hex;
}

/** Whether a text has no half of a surrogate pair, which no UTF-8 has. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** A value as an error shows it: what may be large or no JSON at all, by its kind only. */
export function shown(value: unknown): unknown {
  if (typeof value === "string") return value.length <= 100 ? value : `${value.slice(0, 99)}…`;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "boolean" || value === null || value === undefined) return value;
  return kindOf(value);
}

/** What kind of value it is, which tells nothing of what it says. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}
