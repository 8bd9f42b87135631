import { isHexString, ZeroHash } from "ethers";
import { type Actor, encode } from "../connection/write.ts";
import { assetOf, readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { refusalReasons } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { refuse as verb } from "../verbs/requisitions.ts";
import { shippedUnder } from "./accept.ts";
import { ANY_HEAD, claimOf } from "./claim.ts";
import { headSeen } from "./seen.ts";
import { wholeOf } from "./ship.ts";
import { write } from "./step.ts";
import { requisitionOf } from "./targets.ts";

/**
 * Refuses delivered goods (拒收): an asset is stored at the supplier again, the requisition stays shipped.
 *
 * Duty *inspect*, in the consignee. From shipped.
 *
 * @example
 * await m.as(inspector).refuse({ requisition: "2026-031", code: "(01)09521234543213(21)P-0001", reason: "damaged" });
 */
export const refuse = write(verb, async (actor, parameters) => {
  const requisition = await requisitionOf(actor, parameters);
  const asset = parameters.code === undefined ? undefined : await refused(actor, requisition, parameters.code);
  const quantity = await wholeOf(actor, asset, parameters.quantity);
  const value = numberOf(refusalReasons, parameters.reason);
  const claim = claimOf(parameters, { value });
  const { expectedAsset } = parameters;
  const head = asset === undefined ? expectedAsset : await headSeen(actor, asset, expectedAsset);
  const data = encode("refuse", [requisition, asset ?? ZeroHash, quantity, head ?? ANY_HEAD, claim]);
  return { data, kinds: { [requisition]: "requisition" } };
});

async function refused(actor: Actor, requisition: Hex, text: string): Promise<Hex> {
  if (isHexString(text, 32) || readCode(text).serial !== undefined) return assetOf(text);
  return shippedUnder(actor, requisition, text);
}
