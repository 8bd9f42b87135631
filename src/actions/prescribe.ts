import { encode, type WriteDefinition } from "../connection/write.ts";
import { productId } from "../history/ids.ts";
import { type ClaimParameters, claimOf, tenthsOf } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { numberIn, readCode } from "./targets.ts";

export interface PrescribeParameters extends ClaimParameters {
  /** The product's code, in any form; a GTIN is enough. */
  readonly product: string;
  /** Whether a second person must confirm each acceptance (双人验收); `false` by default. */
  readonly witnessed?: boolean | undefined;
  /** For how many days a calibration (强检) holds at most; left out where none is needed. */
  readonly calibrationInterval?: number | undefined;
  /** Lowest and highest temperature to keep it at, in degrees Celsius; left out for no limits. */
  readonly limits?: { readonly lowest: number; readonly highest: number } | undefined;
}

/**
 * Prescribes how a product is cared for (规定), replacing what was before.
 *
 * Duty *approve*, in a regulator. Metrology Law, article 9, for calibration.
 *
 * @throws `InvalidLimits`, `RoleMissing`
 *
 * @example
 * await m.as(officer).prescribe({ product: "09521234543213", calibrationInterval: 365 });
 */
export const prescribe: WriteDefinition<PrescribeParameters, Recorded> = {
  encode: (_, parameters) => {
    const { witnessed = false, calibrationInterval = 0, limits = { lowest: 0, highest: 0 } } = parameters;
    const product = productId(readCode(parameters.product));
    const prescription = {
      witnessed,
      calibrationInterval: numberIn("calibrationInterval", calibrationInterval, 0xffff),
      lowest: tenthsOf("lowest", limits.lowest),
      highest: tenthsOf("highest", limits.highest),
    };
    return { data: encode("prescribe", [product, prescription, claimOf(parameters)]) };
  },
  read: lastEntry,
};
