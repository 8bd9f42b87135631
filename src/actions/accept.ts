import { isHexString } from "ethers";
import { type Actor, encode, type WriteDefinition } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { AmbiguousParcel, NoSuchParcel } from "../errors/parcels.ts";
import { itemId, productId, serialWord } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import { type Claim, type ClaimParameters, claimOf, headOf, seconds, type Time } from "./claim.ts";
import { type LotParameters, lotOf } from "./lots.ts";
import { parcels } from "./parcels.ts";
import { headSeen, type SeenParameters } from "./seen.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { ownOrganisation, readCode, requisitionOf } from "./targets.ts";

export interface AcceptParameters extends ClaimParameters, LotParameters, Pick<SeenParameters, "from"> {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
  /**
   * The code as read from the goods, in any form: with its serial, of an item; otherwise with its lot, of the parcel of it
   * that came under the requisition. Or a parcel's id.
   */
  readonly code: string;
  /**
   * When it was made, as its label says; only for goods that this acceptance brings onto the ledger. Of a lot, these need
   * `quantity` too.
   */
  readonly madeAt?: Time | undefined;
  /** How many base units: of a lot that this acceptance declares; of what comes, how many it was seen to be. */
  readonly quantity?: bigint | undefined;
  /**
   * The head of the item that the step builds on, 27 bytes; by default, the present one. `expected` is the requisition's.
   */
  readonly expectedAsset?: Hex | undefined;
}

/**
 * Accepts one delivered item, or one delivered parcel as a whole (验收). The result is the asset's entry; `entries` has the
 * requisition's too, and, where a lot is declared, the batch's.
 *
 * Duty *inspect*, in the consignee; another member than the buyer. From shipped, or from ordered if the supplier is not
 * on the ledger. Of a witnessed product (双人验收), it waits for `confirm`. Regulations on Medical Devices (2021): goods
 * are accepted on inspection, and the record kept. What is signed holds only for the goods as they stood: say what you saw of
 * them (`quantity`, `from`), or the head.
 *
 * @throws `OwnPurchase`, `WrongProduct`, `SubjectExists` (duplicate serial), `NotShippedHere`, `NotRegisteredThen`,
 * `Quarantined`, `Recalled`, `CalibrationLapsed`, `Expired`, `WrongExpiry`, `QuantityOutOfRange`
 *
 * @example
 * await m.as(inspector).accept({ requisition: "2026-031", code: "(01)09521234543213(21)P-0001" });
 */
export const accept: WriteDefinition<AcceptParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters.requisition);
    const value = parameters.madeAt === undefined ? 0 : seconds("madeAt", parameters.madeAt);
    const claim = claimOf(parameters, { value });
    return { data: await encodeAs(actor, requisition, parameters, claim), kinds: { [requisition]: "requisition" } };
  },
  read: lastEntry,
};

async function encodeAs(
  actor: Actor,
  requisition: Hex,
  { code: text, expectedAsset, ...parameters }: AcceptParameters,
  claim: Claim,
): Promise<string> {
  headOf(expectedAsset);
  const code = isHexString(text, 32) ? undefined : readCode(text);
  const ofLot = code !== undefined && code.serial === undefined && code.lot !== undefined;
  const { quantity, from } = parameters;
  if ((!ofLot || parameters.madeAt === undefined) && parameters.expiry !== undefined) {
    throw new InvalidInput("expiry", parameters.expiry, "must be left out, but for a lot that is declared by madeAt");
  }
  if (code !== undefined) {
    if (!ofLot) {
      const expected = headOf(await headSeen(actor, itemId(code), expectedAsset, { quantity, from }));
      return encode("accept", [requisition, productId(code), serialWord(code), expected, claim]);
    }
    if (parameters.madeAt !== undefined) {
      if (expectedAsset !== undefined) {
        throw new InvalidInput("expectedAsset", expectedAsset, "must be left out where a parcel is declared");
      }
      return encode("acceptLot", [requisition, productId(code), lotOf(code, parameters), claim]);
    }
  }
  const parcel = await shippedUnder(actor, requisition, text);
  const expected = headOf(await headSeen(actor, parcel, expectedAsset, { quantity, from }));
  return encode("acceptParcel", [requisition, parcel, expected, claim]);
}

/** The parcel that a text means among those that are on their way under a requisition. */
export async function shippedUnder(actor: Actor, requisition: Hex, text: string): Promise<Hex> {
  if (isHexString(text, 32)) return text.toLowerCase() as Hex;
  const all = await parcels(actor.connection, { code: text });
  const found = all.filter(
    ({ state, shipment, offeredTo }) => state === "inTransit" && shipment === requisition && offeredTo === 0,
  );
  const [parcel, ...others] = found;
  if (parcel === undefined) throw new NoSuchParcel(text, await ownOrganisation(actor));
  if (others.length > 0) throw new AmbiguousParcel(text, found);
  return parcel.subject;
}
