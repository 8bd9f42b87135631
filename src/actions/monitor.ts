import { encode, type WriteDefinition } from "../client/write.ts";
import { itemId } from "../history/ids.ts";
import { claimOf, seconds, type Time, tenthsOf } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { readCode } from "./targets.ts";

export interface MonitorParameters extends StepParameters {
  /** Lowest reading of the span, in degrees Celsius with at most one decimal. */
  readonly lowest: number;
  /** Highest one. */
  readonly highest: number;
  /** When the span began; left out for a single reading. `occurredAt` says when it ended. */
  readonly from?: Time | undefined;
}

/**
 * Records what the cold chain measured (监测). Outside the product's limits, the item is quarantined by the same step.
 *
 * Duty *keep*, in the custodian or a provider that it appointed for this duty. From any held state, or in transit.
 *
 * @throws `InvalidLimits`, `SpanOutOfOrder` when the span does not end after the last one
 *
 * @example
 * await m.as(keeper).monitor({ code: "(01)09521234543213(21)P-0001", lowest: 2.4, highest: 7.1 });
 */
export const monitor: WriteDefinition<MonitorParameters, Recorded> = {
  encode: (_, parameters) => {
    const item = itemId(readCode(parameters.code));
    const [lowest, highest] = [tenthsOf("lowest", parameters.lowest), tenthsOf("highest", parameters.highest)];
    const from = parameters.from === undefined ? 0 : seconds("from", parameters.from);
    return { data: encode("monitor", [item, lowest, highest, from, claimOf(parameters)]) };
  },
  read: lastEntry,
};
