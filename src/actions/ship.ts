import { ZeroHash } from "ethers";
import { type Actor, encode, type WriteDefinition } from "../connection/write.ts";
import type { Hex } from "../history/types.ts";
import { assetFor, quantityHeld } from "./assets.ts";
import { type ClaimParameters, claimOf, headOf, quantityOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { requisitionOf } from "./targets.ts";

export interface ShipParameters extends ClaimParameters {
  /** The requisition's id. */
  readonly requisition: string;
  /**
   * The item's code, in any form; of a parcel, its id, or a code with its lot or product. Left out only for goods that are
   * not on the ledger yet.
   */
  readonly code?: string | undefined;
  /** How many, for goods that are not on the ledger yet, 1 by default; an asset is shipped as a whole. */
  readonly quantity?: bigint | undefined;
  /** The head of the item that the step builds on, 27 bytes; `expected` is the requisition's. */
  readonly expectedAsset?: Hex | undefined;
}

/**
 * Ships goods under a requisition (发货). An asset on the ledger goes in transit to the consignee. The result is the
 * asset's entry, or the requisition's where there is none; `entries` has both.
 *
 * Duty *supply*, in the named supplier, which holds and owns the item. From ordered or shipped; the item stored and usable.
 *
 * @throws `Quarantined`, `Recalled`, `CalibrationLapsed`, `BorrowedGoods`, `WrongProduct`, `OnlyThroughManufacturer`
 *
 * @example
 * await m.as(seller).ship({ requisition: id, code: "(01)09521234543213(21)P-0001" });
 */
export const ship: WriteDefinition<ShipParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const asset = parameters.code === undefined ? undefined : await assetFor(actor, parameters.code, "ship");
    const quantity = await wholeOf(actor, asset, parameters.quantity);
    const data = encode("ship", [
      requisition,
      asset ?? ZeroHash,
      quantity,
      headOf(parameters.expectedAsset),
      claimOf(parameters),
    ]);
    return { data, kinds: { [requisition]: "requisition" } };
  },
  read: lastEntry,
};

/** How many a delivery is: of an asset, all that it holds. */
export async function wholeOf(actor: Actor, asset: Hex | undefined, quantity: bigint | undefined): Promise<bigint> {
  if (quantity !== undefined || asset === undefined) return quantityOf(quantity ?? 1n);
  return quantityHeld(actor, asset);
}
