import type { InvalidInput } from "../errors/base.ts";
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
export type Malformed = new (field: string, value: unknown, rule: string) => InvalidInput;

/**
 * Reads a JSON text of which every program understands the same: a member named twice, of which each program may take
 * another, is refused.
 *
 * @param field - what it is, for the error
 * @param text - the JSON text
 * @param Wrong - the class of the error
 */
export function parseJson(field: string, text: string, Wrong: Malformed): unknown {
  let value: unknown;
  const json = text.replace(/^\ufeff/, "");
  try {
    value = JSON.parse(json);
  } catch {
    throw new Wrong(field, undefined, "must be a JSON text");
  }
  // In a JSON text, whatever stands in quotes before a colon is a member's name.
  const named = [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
  if (named !== countOfMembers(value)) throw new Wrong(field, undefined, "must name each member of an object once");
  return value;
}

function countOfMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside = Object.values(value);
  return (Array.isArray(value) ? 0 : inside.length) + inside.reduce<number>((sum, one) => sum + countOfMembers(one), 0);
}

/** Whether it is an object as JSON has them, from whichever window or process. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** An object with these members and no others. */
export function membersOf<N extends string>(
  field: string,
  value: unknown,
  names: readonly N[],
  Wrong: Malformed,
): Readonly<Record<N, unknown>> {
  if (!isPlainObject(value)) throw new Wrong(field, shown(value), "must be an object");
  const inside = (name: string) => (field === "" ? name : `${field}.${name}`);
  for (const name of Object.keys(value)) {
    if (!(names as readonly string[]).includes(name)) {
      throw new Wrong(inside(name), shown(value[name]), `must be left out: only ${names.join(", ")} may be given`);
    }
  }
  for (const name of names) if (!Object.hasOwn(value, name)) throw new Wrong(inside(name), undefined, "must be given");
  return value as Readonly<Record<N, unknown>>;
}

/** A list. */
export function listOf(field: string, value: unknown, Wrong: Malformed): readonly unknown[] {
  if (!Array.isArray(value)) throw new Wrong(field, shown(value), "must be a list");
  return value;
}

/** So many bytes in the one way to write them. */
export function hexOf(field: string, value: unknown, bytes: number, Wrong: Malformed): Hex {
  if (typeof value !== "string" || value.length !== 2 + 2 * bytes || !/^0x[0-9a-f]*$/.test(value)) {
    throw new Wrong(field, shown(value), `must be ${bytes} bytes in lower-case hexadecimal`);
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
  return Array.isArray(value) ? "list" : typeof value;
}
