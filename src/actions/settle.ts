import { encode, type WriteDefinition } from "../client/write.ts";
import { itemId } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import { type ClaimParameters, claimOf, headOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode, requisitionOf } from "./targets.ts";

export interface SettleParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /** The item's code, in any form. */
  readonly code: string;
  /** The head of the item that the step builds on, 27 bytes; `expected` is the requisition's. */
  readonly expectedAsset?: Hex | undefined;
}

/**
 * Settles a consigned item (寄售) that the actor's organisation used: links it to a requisition ordered from whose it was.
 * The result is the item's entry; `entries` has the requisition's too.
 *
 * Duty *buy*, in the organisation that applied. From ordered or shipped; the item in any state, wherever it is now.
 *
 * @throws `NothingToSettle`, `WrongOrganisation`, `WrongProduct`, `QuantityOutOfRange`
 *
 * @example
 * await m.as(buyer).settle({ requisition: "2026-040", code: "(01)09521234543220(21)I-0001" });
 */
export const settle: WriteDefinition<SettleParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const asset = itemId(readCode(parameters.code));
    const data = encode("settle", [requisition, asset, headOf(parameters.expectedAsset), claimOf(parameters)]);
    return { data, kinds: { [requisition]: "requisition" } };
  },
  read: lastEntry,
};
