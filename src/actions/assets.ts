import { isHexString } from "ethers";
import { readSlot } from "../connection/connection.ts";
import type { Actor } from "../connection/write.ts";
import { AmbiguousParcel, NoSuchParcel } from "../errors/parcels.ts";
import { itemId } from "../history/ids.ts";
import { offsetSlot, readCustody, statusSlot } from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { lifecycle } from "../lifecycle/table.ts";
import type { Action } from "../lifecycle/vocabulary.ts";
import { type Parcel, parcels } from "./parcels.ts";
import { ownOrganisation } from "./targets.ts";

/** Steps that only items take. */
const ofItems: ReadonlySet<Action> = new Set<Action>([
  "use",
  "maintain",
  "calibrate",
  "reportFault",
  "repair",
  "reinstate",
]);

/** Steps of the addressee, not of the custodian. */
const ofAddressee: ReadonlySet<Action> = new Set<Action>(["take", "decline"]);

/**
 * The asset that a step is about.
 *
 * @param target - its id; or a code in any form: with a serial, the item; otherwise, the one parcel of this lot or product
 * that the actor's organisation has and the action can be done with
 * @throws `MissingSerial` when only items take the step; {@link NoSuchParcel}, {@link AmbiguousParcel} when the code means
 * no parcel, or more than one
 */
export async function assetFor(actor: Actor, target: string, action: Action): Promise<Hex> {
  if (isHexString(target, 32)) return target.toLowerCase() as Hex;
  const code = readCode(target);
  if (code.serial !== undefined || ofItems.has(action)) return itemId(code);
  const { found, organisation } = await parcelsFor(actor, target, action);
  const [parcel, ...others] = found;
  if (parcel === undefined) throw new NoSuchParcel(target, organisation);
  if (others.length > 0) throw new AmbiguousParcel(target, found);
  return parcel.subject;
}

/** How many base units an asset holds; 1 of an item. */
export async function quantityHeld({ connection }: Actor, asset: Hex): Promise<bigint> {
  return readCustody(await readSlot(connection, offsetSlot(statusSlot("asset", asset), 1))).quantity;
}

/** The actor's organisation's parcels that a code may mean and an action can be done with, by expiry. */
export async function parcelsFor(
  actor: Actor,
  target: string,
  action: Action,
): Promise<{ readonly found: readonly Parcel[]; readonly organisation: number }> {
  const organisation = await ownOrganisation(actor);
  const from: readonly string[] | undefined = lifecycle.asset[action]?.from;
  const all = await parcels(actor.connection, { code: target, organisation });
  const found = all.filter((parcel) => {
    const whose = ofAddressee.has(action) ? parcel.offeredTo : parcel.custodian;
    return whose === organisation && (from?.includes(parcel.state) ?? true);
  });
  return { found, organisation };
}
