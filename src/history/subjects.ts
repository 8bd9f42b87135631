import { isHexString } from "ethers/utils";
import { canonicalBatch, canonicalItem, canonicalProduct } from "../codes/canonical.ts";
import type { Code } from "../codes/code.ts";
import { parseCode } from "../codes/parse.ts";
import { batchId, itemId, productId } from "./ids.ts";
import type { Hex } from "./types.ts";

/** What a text names: a subject's id, and the canonical code if it was a code. */
export interface Named {
  readonly subject: Hex;
  readonly code: string | undefined;
}

/** Reads a code; the year, which tells a date's century, is the present one. */
export function readCode(text: string): Code {
  return parseCode(text, { year: new Date().getUTCFullYear() });
}

/** Reads what a text names: a code in any form, or a subject's id. */
export function subjectOf(text: string): Named {
  if (isHexString(text, 32)) return { subject: text.toLowerCase() as Hex, code: undefined };
  const code = readCode(text);
  if (code.serial !== undefined) return { subject: itemId(code), code: canonicalItem(code) };
  return code.lot === undefined
    ? { subject: productId(code), code: canonicalProduct(code) }
    : { subject: batchId(code), code: canonicalBatch(code) };
}

/**
 * The asset that a text names by itself: its id, or an item's code.
 *
 * @throws `MissingSerial` when it is a code without a serial
 */
export function assetOf(target: string): Hex {
  return isHexString(target, 32) ? (target.toLowerCase() as Hex) : itemId(readCode(target));
}
