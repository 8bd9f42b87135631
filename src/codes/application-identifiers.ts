import { isCharset82 } from "./charset.ts";
import { readDate, type YearOptions } from "./date.ts";
import { InvalidDataField, UnknownApplicationIdentifier } from "./errors.ts";
import { normaliseGtin } from "./gtin.ts";
import { checkLot, checkSerial } from "./serial-and-lot.ts";

/** Checks the value of one application identifier and gives it its one form. */
type Reader = (value: string, options: YearOptions) => string;

/**
 * The application identifiers that are accepted, each with the reader of its value.
 *
 * Those after 17 are read over: found on drugs and devices, they describe the thing and never tell two things apart
 * that have the same GTIN and serial. Their format is checked all the same, because a wrong one shows that a bracket
 * was taken for a boundary. An expiry with a time (7003) is read over too, and does not become the expiry.
 */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["01", normaliseGtin],
  ["10", checkLot],
  ["21", checkSerial],
  ["11", (value, options) => readDate("production", value, options)],
  ["17", (value, options) => readDate("expiry", value, options)],
  ...["13", "15", "16"].map((ai): [string, Reader] => [ai, (value, options) => readDate(`(${ai})`, value, options)]),
  digits("20", 2, 2), // internal product variant
  digits("30", 1, 8), // variable count
  digits("37", 1, 8), // count of items contained
  digits("242", 1, 6), // made-to-order variation
  digits("422", 3, 3), // country of origin
  digits("7003", 10, 10), // expiry with time
  digits("7004", 1, 4), // active potency
  digits("8008", 8, 12), // production with time
  characters("22", 20), // consumer product variant
  characters("240", 30), // additional product identification
  characters("241", 30), // customer part number
  characters("243", 20), // packaging component
  characters("250", 30), // secondary serial
  characters("251", 30), // reference to source entity
  characters("400", 30), // customer's order number
  ...["710", "711", "712", "713", "714", "715", "716", "717"].map((ai) => characters(ai, 20)), // national numbers
  characters("7240", 20), // protocol of a clinical trial
  characters("8012", 20), // software version
  characters("8014", 25), // master UDI-DI
  characters("8200", 70), // product's address on the web
  characters("90", 30), // agreed between partners
  ...["91", "92", "93", "94", "95", "96", "97", "98", "99"].map((ai) => characters(ai, 90)), // company internal
]);

/**
 * Reads the value of one application identifier.
 *
 * @param ai - the identifier, 2 to 4 digits
 * @param value - its value, escapes undone
 * @param options - the current year, for dates
 * @returns the value in its one form: a GTIN with 14 digits, a date of AI 11, 13, 15, 16, 17 as `YYYY-MM-DD`, all
 * else as given
 * @throws {@link UnknownApplicationIdentifier} if it is not one of those accepted
 * @throws {@link InvalidGtin}, {@link WrongCheckDigit}, {@link MalformedLot}, {@link MalformedSerial},
 * {@link InvalidDate}, {@link InvalidDataField} if the value breaks the identifier's rule
 * @see GS1 General Specifications, section 3
 */
export function readValue(ai: string, value: string, options: YearOptions = {}): string {
  const reader = readers.get(ai);
  if (reader === undefined) throw new UnknownApplicationIdentifier(ai);
  return reader(value, options);
}

/**
 * Says whether an application identifier is accepted, with a value to read or to read over.
 *
 * @param ai - 2 to 4 digits
 * @returns whether {@link readValue} knows it
 */
export function isAccepted(ai: string): boolean {
  return readers.has(ai);
}

/**
 * Says whether GS1 uses these digits as an application identifier, accepted here or not.
 *
 * It goes by the ranges GS1 assigns from, since an identifier not yet assigned is better refused than taken for a
 * part of the serial before it.
 *
 * @param digits - 2 to 4 digits
 * @returns whether they have the length and the first digits of an application identifier
 * @see GS1 General Specifications, section 3.2
 */
export function isApplicationIdentifier(digits: string): boolean {
  return /^(?:0[0-3]|1[0-35-7]|2[0-2]|30|37|9\d|(?:2[3-5]|4[0-2]|71)\d|(?:3[1-69]|43|7[02]|8[0-2])\d\d)$/.test(digits);
}

/**
 * Says whether the value of an application identifier can hold no bracket.
 *
 * @param ai - 2 to 4 digits
 * @returns whether it is a GTIN, a date or a count
 */
export function isNumeric(ai: string): boolean {
  return /^(?:01|1[1-7]|20|30|37|242|422|7003|7004|8008)$/.test(ai);
}

function digits(ai: string, min: number, max: number): [string, Reader] {
  return [ai, checked(ai, (value) => /^\d*$/.test(value) && value.length >= min && value.length <= max)];
}

function characters(ai: string, max: number): [string, Reader] {
  return [ai, checked(ai, (value) => isCharset82(value) && value.length >= 1 && value.length <= max)];
}

function checked(ai: string, holds: (value: string) => boolean): Reader {
  return (value) => {
    if (!holds(value)) throw new InvalidDataField(ai, value);
    return value;
  };
}
