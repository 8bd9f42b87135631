import { encode } from "../connection/write.ts";
import { actions } from "../lifecycle/vocabulary.ts";
import type { requisition as named } from "../verbs/fields.ts";
import type { ValuesOf } from "../verbs/kinds.ts";
import type { Verb } from "../verbs/verb.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { type Definition, type Recorded, write } from "./step.ts";
import { requisitionOf } from "./targets.ts";

/** A step that only changes a requisition's state. */
export function decide<V extends Verb<"approve" | "reject" | "cancel" | "close">>(verb: V): Definition<V, Recorded> {
  return write(verb, async (actor, given) => {
    const parameters = given as object as ClaimParameters & ValuesOf<typeof named>;
    const requisition = await requisitionOf(actor, parameters);
    return {
      data: encode("decide", [requisition, actions.indexOf(verb.name), claimOf(parameters)]),
      kinds: { [requisition]: "requisition" },
    };
  });
}
