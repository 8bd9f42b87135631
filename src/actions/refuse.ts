import { ZeroHash } from "ethers";
import { encode, type WriteDefinition } from "../client/write.ts";
import { itemId } from "../history/ids.ts";
import { type RefusalReason, refusalReasons } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode, requisitionOf } from "./targets.ts";

export interface RefuseParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /** The item's code, in any form; left out for goods that are not on the ledger. */
  readonly code?: string | undefined;
  /** Why. */
  readonly reason: RefusalReason;
}

/**
 * Refuses delivered goods (拒收): an item is stored at the supplier again, the requisition stays shipped.
 *
 * Duty *inspect*, in the consignee. From shipped.
 *
 * @example
 * await m.as(inspector).refuse({ requisition: "2026-031", code: "(01)09521234543213(21)P-0001", reason: "damaged" });
 */
export const refuse: WriteDefinition<RefuseParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const asset = parameters.code === undefined ? ZeroHash : itemId(readCode(parameters.code));
    const value = numberOf("reason", refusalReasons, parameters.reason);
    return { data: encode("refuse", [requisition, asset, claimOf(parameters, { value })]), requisition };
  },
  read: lastEntry,
};
