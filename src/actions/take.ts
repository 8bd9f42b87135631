import { encode, type WriteDefinition } from "../client/write.ts";
import { itemId } from "../history/ids.ts";
import { claimOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { readCode } from "./targets.ts";

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
  encode: (_, { code, ...parameters }) => ({ data: encode("take", [itemId(readCode(code)), claimOf(parameters)]) }),
  read: lastEntry,
};
