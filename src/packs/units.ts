import { canonicalItem } from "../codes/canonical.ts";
import { parseCode } from "../codes/parse.ts";
import { canonicalSscc, isSscc } from "../codes/sscc.ts";

/** The most packs that one batch may have. */
export const MAX_PACKS = 2 ** 20;

/** A unit of a batch: a pack, or a case (at any level) of packs that follow each other. */
export interface PackUnit {
  /** Its code in the one form: `/01/<14 digits>/21/<serial>`, or `/00/<18 digits>` of a case with an SSCC. */
  readonly code: string;
  /** The index of the first pack it covers. */
  readonly first: number;
  /** How many packs it covers; 1 for a pack. */
  readonly count: number;
}

/**
 * Gives the one form in which a unit of a batch is named, whatever form its code was read in.
 *
 * @param text - an SSCC in a form that {@link readSscc} reads, or an item in a form that {@link parseCode} reads
 * @returns `/00/<18 digits>` or `/01/<14 digits>/21/<serial>`
 * @throws {@link InvalidSscc} if it is meant for an SSCC and is none
 * @throws {@link MissingSerial} if it has no serial
 * @throws the errors of {@link parseCode}
 * @example
 * canonicalUnit("(01)09521234543213(17)261231(10)ABC123(21)12345"); // "/01/09521234543213/21/12345"
 */
export function canonicalUnit(text: string): string {
  return isSscc(text) ? canonicalSscc(text) : canonicalItem(parseCode(text));
}

/**
 * Says whether a text has the shape of a unit's one form. Only such a text is ever hashed, so that a code has one leaf.
 *
 * @param code - any text
 * @returns whether it is `/00/` and 18 digits, or `/01/`, 14 digits, `/21/` and at most 20 characters, encoded
 */
export function isCanonicalUnit(code: string): boolean {
  return /^\/(?:00\/\d{18}|01\/\d{14}\/21\/(?:[A-Za-z0-9\-._]|%[0-9A-F]{2}){1,20})$/.test(code);
}
