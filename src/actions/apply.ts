import { encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { productId, textWord } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import { type Urgency, urgencies } from "../lifecycle/vocabulary.ts";
import { apply as verb } from "../verbs/requisitions.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

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
export const apply = write(verb, (_, parameters) => {
  const product = productId(readCode(parameters.product));
  const reference = textWord("reference", parameters.reference);
  const value = urgencyOf(parameters.urgency);
  const claim = claimOf(parameters, { value });
  return { data: encode("applyFor", [product, parameters.quantity, reference, claim]) };
});

/** Ordinary is 0 on the chain, as if nothing was said. */
function urgencyOf(urgency: Urgency = "ordinary"): number {
  const number = urgencies.indexOf(urgency);
  if (number < 0) throw new InvalidInput("urgency", urgency, rule(must.oneOf, { words: urgencies }));
  return number;
}
