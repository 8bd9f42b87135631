import type { Code } from "./code.ts";
import { MissingLot, MissingSerial } from "./errors.ts";
import { normaliseGtin } from "./gtin.ts";
import { checkLot, checkSerial } from "./serial-and-lot.ts";

/**
 * Gives the one form in which a product is named on the ledger, whatever form its code was read in.
 *
 * @param code - the code; its GTIN may have 8, 12, 13 or 14 digits
 * @returns `/01/<14 digits>`
 * @throws {@link InvalidGtin}, {@link WrongCheckDigit} if the GTIN is not one
 * @see GS1 Digital Link Standard: URI Syntax
 */
export function canonicalProduct(code: Code): string {
  return `/01/${normaliseGtin(code.gtin)}`;
}

/**
 * Gives the one form in which an item is named on the ledger. The lot is not part of it: the serial is unique within
 * its product.
 *
 * @param code - the code, with a serial
 * @returns `/01/<14 digits>/21/<serial>`, each character of the serial but `A-Z a-z 0-9 - . _` percent-encoded with
 * upper-case digits
 * @throws {@link MissingSerial} if the code has no serial
 * @throws {@link MalformedSerial}, {@link InvalidGtin}, {@link WrongCheckDigit} if a value breaks its rule
 * @see GS1 Digital Link Standard: URI Syntax; RFC 3986, sections 2.1 and 2.3
 */
export function canonicalItem(code: Code): string {
  if (code.serial === undefined) throw new MissingSerial(code);
  return `${canonicalProduct(code)}/21/${percentEncode(checkSerial(code.serial))}`;
}

/**
 * Gives the one form in which a batch is named on the ledger.
 *
 * @param code - the code, with a lot
 * @returns `/01/<14 digits>/10/<lot>`, the lot percent-encoded as a serial is in {@link canonicalItem}
 * @throws {@link MissingLot} if the code has no lot
 * @throws {@link MalformedLot}, {@link InvalidGtin}, {@link WrongCheckDigit} if a value breaks its rule
 * @see GS1 Digital Link Standard: URI Syntax; RFC 3986, sections 2.1 and 2.3
 */
export function canonicalBatch(code: Code): string {
  if (code.lot === undefined) throw new MissingLot(code);
  return `${canonicalProduct(code)}/10/${percentEncode(checkLot(code.lot))}`;
}

function percentEncode(value: string): string {
  // encodeURIComponent leaves these four as they are, though a URI may have them either way: one form needs one way.
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
