import { encode, type WriteDefinition } from "../client/write.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";

/**
 * Takes what was offered or sent back (接收): the item is in custody of the member's organisation, in the state that it had
 * before it went in transit.
 *
 * Duty *inspect*, in the addressee, until the offer's last second; a recalled item only if it was sent back.
 *
 * @throws `WrongOrganisation`, `DeadlinePassed`, `Recalled`
 *
 * @example
 * await m.as(inspector).take({ code: "(01)09521234543213(21)P-0001" });
 */
export const take: WriteDefinition<StepParameters, Recorded> = {
  encode: async (actor, { code, ...parameters }) => ({
    data: encode("take", [await assetFor(actor, code, "take"), claimOf(parameters)]),
  }),
  read: lastEntry,
};
