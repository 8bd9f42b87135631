import { encode, type WriteDefinition } from "../client/write.ts";
import { productId, textWord } from "../history/ids.ts";
import { type ClaimParameters, claimOf, quantityOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode } from "./targets.ts";

export interface ApplyParameters extends ClaimParameters {
  /** The product's code, in any form; a GTIN is enough. */
  readonly product: string;
  /** How many, at least 1. */
  readonly quantity: bigint;
  /** The organisation's own number for the requisition, 1 to 32 bytes of UTF-8, never used before. */
  readonly reference: string;
}

/**
 * Applies to buy (申请). The result's `subject` is the requisition's id.
 *
 * Duty *apply*, in a hospital.
 *
 * @throws `SubjectExists` when the reference was used before, `UnknownSubject` when the product is not registered
 *
 * @example
 * await m.as(lin).apply({ product: "09521234543213", quantity: 1n, reference: "2026-031" });
 */
export const apply: WriteDefinition<ApplyParameters, Recorded> = {
  encode: (_, parameters) => {
    const product = productId(readCode(parameters.product));
    const reference = textWord("reference", parameters.reference);
    return { data: encode("applyFor", [product, quantityOf(parameters.quantity), reference, claimOf(parameters)]) };
  },
  read: lastEntry,
};
