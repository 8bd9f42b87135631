import { encode } from "../connection/write.ts";
import { split as verb } from "../verbs/lots.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

/**
 * Splits a parcel (拆分): a part of it becomes a parcel of its own, which can move, be quarantined, scrapped. The result is
 * the part's entry, whose `subject` is its id; `entries` has that of the rest, which keeps its history.
 *
 * Duty *keep*, in the custodian. From stored.
 *
 * @throws `QuantityOutOfRange`, `OnlyForParcels`, `NotWholePacks`, `PackOutOfRange`, `PartNotAtEnd`, `AlreadyDispensed`
 *
 * @example
 * const part = await m.as(keeper).split({ code: parcel, quantity: 200n });
 */
export const split = write(verb, async (actor, parameters) => {
  const quantity = parameters.quantity;
  const firstPack = parameters.firstPack ?? 0;
  const asset = await assetFor(actor, parameters.code, "split");
  return { data: encode("split", [asset, quantity, firstPack, claimOf(parameters)]) };
});
