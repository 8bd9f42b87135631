import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { readTime } from "../verbs/values.ts";
import type { Scope } from "./values.ts";

/* Spans, and moments that are told by them. */

const UNITS = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
const SPAN = "(\\d{1,5}) (second|minute|hour|day)s?";
/** How a span is written: "7 days". */
export const SPAN_PATTERN = `^${SPAN}$`;
/** How a moment is written; whether a date exists is seen when it is read. */
export const TIME_PATTERN = `^(?:(?:now|start)(?: [+-] ${SPAN.replaceAll("(", "(?:")})?|\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.]+(?:Z|[+-]\\d{2}:\\d{2})?)?)$`;

/** A span in seconds. */
export function spanOf(text: string): number {
  const [, count, unit] = new RegExp(SPAN_PATTERN).exec(text) ?? [];
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** A moment in unix seconds. */
export async function momentOf(value: unknown, scope: Pick<Scope, "start" | "now">, field: string): Promise<number> {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  const text = String(value);
  const [, from, sign, span] = /^(now|start)(?: ([+-]) (.+))?$/.exec(text) ?? [];
  if (from !== undefined) {
    const base = from === "now" ? await scope.now() : scope.start;
    return base + (span === undefined ? 0 : (sign === "-" ? -1 : 1) * spanOf(span));
  }
  const seconds = readTime(text);
  if (seconds === undefined) throw new InvalidInput(field, text, rule(must.existingMoment));
  return seconds;
}
