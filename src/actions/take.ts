import { encode } from "../connection/write.ts";
import { take as verb } from "../verbs/transfers.ts";
import { assetFor } from "./assets.ts";
import { ANY_HEAD, claimOf } from "./claim.ts";
import { headSeen } from "./seen.ts";
import { write } from "./step.ts";

/**
 * Takes what was offered or sent back (接收): the item is in custody of the member's organisation, in the state that it had
 * before it went in transit; of a witnessed product (双人验收), what would be stored waits for `confirm`. What is signed holds only
 * for the offer as it stood: say what you saw of it (`terms`, `quantity`, `from`), or the head.
 *
 * Duty *inspect*, in the addressee, until the offer's last second; from a suspended sender, or recalled, only what was sent
 * back.
 *
 * @throws `ChangedSinceSeen` before anything is signed; `HeadMoved`, `WrongOrganisation`, `DeadlinePassed`, `Recalled`,
 * `OrganisationSuspended`
 *
 * @example
 * await m.as(inspector).take({ code: "(01)09521234543213(21)P-0001", terms: "loan", from: 2 });
 */
export const take = write(verb, async (actor, { code, terms, quantity, from, ...parameters }) => {
  const claim = claimOf(parameters);
  const asset = await assetFor(actor, code, "take");
  const expected = await headSeen(actor, asset, parameters.expected, { terms, quantity, from });
  return { data: encode("take", [asset, { ...claim, expected: expected ?? ANY_HEAD }]) };
});
