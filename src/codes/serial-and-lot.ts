import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { isCharset82 } from "./charset.ts";
import { MalformedLot, MalformedSerial } from "./errors.ts";

/** The longest serial or lot, in characters. */
const MAX_LENGTH = 20;

/**
 * Checks a serial number and gives it back. Case and leading zeros count: `a1`, `A1` and `0A1` are three serials.
 *
 * @param text - 1 to 20 characters of GS1 character set 82
 * @returns the same text
 * @throws {@link MalformedSerial} if it is empty, longer, or has another character
 * @see GS1 General Specifications, section 3 (AI 21)
 */
export function checkSerial(text: string): string {
  const rule = brokenRule(text);
  if (rule !== undefined) throw new MalformedSerial(text, rule);
  return text;
}

/**
 * Checks a batch or lot number and gives it back. Case and leading zeros count.
 *
 * @param text - 1 to 20 characters of GS1 character set 82
 * @returns the same text
 * @throws {@link MalformedLot} if it is empty, longer, or has another character
 * @see GS1 General Specifications, section 3 (AI 10)
 */
export function checkLot(text: string): string {
  const rule = brokenRule(text);
  if (rule !== undefined) throw new MalformedLot(text, rule);
  return text;
}

function brokenRule(text: string): Rule | undefined {
  if (text.length < 1 || text.length > MAX_LENGTH) return rule(must.characters, { max: MAX_LENGTH });
  return isCharset82(text) ? undefined : rule(must.characterSet82);
}
