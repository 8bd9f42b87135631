import { isHexString } from "ethers";
import { type Actor, encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { AmbiguousParcel, NoSuchParcel } from "../errors/parcels.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { itemId, productId, serialWord } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { accept as verb } from "../verbs/requisitions.ts";
import { seconds } from "../verbs/values.ts";
import type { ParametersOf } from "../verbs/verb.ts";
import { ANY_HEAD, type Claim, claimOf } from "./claim.ts";
import { lotOf } from "./lots.ts";
import { parcels } from "./parcels.ts";
import { headSeen } from "./seen.ts";
import { write } from "./step.ts";
import { ownOrganisation, requisitionOf } from "./targets.ts";

export type AcceptParameters = ParametersOf<typeof verb>;

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
export const accept = write(verb, async (actor, parameters) => {
  const requisition = await requisitionOf(actor, parameters);
  const value = parameters.madeAt === undefined ? 0 : seconds("madeAt", parameters.madeAt);
  const claim = claimOf(parameters, { value });
  return { data: await encodeAs(actor, requisition, parameters, claim), kinds: { [requisition]: "requisition" } };
});

async function encodeAs(
  actor: Actor,
  requisition: Hex,
  { code: text, expectedAsset, ...parameters }: AcceptParameters,
  claim: Claim,
): Promise<string> {
  const code = isHexString(text, 32) ? undefined : readCode(text);
  const ofLot = code !== undefined && code.serial === undefined && code.lot !== undefined;
  const { quantity, from } = parameters;
  if ((!ofLot || parameters.madeAt === undefined) && parameters.expiry !== undefined) {
    throw new InvalidInput("expiry", parameters.expiry, rule(must.outButDeclared));
  }
  if (code !== undefined) {
    if (!ofLot) {
      const expected = (await headSeen(actor, itemId(code), expectedAsset, { quantity, from })) ?? ANY_HEAD;
      return encode("accept", [requisition, productId(code), serialWord(code), expected, claim]);
    }
    if (parameters.madeAt !== undefined) {
      if (expectedAsset !== undefined) {
        throw new InvalidInput("expectedAsset", expectedAsset, rule(must.outForDeclared));
      }
      return encode("acceptLot", [requisition, productId(code), lotOf(code, parameters), claim]);
    }
  }
  const parcel = await shippedUnder(actor, requisition, text);
  const expected = (await headSeen(actor, parcel, expectedAsset, { quantity, from })) ?? ANY_HEAD;
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
