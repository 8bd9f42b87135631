import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { toHalfWidth } from "./charset.ts";
import { InvalidSscc } from "./errors.ts";
import { checkDigit } from "./gtin.ts";

const link = /^(?:https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?)?\/00\/([^/?#]*)(?:[?#].*)?$/i;
const bracketed = /^\(00\)(.*)$/s;

/**
 * Says whether a text is meant to name a logistic unit (a case, a pallet) by its SSCC, rather than a product or an item
 * of one.
 *
 * @param text - any text
 * @returns whether it is a form that {@link readSscc} reads, its number right or wrong
 */
export function isSscc(text: string): boolean {
  return numberIn(text) !== undefined;
}

/**
 * Reads the number of a logistic unit (SSCC) in any of the forms a person or a camera gives it in:
 *
 * - 18 digits alone;
 * - the bracketed text of a label: `(00)095212340000000019`;
 * - a GS1 Digital Link: `https://id.gs1.org/00/095212340000000019`, of which query and fragment are left out;
 * - the canonical form: `/00/095212340000000019`.
 *
 * In the first two, full-width characters are read as the ASCII ones they stand for, and white space between digits is
 * dropped, as labels print them in groups.
 *
 * @param text - the code, without the other elements of a label
 * @returns 18 digits
 * @throws {@link InvalidSscc} if it is in none of these forms, or its number is not 18 digits with a right check digit
 * @see GS1 General Specifications, section 3 (AI 00) and section 7.9 (check digit); GS1 Digital Link Standard: URI Syntax
 */
export function readSscc(text: string): string {
  const number = numberIn(text);
  if (number === undefined || !/^\d{18}$/.test(number)) throw new InvalidSscc(text, rule(must.sscc));
  if (/^0+$/.test(number)) throw new InvalidSscc(text, rule(must.notAllZeros));
  const expected = checkDigit(number.slice(0, -1));
  if (Number(number.at(-1)) !== expected) throw new InvalidSscc(text, rule(must.checkDigit, { digit: expected }));
  return number;
}

/**
 * Gives the one form in which a logistic unit is named, whatever form its number was read in.
 *
 * @param text - the number, in a form that {@link readSscc} reads
 * @returns `/00/<18 digits>`
 * @throws {@link InvalidSscc} if it is not one
 * @see GS1 Digital Link Standard: URI Syntax
 */
export function canonicalSscc(text: string): string {
  return `/00/${readSscc(text)}`;
}

function numberIn(text: string): string | undefined {
  const trimmed = text.trim();
  const linked = link.exec(trimmed)?.[1];
  if (linked !== undefined) return linked;
  const typed = toHalfWidth(trimmed);
  const digits = (bracketed.exec(typed)?.[1] ?? typed).replace(/\s/g, "");
  return typed.startsWith("(00)") || /^\d{18}$/.test(digits) ? digits : undefined;
}
