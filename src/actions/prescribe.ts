import { encode } from "../connection/write.ts";
import { productId } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import { prescribe as verb } from "../verbs/products.ts";
import { tenthsOf } from "../verbs/values.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

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
export const prescribe = write(verb, (_, parameters) => {
  const { witnessed = false, calibrationInterval = 0, limits = { lowest: 0, highest: 0 } } = parameters;
  const product = productId(readCode(parameters.product));
  const prescription = {
    witnessed,
    calibrationInterval: calibrationInterval,
    lowest: tenthsOf("lowest", limits.lowest),
    highest: tenthsOf("highest", limits.highest),
  };
  return { data: encode("prescribe", [product, prescription, claimOf(parameters)]) };
});
