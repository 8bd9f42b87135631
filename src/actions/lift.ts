import { encode } from "../connection/write.ts";
import { lift as verb } from "../verbs/recalls.ts";
import { claimOf } from "./claim.ts";
import { targetOf } from "./recall.ts";
import { write } from "./step.ts";

/**
 * Lifts a recall (解除召回).
 *
 * Duty *recall*, in a regulator, or in the organisation that raised it; a regulator's recall, in a regulator.
 *
 * @throws `RecallOfAnother`, `NotRecalled`, `DetailsRequired`
 *
 * @example
 * await m.as(recaller).lift({ target: "(01)06934567000019(10)L-2026-07", details: commitment });
 */
export const lift = write(verb, (_, parameters) => {
  const { verb, product, unit, kinds } = targetOf(parameters.target);
  const claim = claimOf(parameters);
  const data = verb === "batch" ? encode("liftBatch", [product, unit, claim]) : encode("lift", [product, unit, claim]);
  return { data, kinds };
});
