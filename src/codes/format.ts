import { writeBracketed } from "./bracketed.ts";
import type { Code } from "./code.ts";
import { writeDate, type YearOptions } from "./date.ts";
import type { Element } from "./elements.ts";
import { normaliseGtin } from "./gtin.ts";
import { checkLot, checkSerial } from "./serial-and-lot.ts";

/**
 * Prints a code as a label does, for a person: GTIN, production, expiry, lot, serial, each if present. `parseCode`
 * reads it back to the same code, given the same current year.
 *
 * @param code - the code; its GTIN may have 8, 12, 13 or 14 digits
 * @param options - the current year, for dates
 * @returns such as `(01)09521234543213(11)240601(17)261231(10)ABC123(21)12345`; a bracket in a serial or lot that looks
 * like the start of an application identifier is printed `\(`
 * @throws {@link InvalidGtin}, {@link WrongCheckDigit}, {@link MalformedLot}, {@link MalformedSerial}, {@link InvalidDate}
 * if a value breaks its rule
 * @see GS1 General Specifications, section 4 (human readable interpretation)
 * @example
 * formatCode({ gtin: "09521234543213", serial: "12345" }); // "(01)09521234543213(21)12345"
 */
export function formatCode(code: Code, options: YearOptions = {}): string {
  const elements: Element[] = [["01", normaliseGtin(code.gtin)]];
  if (code.production !== undefined) elements.push(["11", writeDate("production", code.production, options)]);
  if (code.expiry !== undefined) elements.push(["17", writeDate("expiry", code.expiry, options)]);
  if (code.lot !== undefined) elements.push(["10", checkLot(code.lot)]);
  if (code.serial !== undefined) elements.push(["21", checkSerial(code.serial)]);
  return writeBracketed(elements);
}
