import { encode, type WriteDefinition } from "../client/write.ts";
import { productId, serialWord } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import { type ClaimParameters, claimOf, headOf, seconds, type Time } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode, requisitionOf } from "./targets.ts";

export interface AcceptParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /** The code as read from the goods, in any form, with its serial. */
  readonly code: string;
  /** When it was made, as its label says; only for an item that this acceptance brings onto the ledger. */
  readonly madeAt?: Time | undefined;
  /** The head of the item that the step builds on, 27 bytes; `expected` is the requisition's. */
  readonly expectedAsset?: Hex | undefined;
}

/**
 * Accepts one delivered item (验收). The result is the item's entry; `entries` has the requisition's too.
 *
 * Duty *inspect*, in the consignee; another member than the buyer. From shipped, or from ordered if the supplier is not
 * on the ledger. Of a witnessed product (双人验收), it waits for `confirm`. Regulations on Medical Devices (2021): goods
 * are accepted on inspection, and the record kept.
 *
 * @throws `OwnPurchase`, `WrongProduct`, `SubjectExists` (duplicate serial), `NotShippedHere`, `NotRegisteredThen`,
 * `Quarantined`, `Recalled`, `CalibrationLapsed`
 *
 * @example
 * await m.as(inspector).accept({ requisition: "2026-031", code: "(01)09521234543213(21)P-0001" });
 */
export const accept: WriteDefinition<AcceptParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const code = readCode(parameters.code);
    const [product, serial] = [productId(code), serialWord(code)];
    const requisition = await requisitionOf(actor, parameters.requisition);
    const value = parameters.madeAt === undefined ? 0 : seconds("madeAt", parameters.madeAt);
    const claim = claimOf(parameters, { value });
    const data = encode("accept", [requisition, product, serial, headOf(parameters.expectedAsset), claim]);
    return { data, kinds: { [requisition]: "requisition" } };
  },
  read: lastEntry,
};
