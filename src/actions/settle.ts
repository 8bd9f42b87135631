import { encode } from "../connection/write.ts";
import { terms } from "../lifecycle/vocabulary.ts";
import { settle as verb } from "../verbs/requisitions.ts";
import { assetFor } from "./assets.ts";
import { ANY_HEAD, claimOf } from "./claim.ts";
import { headSeen } from "./seen.ts";
import { write } from "./step.ts";
import { ownOrganisation, requisitionOf } from "./targets.ts";
import { wayOf } from "./way.ts";

/**
 * Settles consigned goods (寄售) that the actor's organisation used: links them to a requisition ordered from whose they
 * were; of a parcel, what was dispensed and not settled, as far as the requisition has room. The result is the asset's entry; `entries` has the requisition's too.
 *
 * Duty *buy*, in the organisation that applied, but not of who took the goods on consignment. From ordered or shipped; the asset in any state, wherever it is now.
 *
 * @throws `OwnWork`, `NothingToSettle`, `WrongOrganisation`, `WrongProduct`, `QuantityOutOfRange`
 *
 * @example
 * await m.as(buyer).settle({ requisition: "2026-040", code: "(01)09521234543220(21)I-0001" });
 */
export const settle = write(
  verb,
  async (actor, parameters) => {
    const requisition = await requisitionOf(actor, parameters);
    const claim = claimOf(parameters);
    const asset = await assetFor(actor, parameters.code, "settle");
    const head = await headSeen(actor, asset, parameters.expectedAsset);
    const own = await ownOrganisation(actor);
    const way = await wayOf(actor.connection, asset, ({ action, organisation, value }) => {
      return action === "take" && organisation === own && terms[value] === "consignment";
    });
    const data = encode("settle", [requisition, asset, [...way], head ?? ANY_HEAD, claim]);
    return { data, kinds: { [requisition]: "requisition" } };
  },
  { replays: true },
);
