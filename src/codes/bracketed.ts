import { isApplicationIdentifier, isNumeric } from "./application-identifiers.ts";
import type { Element } from "./elements.ts";
import { UnknownCodeForm } from "./errors.ts";

const escapedBracket = "\\(";

/**
 * Splits a text with its application identifiers in brackets, such as `(01)09521234543213(10)ABC123(21)12345`.
 *
 * A serial or a lot may itself hold brackets. Two to four digits in brackets end the value before them if GS1 uses
 * those digits as an application identifier, or if that value can only be digits; otherwise they belong to the value.
 * Limit: a serial such as `A(10)B` is therefore read as serial `A` and lot `B`. Written `A\(10)B` it is read whole;
 * a backslash is in no GS1 value, and GS1's own Syntax Engine has the same escape.
 *
 * @param text - the text, begun by a bracket; white space around a value is dropped, as labels wrap and space their lines
 * @returns the elements in the order of the text, at least one
 * @throws {@link UnknownCodeForm} if it does not begin with 2 to 4 digits in brackets
 * @see GS1 General Specifications, section 4 (human readable interpretation)
 */
export function readBracketed(text: string): readonly Element[] {
  const openings: { readonly ai: string; readonly start: number; readonly end: number }[] = [];
  for (const match of text.matchAll(/(?<!\\)\((\d{2,4})\)/g)) {
    const ai = match[1] ?? "";
    const before = openings.at(-1);
    if (before === undefined || isNumeric(before.ai) || isApplicationIdentifier(ai)) {
      openings.push({ ai, start: match.index, end: match.index + match[0].length });
    }
  }
  if (openings[0]?.start !== 0) throw new UnknownCodeForm(text);
  return openings.map(({ ai, end }, i): Element => {
    const value = text.slice(end, openings[i + 1]?.start).trim();
    return [ai, value.replaceAll(escapedBracket, "(")];
  });
}

/**
 * Writes elements as one text with their application identifiers in brackets. A bracket in a value that could be
 * taken for the start of an application identifier is written `\(`; {@link readBracketed} undoes it.
 *
 * @param elements - the elements in the order wanted, their values in GS1 character set 82
 * @returns the text
 * @see GS1 General Specifications, section 4 (human readable interpretation)
 */
export function writeBracketed(elements: readonly Element[]): string {
  return elements.map(([ai, value]) => `(${ai})${value.replace(/\((?=\d{2,4}\))/g, escapedBracket)}`).join("");
}
