import { encode, type WriteDefinition } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { productId, textWord } from "../history/ids.ts";
import { type Urgency, urgencies } from "../lifecycle/vocabulary.ts";
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
  /** "urgent" (紧急采购) only where the organisation's policy allows it; "ordinary" by default. */
  readonly urgency?: Urgency | undefined;
}

/**
 * Applies to buy (申请). The result's `subject` is the requisition's id.
 *
 * Duty *apply*, in a hospital.
 *
 * @throws `SubjectExists` when the reference was used before, `UnknownSubject` when the product is not registered,
 * `UrgencyNotAllowed`
 *
 * @example
 * await m.as(lin).apply({ product: "09521234543213", quantity: 1n, reference: "2026-031" });
 */
export const apply: WriteDefinition<ApplyParameters, Recorded> = {
  encode: (_, parameters) => {
    const product = productId(readCode(parameters.product));
    const reference = textWord("reference", parameters.reference);
    const value = urgencyOf(parameters.urgency);
    const claim = claimOf(parameters, { value });
    return { data: encode("applyFor", [product, quantityOf(parameters.quantity), reference, claim]) };
  },
  read: lastEntry,
};

/** Ordinary is 0 on the chain, as if nothing was said. */
function urgencyOf(urgency: Urgency = "ordinary"): number {
  const number = urgencies.indexOf(urgency);
  if (number < 0) throw new InvalidInput("urgency", urgency, `must be one of ${urgencies.join(", ")}`);
  return number;
}
