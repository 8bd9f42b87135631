import { encode, type WriteDefinition } from "../connection/write.ts";
import { productId, serialWord } from "../history/ids.ts";
import { type Basis, bases } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type ClaimParameters, claimOf, seconds, type Time } from "./claim.ts";
import { type LotParameters, lotOf } from "./lots.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode } from "./targets.ts";

export interface EnrolParameters extends ClaimParameters, LotParameters {
  /** The code in any form: with its serial, of an item; otherwise with its lot, of units of it, which need `quantity`. */
  readonly code: string;
  /** How it came; "manufactured" by default. `occurredAt` says when it was made, or came. */
  readonly basis?: Basis | undefined;
  /**
   * The day on which it was made, as its label says: of what was found, donated or exchanged; of existing stock, where it is known.
   */
  readonly madeAt?: Time | undefined;
}

/**
 * Enters an item, or units of a lot, that no acceptance brings (登记): what its manufacturer made; or, of a product whose manufacturer is not
 * on the ledger, existing stock (存量, until the date that the council gave), what was found (盘盈), donated or exchanged.
 * All but the first wait for another member's `confirm`. A lot that was manufactured is commissioned instead (`commission`).
 * Of a lot, the result is the parcel's entry; `entries` has the batch's too.
 *
 * Duty *inspect*; for "manufactured", in the product's manufacturer, while the product was registered.
 *
 * @throws `SubjectExists` (duplicate serial), `NotRegisteredThen`, `DayOfManufactureMissing`, `OnlyThroughManufacturer`, `OnboardingOver`, `WrongTracking`,
 * `WrongExpiry`
 *
 * @example
 * await m.as(maker).enrol({ code: "(01)09521234543213(21)P-0001" });
 */
export const enrol: WriteDefinition<EnrolParameters, Recorded> = {
  encode: (_, parameters) => {
    const code = readCode(parameters.code);
    const day = parameters.madeAt === undefined ? 0 : Math.floor(seconds("madeAt", parameters.madeAt) / 86_400);
    const value = numberOf("basis", bases, parameters.basis ?? "manufactured") + day * 256;
    if (code.serial === undefined && code.lot !== undefined) {
      return { data: encode("enrolLot", [productId(code), lotOf(code, parameters), claimOf(parameters, { value })]) };
    }
    return { data: encode("enrol", [productId(code), serialWord(code), claimOf(parameters, { value })]) };
  },
  read: lastEntry,
};
