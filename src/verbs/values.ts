import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";

/** A moment: a date, or unix seconds. */
export type Time = Date | number;

/**
 * A moment in whole unix seconds.
 *
 * @throws {@link InvalidInput} when it is not after 1970 and before 2106
 */
export function seconds(field: string, time: Time): number {
  const value = Math.floor(typeof time === "number" ? time : (time?.getTime?.() ?? Number.NaN) / 1000);
  if (!Number.isSafeInteger(value) || value < 1 || value > 0xffff_ffff) {
    throw new InvalidInput(field, time, rule(must.moment));
  }
  return value;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Reads a moment as people write it: unix seconds, or ISO 8601, of which a date is its first second, and UTC where no zone
 * is named.
 *
 * @param given - the text
 * @returns whole unix seconds; `undefined` where the text is no moment
 */
export function readTime(given: string): number | undefined {
  // A shorter number would be a moment of 1970 to 1973; who types one means a year, or a day.
  if (/^\d{9,10}$/.test(given)) return Number(given);
  const [, year, month, day, time = "00:00", zone = "Z"] = DATE.exec(given) ?? [];
  if (year === undefined) return undefined;
  const midnight = `${year}-${month}-${day}T00:00:00.000Z`;
  const exists = !Number.isNaN(Date.parse(midnight)) && new Date(midnight).toISOString() === midnight;
  const moment = Date.parse(`${year}-${month}-${day}T${time}${zone}`);
  return exists && !Number.isNaN(moment) ? Math.floor(moment / 1000) : undefined;
}

/**
 * A temperature as the ledger takes it: in tenths of a degree Celsius.
 *
 * @param field - the parameter's name, for the error
 * @param celsius - in degrees Celsius, with at most one decimal
 * @throws {@link InvalidInput}
 */
export function tenthsOf(field: string, celsius: number): number {
  const tenths = Math.round(celsius * 10);
  if (!Number.isFinite(celsius) || Math.abs(tenths - celsius * 10) > 1e-6 || Math.abs(tenths) > 32_767) {
    throw new InvalidInput(field, celsius, rule(must.celsiusRange));
  }
  return tenths === 0 ? 0 : tenths;
}
