import { encode, type WriteDefinition } from "../connection/write.ts";
import { actions } from "../lifecycle/vocabulary.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { requisitionOf } from "./targets.ts";

/** What a step on a requisition needs that only changes its state. */
export interface RequisitionParameters extends ClaimParameters {
  /** The requisition's id, or the own reference of the actor's organisation. */
  readonly requisition: string;
}

/** A step that only changes a requisition's state. */
export function decide(
  action: "approve" | "reject" | "cancel" | "close",
): WriteDefinition<RequisitionParameters, Recorded> {
  return {
    encode: async (actor, parameters) => {
      const requisition = await requisitionOf(actor, parameters.requisition);
      return {
        data: encode("decide", [requisition, actions.indexOf(action), claimOf(parameters)]),
        kinds: { [requisition]: "requisition" },
      };
    },
    read: lastEntry,
  };
}
