import { encode } from "../connection/write.ts";
import { terms } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { offer as verb } from "../verbs/transfers.ts";
import { seconds } from "../verbs/values.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

/**
 * Offers an asset to another organisation (移交), which has it in custody once it takes it; until then it is the sender's.
 *
 * Duty *keep*, in the custodian, which owns the asset. From stored, if it is usable; from faulty, on loan to a service
 * provider that is appointed to maintain.
 *
 * @throws `BorrowedGoods`, `InvalidTerms`, `NotAppointed`, `OwnOrganisation`, `RoleMissing`, `UnknownOrganisation`,
 * `Quarantined`, `Recalled`, `CalibrationLapsed`, `Expired`, `UntilOutOfRange`
 *
 * @example
 * await m.as(keeper).offer({ code: "(01)09521234543213(21)P-0001", to: 2, terms: "loan", until: new Date("2026-12-01") });
 */
export const offer = write(verb, async (actor, parameters) => {
  const day = parameters.due === undefined ? 0 : Math.floor(seconds("due", parameters.due) / 86_400);
  const number = numberOf(terms, parameters.terms);
  const claim = claimOf(parameters, { value: day, until: parameters.until });
  const to = parameters.to;
  return { data: encode("offer", [await assetFor(actor, parameters.code, "offer"), to, number, claim]) };
});
