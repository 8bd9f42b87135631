import { encode, type WriteDefinition } from "../client/write.ts";
import { actions } from "../lifecycle/vocabulary.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";

/** A decision on scrapping. */
export function decideScrap(action: "approveScrap" | "rejectScrap"): WriteDefinition<StepParameters, Recorded> {
  return {
    encode: async (actor, { code, ...parameters }) => ({
      data: encode("decideScrap", [await assetFor(actor, code, action), actions.indexOf(action), claimOf(parameters)]),
    }),
    read: lastEntry,
  };
}

/** What a holder does about a recall. */
export function answerRecall(
  action: "acknowledge" | "remedy" | "confirmRemedy",
): WriteDefinition<StepParameters, Recorded> {
  return {
    encode: async (actor, { code, ...parameters }) => ({
      data: encode("answerRecall", [await assetFor(actor, code, action), actions.indexOf(action), claimOf(parameters)]),
    }),
    read: lastEntry,
  };
}
