import { encode } from "../connection/write.ts";
import { assetOf } from "../history/subjects.ts";
import { reassign as verb } from "../verbs/items.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

/**
 * Names a new custodian and owner of an item (改派): after a closure, an overdue loan, a wrong acceptance. Offers and
 * shipments end; the state stays.
 *
 * Duty *approve*, in a regulator. From any state that is not final.
 *
 * @throws `RoleMissing`, `UnknownOrganisation`, `OrganisationSuspended`
 *
 * @example
 * await m.as(officer).reassign({ code: "(01)09521234543213(21)P-0001", custodian: 2 });
 */
export const reassign = write(verb, (_, parameters) => {
  const custodian = parameters.custodian;
  const owner = parameters.owner ?? custodian;
  return { data: encode("reassign", [assetOf(parameters.code), custodian, owner, claimOf(parameters)]) };
});
