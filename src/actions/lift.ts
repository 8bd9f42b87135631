import { encode, type WriteDefinition } from "../connection/write.ts";
import type { Hex } from "../history/types.ts";
import { claimOf } from "./claim.ts";
import { type RecallTarget, targetOf } from "./recall.ts";
import { lastEntry, type Recorded } from "./step.ts";

export interface LiftParameters extends RecallTarget {
  /** Commitment to the report on the recall's effectiveness, 32 bytes. */
  readonly details: Hex;
}

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
export const lift: WriteDefinition<LiftParameters, Recorded> = {
  encode: (_, parameters) => {
    const { verb, product, unit, kinds } = targetOf(parameters.target);
    const claim = claimOf(parameters);
    const data =
      verb === "batch" ? encode("liftBatch", [product, unit, claim]) : encode("lift", [product, unit, claim]);
    return { data, kinds };
  },
  read: lastEntry,
};
