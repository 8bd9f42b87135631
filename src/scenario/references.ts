import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { NotSaved, WrongReference } from "./errors.ts";
import type { Scope } from "./values.ts";

/* A text may name what came before: `$name`, or `$name.field` of what a step saved; `$$` is a dollar sign. */

const ONE = "\\$[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*";
/** A text that is one reference and nothing else. */
export const REFERENCE = `^${ONE}$`;

const ANY = /\$(?:\$|([A-Za-z][A-Za-z0-9_]*)((?:\.[A-Za-z0-9_]+)*))?/g;

/** A reference in a text: the name, and the path from there. */
export interface Reference {
  readonly name: string;
  readonly path: readonly string[];
}

/**
 * The references in a text.
 *
 * @returns them, or `undefined` where a dollar sign stands for nothing
 */
export function referencesIn(text: string): readonly Reference[] | undefined {
  const all = [...text.matchAll(ANY)];
  if (all.some(([found]) => found === "$")) return undefined;
  return all.flatMap(([, name, path = ""]) => (name === undefined ? [] : [{ name, path: pathOf(path) }]));
}

/**
 * A value with what its references stand for. A text that is one reference becomes what that is, of whatever type.
 *
 * @throws {@link NotSaved} when nothing has a name; {@link WrongReference} when it has no such field
 */
export function expand(value: unknown, scope: Pick<Scope, "get">): unknown {
  if (typeof value !== "string" || !value.includes("$")) return value;
  const [whole] = value.matchAll(ANY);
  if (whole?.[1] !== undefined && whole[0] === value) return follow(whole[1], whole[2] ?? "", scope);
  return value.replace(ANY, (_, name: string | undefined, path: string | undefined) => {
    if (name === undefined) return "$";
    const found = follow(name, path ?? "", scope);
    if (typeof found === "object") throw new WrongReference(`$${name}${path ?? ""}`, rule(must.textOrNumber));
    return String(found);
  });
}

function follow(name: string, path: string, scope: Pick<Scope, "get">): unknown {
  let at = scope.get(name);
  if (at === undefined) throw new NotSaved(`$${name}`);
  for (const step of pathOf(path)) {
    // Own members only: nothing of what every object has.
    const inside = typeof at === "object" && at !== null && Object.hasOwn(at, step);
    at = inside ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
    if (at === undefined || at === null) throw new WrongReference(`$${name}${path}`, rule(must.there));
  }
  return at;
}

function pathOf(path: string): readonly string[] {
  return path === "" ? [] : path.slice(1).split(".");
}
