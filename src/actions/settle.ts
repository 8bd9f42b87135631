import { encode, type WriteDefinition } from "../client/write.ts";
import type { Hex } from "../history/types.ts";
import { assetFor } from "./assets.ts";
import { type ClaimParameters, claimOf, headOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { requisitionOf } from "./targets.ts";

export interface SettleParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /** The item's code, in any form; of a parcel, its id, or a code with its lot or product. */
  readonly code: string;
  /** The head of the item that the step builds on, 27 bytes; `expected` is the requisition's. */
  readonly expectedAsset?: Hex | undefined;
}

/**
 * Settles consigned goods (寄售) that the actor's organisation used: links them to a requisition ordered from whose they
 * were; of a parcel, what was dispensed and not settled, as far as the requisition has room. The result is the asset's entry; `entries` has the requisition's too.
 *
 * Duty *buy*, in the organisation that applied. From ordered or shipped; the asset in any state, wherever it is now.
 *
 * @throws `NothingToSettle`, `WrongOrganisation`, `WrongProduct`, `QuantityOutOfRange`
 *
 * @example
 * await m.as(buyer).settle({ requisition: "2026-040", code: "(01)09521234543220(21)I-0001" });
 */
export const settle: WriteDefinition<SettleParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const asset = await assetFor(actor, parameters.code, "settle");
    const data = encode("settle", [requisition, asset, headOf(parameters.expectedAsset), claimOf(parameters)]);
    return { data, kinds: { [requisition]: "requisition" } };
  },
  read: lastEntry,
};
