import { encode, type WriteDefinition } from "../client/write.ts";
import { itemId } from "../history/ids.ts";
import { actions } from "../lifecycle/vocabulary.ts";
import { claimOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { readCode } from "./targets.ts";

/** A decision on scrapping. */
export function decideScrap(action: "approveScrap" | "rejectScrap"): WriteDefinition<StepParameters, Recorded> {
  return {
    encode: (_, { code, ...parameters }) => ({
      data: encode("decideScrap", [itemId(readCode(code)), actions.indexOf(action), claimOf(parameters)]),
    }),
    read: lastEntry,
  };
}

/** What a holder does about a recall. */
export function answerRecall(
  action: "acknowledge" | "remedy" | "confirmRemedy",
): WriteDefinition<StepParameters, Recorded> {
  return {
    encode: (_, { code, ...parameters }) => ({
      data: encode("answerRecall", [itemId(readCode(code)), actions.indexOf(action), claimOf(parameters)]),
    }),
    read: lastEntry,
  };
}
