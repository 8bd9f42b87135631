import { readBracketed } from "./bracketed.ts";
import { toHalfWidth } from "./charset.ts";
import type { Code } from "./code.ts";
import type { YearOptions } from "./date.ts";
import { readDigitalLink } from "./digital-link.ts";
import { codeFromElements } from "./elements.ts";
import { UnknownCodeForm } from "./errors.ts";
import { normaliseGtin } from "./gtin.ts";

/**
 * Reads a code in any of the forms a person or a camera gives it in:
 *
 * - a GTIN alone: 8, 12, 13 or 14 digits;
 * - the bracketed text of a label, in any order: `(01)09521234543213(17)261231(10)ABC123(21)12345`;
 * - a GS1 Digital Link, uncompressed: `https://id.gs1.org/01/09521234543213/10/ABC123/21/12345?17=261231`;
 * - the canonical form: `/01/09521234543213/21/12345`.
 *
 * A GTIN of 8, 12 or 13 digits is taken in every form, and its check digit verified. In the first two forms full-width
 * characters are read as the ASCII ones they stand for; a link is copied, not typed, and is taken as it is. White space
 * around the text is dropped. Elements that do not identify (such as 240 or a national number) are checked and left out.
 *
 * @param text - the code
 * @param options - the current year, for dates
 * @returns what the code says, each value in its one form
 * @throws {@link UnknownCodeForm} for any other form, the raw data of a scanner among them
 * @throws the errors of {@link normaliseGtin}, {@link readBracketed}, {@link readDigitalLink}, {@link codeFromElements}
 * @see GS1 General Specifications, sections 3, 4 and 7; GS1 Digital Link Standard: URI Syntax
 * @example
 * parseCode("(01)09521234543213(21)12345"); // { gtin: "09521234543213", serial: "12345" }
 */
export function parseCode(text: string, options: YearOptions = {}): Code {
  const trimmed = text.trim();
  if (/^(?:https?:\/\/|\/01\/)/i.test(trimmed)) return codeFromElements(readDigitalLink(trimmed), text, options);
  const typed = toHalfWidth(trimmed);
  // More digits than a GTIN has are a scanner's raw data or another system's code, not a GTIN gone wrong.
  if (/^\d{1,14}$/.test(typed)) return { gtin: normaliseGtin(typed) };
  if (typed.startsWith("(")) return codeFromElements(readBracketed(typed), text, options);
  throw new UnknownCodeForm(text);
}
