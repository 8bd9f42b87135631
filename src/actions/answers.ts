import { encode, type WriteDefinition } from "../connection/write.ts";
import { actions } from "../lifecycle/vocabulary.ts";
import { assetFor } from "./assets.ts";
import { claimOf, headOf } from "./claim.ts";
import { headSeen, headSeenFromOutside, onSeenHead } from "./seen.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";

/** A decision on scrapping. */
export function decideScrap(action: "approveScrap" | "rejectScrap"): WriteDefinition<StepParameters, Recorded> {
  return {
    encode: async (actor, { code, ...parameters }) => {
      const claim = claimOf(parameters);
      const asset = await assetFor(actor, code, action);
      const expected = await headSeenFromOutside(actor, asset, parameters.expected);
      return {
        data: encode("decideScrap", [asset, actions.indexOf(action), { ...claim, expected: headOf(expected) }]),
      };
    },
    read: lastEntry,
  };
}

/** What a holder does about a recall. */
export function answerRecall(
  action: "acknowledge" | "remedy" | "confirmRemedy",
): WriteDefinition<StepParameters, Recorded> {
  return {
    encode: async (actor, { code, ...parameters }) => {
      const claim = claimOf(parameters);
      const asset = await assetFor(actor, code, action);
      const { expected } = parameters;
      const head = onSeenHead.has(action) ? await headSeen(actor, asset, expected) : expected;
      return { data: encode("answerRecall", [asset, actions.indexOf(action), { ...claim, expected: headOf(head) }]) };
    },
    read: lastEntry,
  };
}
