import { encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { monitor as verb } from "../verbs/items.ts";
import { seconds, type Time, tenthsOf } from "../verbs/values.ts";
import type { ParametersOf } from "../verbs/verb.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

export type MonitorParameters = ParametersOf<typeof verb>;

/**
 * Records what the cold chain measured (监测). Outside the product's limits, the asset is quarantined by the same step. Of
 * several, the result is the last one's entry; `entries` has all.
 *
 * Duty *keep*, in the custodian or a provider that it appointed for this duty. From any held state, or in transit.
 *
 * @throws `InvalidLimits`, `SpanOutOfOrder` when the span does not end after the last one
 *
 * @example
 * await m.as(keeper).monitor({ code: "(01)09521234543213(21)P-0001", lowest: 2.4, highest: 7.1 });
 */
export const monitor = write(verb, async (actor, parameters) => {
  const { lowest, highest, from, occurredAt } = spanOf(parameters);
  const claim = claimOf({ ...parameters, occurredAt });
  const one = async (code: string): Promise<string> =>
    encode("monitor", [await assetFor(actor, code, "monitor"), lowest, highest, from, claim]);
  if (typeof parameters.code === "string") return { data: await one(parameters.code) };
  if (parameters.expected !== undefined) {
    throw new InvalidInput("expected", parameters.expected, rule(must.outForSeveral));
  }
  if (parameters.code.length === 0) throw new InvalidInput("code", parameters.code, rule(must.atLeastOne));
  return { data: encode("multicall", [await Promise.all(parameters.code.map(one))]) };
});

/** The worst readings of a span, in tenths of a degree, and when it was. */
function spanOf({ readings, ...said }: MonitorParameters): {
  readonly lowest: number;
  readonly highest: number;
  readonly from: number;
  readonly occurredAt: Time | undefined;
} {
  if (readings === undefined) {
    const { lowest, highest, from, occurredAt } = said;
    return {
      lowest: tenthsOf("lowest", lowest ?? Number.NaN),
      highest: tenthsOf("highest", highest ?? Number.NaN),
      from: from === undefined ? 0 : seconds("from", from),
      occurredAt,
    };
  }
  const given = (["lowest", "highest", "from", "occurredAt"] as const).find((field) => said[field] !== undefined);
  if (given !== undefined) throw new InvalidInput(given, said[given], rule(must.outWithReadings));
  if (readings.length === 0) throw new InvalidInput("readings", readings, rule(must.atLeastOne));
  const times = readings.map(({ at }, index) => seconds(`readings[${index}].at`, at));
  const celsius = readings.map((reading, index) => {
    if (!Number.isFinite(reading.celsius)) {
      throw new InvalidInput(`readings[${index}].celsius`, reading.celsius, rule(must.celsius));
    }
    return reading.celsius;
  });
  const least = celsius.reduce((a, b) => Math.min(a, b));
  const most = celsius.reduce((a, b) => Math.max(a, b));
  return {
    lowest: tenthsOf("readings", outwards(least, Math.floor)),
    highest: tenthsOf("readings", outwards(most, Math.ceil)),
    from: times.reduce((a, b) => Math.min(a, b)),
    occurredAt: times.reduce((a, b) => Math.max(a, b)),
  };
}

/** In tenths already, but for what no double holds exactly. */
function outwards(celsius: number, round: (tenths: number) => number): number {
  const tenths = celsius * 10;
  return (Math.abs(tenths - Math.round(tenths)) < 1e-6 ? Math.round(tenths) : round(tenths)) / 10;
}
