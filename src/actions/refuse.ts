import { isHexString, ZeroHash } from "ethers";
import { type Actor, encode, type WriteDefinition } from "../connection/write.ts";
import type { Hex } from "../history/types.ts";
import { type RefusalReason, refusalReasons } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { shippedUnder } from "./accept.ts";
import { assetOf } from "./assets.ts";
import { type ClaimParameters, claimOf, headOf } from "./claim.ts";
import { headSeen } from "./seen.ts";
import { wholeOf } from "./ship.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode, requisitionOf } from "./targets.ts";

export interface RefuseParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /**
   * The item's code, in any form; of a parcel, its id, or a code with its lot. Left out for goods that are not on the ledger.
   */
  readonly code?: string | undefined;
  /** How many, for goods that are not on the ledger, 1 by default; an asset is refused as a whole. */
  readonly quantity?: bigint | undefined;
  /** The head of the item that the step builds on, 27 bytes; by default, the present one. `expected` is the requisition's. */
  readonly expectedAsset?: Hex | undefined;
  /** Why. */
  readonly reason: RefusalReason;
}

/**
 * Refuses delivered goods (拒收): an asset is stored at the supplier again, the requisition stays shipped.
 *
 * Duty *inspect*, in the consignee. From shipped.
 *
 * @example
 * await m.as(inspector).refuse({ requisition: "2026-031", code: "(01)09521234543213(21)P-0001", reason: "damaged" });
 */
export const refuse: WriteDefinition<RefuseParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const asset = parameters.code === undefined ? undefined : await refused(actor, requisition, parameters.code);
    const quantity = await wholeOf(actor, asset, parameters.quantity);
    const value = numberOf("reason", refusalReasons, parameters.reason);
    const claim = claimOf(parameters, { value });
    const { expectedAsset } = parameters;
    const head = asset === undefined ? expectedAsset : await headSeen(actor, asset, expectedAsset);
    const data = encode("refuse", [requisition, asset ?? ZeroHash, quantity, headOf(head), claim]);
    return { data, kinds: { [requisition]: "requisition" } };
  },
  read: lastEntry,
};

async function refused(actor: Actor, requisition: Hex, text: string): Promise<Hex> {
  if (isHexString(text, 32) || readCode(text).serial !== undefined) return assetOf(text);
  return shippedUnder(actor, requisition, text);
}
