import { encode } from "../connection/write.ts";
import { productId, serialWord } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import { bases } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { enrol as verb } from "../verbs/items.ts";
import { seconds } from "../verbs/values.ts";
import { claimOf } from "./claim.ts";
import { lotOf } from "./lots.ts";
import { write } from "./step.ts";

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
export const enrol = write(verb, (_, parameters) => {
  const code = readCode(parameters.code);
  const day = parameters.madeAt === undefined ? 0 : Math.floor(seconds("madeAt", parameters.madeAt) / 86_400);
  const value = numberOf(bases, parameters.basis ?? "manufactured") + day * 256;
  if (code.serial === undefined && code.lot !== undefined) {
    return { data: encode("enrolLot", [productId(code), lotOf(code, parameters), claimOf(parameters, { value })]) };
  }
  return { data: encode("enrol", [productId(code), serialWord(code), claimOf(parameters, { value })]) };
});
