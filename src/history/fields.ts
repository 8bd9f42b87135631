import { InvalidInput } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex, Origin } from "./types.ts";

/**
 * Readers of values that somebody shows: each takes the value's path, for the error, and throws `InvalidInput` for whatever
 * cannot stand there.
 */

export function wrong(path: string, value: unknown, rule: Rule): InvalidInput {
  return new InvalidInput(path, typeof value === "object" ? typeof value : value, rule);
}

/** The rule that something breaks, after its place. */
export function placed({ details: { field }, rule }: InvalidInput): Phrase {
  return { en: `${field} ${rule.en}`, zh: `${field} ${rule.zh}` };
}

export function record(path: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(path, value, rule(must.object));
  return value as Record<string, unknown>;
}

export function list(path: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(path, value, rule(must.list));
  return value;
}

/** An address's letters may be upper case for their checksum. */
export function lower(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

export function hex(path: string, value: unknown, bytes: number): Hex {
  if (typeof value !== "string" || value.length !== 2 + 2 * bytes || !/^0x[0-9a-f]*$/.test(value)) {
    throw wrong(path, value, rule(must.lowerHex, { bytes }));
  }
  return value as Hex;
}

export function integer(path: string, value: unknown, bits: number): number {
  if (
    typeof value !== "number" ||
    !Number.isInteger(value) ||
    value < 0 ||
    value >= 2 ** bits ||
    Object.is(value, -0)
  ) {
    throw wrong(path, value, rule(must.wholeBits, { bits }));
  }
  return value;
}

export function bigint(path: string, value: unknown, bits: number): bigint {
  const canonical = typeof value === "string" && /^(0|[1-9][0-9]{0,77})$/.test(value);
  const number = typeof value === "bigint" ? value : canonical ? BigInt(value) : undefined;
  if (number === undefined || number < 0n || number >> BigInt(bits) !== 0n) {
    throw wrong(path, value, rule(must.decimalBits, { bits }));
  }
  return number;
}

export function word<W extends string>(path: string, value: unknown, words: readonly string[]): W {
  const index = typeof value === "string" ? words.indexOf(value) : -1;
  if (index < 1) throw wrong(path, value, rule(must.oneOf, { words: words.slice(1) }));
  return value as W;
}

/** Where an entry comes from. None is left out: zeros would hash to the same. */
export function readOrigin(path: string, value: unknown): Origin {
  const origin = record(path, value);
  const subject = hex(`${path}.subject`, origin.subject, 32);
  if (/^0x0*$/.test(subject)) throw wrong(`${path}.subject`, subject, rule(must.notZero));
  return { subject, head: hex(`${path}.head`, origin.head, 27) };
}

/** Each once, so that there is one order for the same. */
export function ascending(path: string, values: readonly string[], how: Phrase = { en: "", zh: "" }): void {
  const at = values.findIndex((value, index) => index > 0 && value <= (values[index - 1] as string));
  if (at !== -1) throw wrong(path, values[at], rule(must.ascending, { how }));
}
