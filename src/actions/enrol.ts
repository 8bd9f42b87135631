import { encode, type WriteDefinition } from "../client/write.ts";
import { productId, serialWord } from "../history/ids.ts";
import { type Basis, bases } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode } from "./targets.ts";

export interface EnrolParameters extends ClaimParameters {
  /** The item's code, in any form, with its serial. */
  readonly code: string;
  /** How it came; "manufactured" by default. Then `occurredAt` says when it was made. */
  readonly basis?: Basis | undefined;
}

/**
 * Enters an item on the ledger (登记): a manufacturer's own.
 *
 * Duty *inspect*, in the product's manufacturer, while the product is registered.
 *
 * @throws `SubjectExists` (duplicate serial), `NotRegisteredThen`
 *
 * @example
 * await m.as(maker).enrol({ code: "(01)09521234543213(21)P-0001" });
 */
export const enrol: WriteDefinition<EnrolParameters, Recorded> = {
  encode: (_, parameters) => {
    const code = readCode(parameters.code);
    const value = numberOf("basis", bases, parameters.basis ?? "manufactured");
    return { data: encode("enrol", [productId(code), serialWord(code), claimOf(parameters, { value })]) };
  },
  read: lastEntry,
};
