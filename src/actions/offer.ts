import { encode, type WriteDefinition } from "../connection/write.ts";
import { type Terms, terms } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { assetFor } from "./assets.ts";
import { claimOf, seconds, type Time } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { organisationOf } from "./targets.ts";

export interface OfferParameters extends StepParameters {
  /** The number of the organisation that is to take it. */
  readonly to: number;
  /** On which terms; "owned" passes ownership. */
  readonly terms: Exclude<Terms, "returned">;
  /** The last second to take it, at most 30 days from now. */
  readonly until: Time;
  /** The day on which it is due back; left out for none. */
  readonly due?: Time | undefined;
}

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
export const offer: WriteDefinition<OfferParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const day = parameters.due === undefined ? 0 : Math.floor(seconds("due", parameters.due) / 86_400);
    const number = numberOf("terms", terms, parameters.terms);
    const claim = claimOf(parameters, { value: day, until: parameters.until });
    const to = organisationOf("to", parameters.to);
    return { data: encode("offer", [await assetFor(actor, parameters.code, "offer"), to, number, claim]) };
  },
  read: lastEntry,
};
