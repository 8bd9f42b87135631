import { encode } from "../connection/write.ts";
import { order as verb } from "../verbs/requisitions.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";
import { requisitionOf } from "./targets.ts";

/**
 * Orders what was approved, or is urgent (采购).
 *
 * Duty *buy*, in the organisation that applied. From approved; from requested if it is urgent (紧急采购).
 *
 * @throws `OnlyThroughManufacturer` when no supplier is named for goods whose manufacturer is on the ledger
 *
 * @example
 * await m.as(buyer).order({ requisition: "2026-031", supplier: 2 });
 */
export const order = write(verb, async (actor, parameters) => {
  const requisition = await requisitionOf(actor, parameters);
  const supplier = parameters.supplier ?? 0;
  const consignee = parameters.consignee ?? 0;
  return {
    data: encode("order", [requisition, supplier, consignee, claimOf(parameters)]),
    kinds: { [requisition]: "requisition" },
  };
});
