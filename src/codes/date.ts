import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidDate } from "./errors.ts";

/** The reading of years of two digits. */
export interface YearOptions {
  /**
   * The current year, 1900 to 9899, from which the century of a two-digit year follows. Default: 2026, which reads 00
   * to 76 as 20.. and 77 to 99 as 19..; this layer has no clock of its own.
   */
  readonly year?: number;
}

const DEFAULT_YEAR = 2026;

/**
 * Reads a GS1 date. Day 00 is the last day of the month. The century is the one that puts the year at most 49 years
 * before and 50 after the current one.
 *
 * @param field - what the date is of, for the error
 * @param text - `YYMMDD`
 * @param options - the current year, for dates
 * @returns `YYYY-MM-DD`
 * @throws {@link InvalidDate} if it is not six digits, or not in the calendar
 * @throws {@link InvalidInput} if the current year is not a whole number from 1900 to 9899
 * @see GS1 General Specifications, section 3 (AI 11, AI 17) and section 7.12 (determination of century in dates)
 */
export function readDate(field: string, text: string, options: YearOptions = {}): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidDate(field, text, rule(must.sixDigits));
  const year = fullYear(Number(text.slice(0, 2)), options.year ?? DEFAULT_YEAR);
  const month = Number(text.slice(2, 4));
  const day = Number(text.slice(4));
  if (month < 1 || month > 12) throw new InvalidDate(field, text, rule(must.month));
  const last = daysIn(year, month);
  if (day > last) throw new InvalidDate(field, text, rule(must.day, { last }));
  return [year, month, day || last].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * Writes a date as GS1 prints it, with two digits of its year.
 *
 * @param field - what the date is of, for the error
 * @param date - `YYYY-MM-DD`
 * @param options - the current year, for dates
 * @returns `YYMMDD`, never with day 00
 * @throws {@link InvalidDate} if it is not such a date, or its year is too far from the current one to be read back
 * @throws {@link InvalidInput} if the current year is not a whole number from 1900 to 9899
 * @see GS1 General Specifications, section 3 (AI 11, AI 17) and section 7.12 (determination of century in dates)
 */
export function writeDate(field: string, date: string, options: YearOptions = {}): string {
  const [, century, yy, mm, dd] = /^(\d\d)(\d\d)-(\d\d)-(\d\d)$/.exec(date) ?? [];
  const [year, month, day] = [Number(`${century}${yy}`), Number(mm), Number(dd)];
  if (century === undefined || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    throw new InvalidDate(field, date, rule(must.calendarDate));
  }
  if (fullYear(Number(yy), options.year ?? DEFAULT_YEAR) !== year) {
    throw new InvalidDate(field, date, rule(must.nearYear));
  }
  return `${yy}${mm}${dd}`;
}

function fullYear(yy: number, current: number): number {
  if (!Number.isInteger(current) || current < 1900 || current > 9899) {
    throw new InvalidInput("year", current, rule(must.wholeFrom, { min: 1900, max: 9899 }));
  }
  const ahead = yy - (current % 100);
  const century = current - (current % 100);
  if (ahead >= 51) return century - 100 + yy;
  if (ahead <= -50) return century + 100 + yy;
  return century + yy;
}

function daysIn(year: number, month: number): number {
  // Day 0 of the next month, whose number counted from 0 is this month's counted from 1.
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
