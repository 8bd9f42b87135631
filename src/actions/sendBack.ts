import { readSlot } from "../connection/connection.ts";
import { type Actor, encode } from "../connection/write.ts";
import { offsetSlot, productSlot, readCustody, readProduct, statusSlot } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { terms } from "../lifecycle/vocabulary.ts";
import { sendBack as verb } from "../verbs/transfers.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";
import { ownOrganisation } from "./targets.ts";
import { type Passage, wayOf } from "./way.ts";

/**
 * Sends an asset back (退回): to its owner, to its manufacturer, or the way it came, which its entries prove. Its ownership goes
 * too, if the sender has it. Also when it is quarantined, recalled or expired.
 *
 * Duty *keep*, in the custodian. From inspected, stored, faulty or repaired.
 *
 * @throws `NotItsOrigin`, `UntilOutOfRange`
 *
 * @example
 * await m.as(keeper).sendBack({ code: "(01)09521234543213(21)P-0001", to: 2, until: new Date("2026-12-01") });
 */
export const sendBack = write(
  verb,
  async (actor, parameters) => {
    const claim = claimOf(parameters, { until: parameters.until });
    const to = parameters.to;
    const asset = await assetFor(actor, parameters.code, "sendBack");
    const way = (await isKnown(actor, asset, to)) ? [] : await wayFrom(actor, asset, to);
    return { data: encode("sendBack", [asset, to, [...way], claim]) };
  },
  { replays: true },
);

/** Whether the ledger knows without any proof that an asset may go there: to its owner, or its manufacturer. */
async function isKnown({ connection }: Actor, asset: Hex, to: number): Promise<boolean> {
  const custody = readCustody(await readSlot(connection, offsetSlot(statusSlot("asset", asset), 1)));
  if (custody.owner === to) return true;
  return readProduct(await readSlot(connection, offsetSlot(productSlot(custody.product), 1))).manufacturer === to;
}

/** The entries since an asset came from there: accepted under a requisition, or taken, and not only sent back. */
async function wayFrom(actor: Actor, asset: Hex, from: number): Promise<readonly Passage[]> {
  const own = await ownOrganisation(actor);
  return wayOf(actor.connection, asset, ({ action, organisation, counterpart, value }) => {
    const came = action === "accept" || (action === "take" && terms[value] !== "returned");
    return came && organisation === own && counterpart === from;
  });
}
