import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidGtin, WrongCheckDigit } from "./errors.ts";

/**
 * Computes the check digit of a GS1 key: weights 3 and 1 in turn from the right, modulo 10.
 *
 * @param body - the digits before the check digit, at least one; zeros on the left change nothing
 * @returns the check digit, 0 to 9
 * @throws {@link InvalidInput} if `body` is empty or has a character that is not a digit 0 to 9
 * @see GS1 General Specifications, section 7.9
 */
export function checkDigit(body: string): number {
  if (!/^\d+$/.test(body)) throw new InvalidInput("body", body, rule(must.digits));
  let sum = 0;
  let weight = 3;
  for (let i = body.length - 1; i >= 0; i--) {
    sum += weight * Number(body[i]);
    weight = 4 - weight;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * Gives a GTIN its one form of 14 digits. A GTIN-8, -12 or -13 and the same digits with zeros on the left name the
 * same product.
 *
 * @param text - 8, 12, 13 or 14 digits 0 to 9, the last one the check digit, nothing around them
 * @returns 14 digits
 * @throws {@link InvalidGtin} if it has another length or another character, or is all zeros
 * @throws {@link WrongCheckDigit} if the last digit does not follow from the others
 * @see GS1 General Specifications, section 3 (AI 01) and section 7.9 (check digit)
 */
export function normaliseGtin(text: string): string {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) throw new InvalidGtin(text, rule(must.gtin));
  // An empty field filled with zeros has a right check digit, and names nothing.
  if (/^0+$/.test(text)) throw new InvalidGtin(text, rule(must.notAllZeros));
  const expected = checkDigit(text.slice(0, -1));
  if (Number(text.at(-1)) !== expected) throw new WrongCheckDigit(text, expected);
  return text.padStart(14, "0");
}
