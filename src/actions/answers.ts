import { encode } from "../connection/write.ts";
import { actions } from "../lifecycle/vocabulary.ts";
import type { Verb } from "../verbs/verb.ts";
import { assetFor } from "./assets.ts";
import { ANY_HEAD, claimOf } from "./claim.ts";
import { headSeen, headSeenFromOutside, onSeenHead } from "./seen.ts";
import { type Definition, type Recorded, type StepParameters, write } from "./step.ts";

/** A decision on scrapping. */
export function decideScrap<V extends Verb<"approveScrap" | "rejectScrap">>(verb: V): Definition<V, Recorded> {
  return write(verb, async (actor, given) => {
    const { code, ...parameters } = given as object as StepParameters;
    const claim = claimOf(parameters);
    const asset = await assetFor(actor, code, verb.name);
    const expected = (await headSeenFromOutside(actor, asset, parameters.expected)) ?? ANY_HEAD;
    return { data: encode("decideScrap", [asset, actions.indexOf(verb.name), { ...claim, expected }]) };
  });
}

/** What a holder does about a recall. */
export function answerRecall<V extends Verb<"acknowledge" | "remedy" | "confirmRemedy">>(
  verb: V,
): Definition<V, Recorded> {
  return write(verb, async (actor, given) => {
    const { code, ...parameters } = given as object as StepParameters;
    const claim = claimOf(parameters);
    const asset = await assetFor(actor, code, verb.name);
    const head = onSeenHead.has(verb.name) ? await headSeen(actor, asset, parameters.expected) : parameters.expected;
    const expected = head ?? ANY_HEAD;
    return { data: encode("answerRecall", [asset, actions.indexOf(verb.name), { ...claim, expected }]) };
  });
}
