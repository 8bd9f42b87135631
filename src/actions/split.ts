import { encode, type WriteDefinition } from "../connection/write.ts";
import { assetFor } from "./assets.ts";
import { claimOf, quantityOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { numberIn } from "./targets.ts";

export interface SplitParameters extends StepParameters {
  /** How many base units the part has, fewer than the parcel holds. */
  readonly quantity: bigint;
  /** The index of the part's first pack, where packs have a code each: the part is at one end of the parcel's range. */
  readonly firstPack?: number | undefined;
}

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
export const split: WriteDefinition<SplitParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const quantity = quantityOf(parameters.quantity);
    const firstPack = numberIn("firstPack", parameters.firstPack ?? 0, 0xffff_ffff);
    const asset = await assetFor(actor, parameters.code, "split");
    return { data: encode("split", [asset, quantity, firstPack, claimOf(parameters)]) };
  },
  read: lastEntry,
};
