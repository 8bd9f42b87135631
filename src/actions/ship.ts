import { ZeroHash } from "ethers";
import { type Actor, encode } from "../connection/write.ts";
import type { Hex } from "../history/types.ts";
import { ship as verb } from "../verbs/requisitions.ts";
import { assetFor, quantityHeld } from "./assets.ts";
import { ANY_HEAD, claimOf } from "./claim.ts";
import { write } from "./step.ts";
import { requisitionOf } from "./targets.ts";

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
export const ship = write(verb, async (actor, parameters) => {
  const requisition = await requisitionOf(actor, parameters);
  const asset = parameters.code === undefined ? undefined : await assetFor(actor, parameters.code, "ship");
  const quantity = await wholeOf(actor, asset, parameters.quantity);
  const data = encode("ship", [
    requisition,
    asset ?? ZeroHash,
    quantity,
    parameters.expectedAsset ?? ANY_HEAD,
    claimOf(parameters),
  ]);
  return { data, kinds: { [requisition]: "requisition" } };
});

/** How many a delivery is: of an asset, all that it holds. */
export async function wholeOf(actor: Actor, asset: Hex | undefined, quantity: bigint | undefined): Promise<bigint> {
  if (quantity !== undefined || asset === undefined) return quantity ?? 1n;
  return quantityHeld(actor, asset);
}
