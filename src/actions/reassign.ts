import { encode, type WriteDefinition } from "../connection/write.ts";
import { assetOf } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { organisationOf } from "./targets.ts";

export interface ReassignParameters extends StepParameters {
  /** The number of the organisation that is to hold it. */
  readonly custodian: number;
  /** The number of the organisation that is to own it; by default, the custodian. */
  readonly owner?: number | undefined;
}

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
export const reassign: WriteDefinition<ReassignParameters, Recorded> = {
  encode: (_, parameters) => {
    const custodian = organisationOf("custodian", parameters.custodian);
    const owner = organisationOf("owner", parameters.owner ?? custodian);
    return { data: encode("reassign", [assetOf(parameters.code), custodian, owner, claimOf(parameters)]) };
  },
  read: lastEntry,
};
