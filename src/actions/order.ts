import { encode, type WriteDefinition } from "../connection/write.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { organisationOf, requisitionOf } from "./targets.ts";

export interface OrderParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /** The supplier's number; left out if it is not on the ledger. */
  readonly supplier?: number | undefined;
  /** The number of the hospital that will accept the goods; by default, the one that orders. */
  readonly consignee?: number | undefined;
}

/**
 * Orders what was approved, or is urgent (采购).
 *
 * Duty *buy*, in the organisation that applied. From approved; from requested if it is urgent (紧急采购).
 *
 * @throws `OnlyThroughManufacturer` when no supplier is named for goods whose manufacturer is on the ledger
 *
 * @example
 * await m.as(buyer).order({ requisition: "2026-031", supplier: 2 });
 */
export const order: WriteDefinition<OrderParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const supplier = organisationOf("supplier", parameters.supplier ?? 0);
    const consignee = organisationOf("consignee", parameters.consignee ?? 0);
    return {
      data: encode("order", [requisition, supplier, consignee, claimOf(parameters)]),
      kinds: { [requisition]: "requisition" },
    };
  },
  read: lastEntry,
};
