import { canonicalProduct } from "../codes/canonical.ts";
import { encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { readCode } from "../history/subjects.ts";
import { productKinds, type Tracking, trackings } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { register as verb } from "../verbs/products.ts";
import { seconds } from "../verbs/values.ts";
import type { ParametersOf } from "../verbs/verb.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

export type RegisterParameters = ParametersOf<typeof verb>;

/**
 * Registers a product (注册). The result's `subject` is the product's id.
 *
 * Duty *approve*, in a regulator.
 *
 * @throws `SubjectExists` when it is registered already, `InvalidPeriod`, `RoleMissing`
 *
 * @example
 * await m.as(officer).register({ product: "09521234543213", name: "infusion pump 输液泵", kind: "device", riskClass: 2, registeredFrom, registeredUntil });
 */
export const register = write(verb, (_, parameters) => ({
  data: encode("register", [registrationOf(parameters), claimOf(parameters)]),
}));

/** The ledger's `Registration`. */
export function registrationOf(parameters: RegisterParameters) {
  return {
    code: canonicalProduct(readCode(parameters.product)),
    name: parameters.name,
    kind: numberOf(productKinds, parameters.kind),
    riskClass: parameters.riskClass,
    singleUse: parameters.singleUse ?? false,
    tracking: trackingOf(parameters.tracking ?? "serial"),
    unitsPerPack: parameters.unitsPerPack ?? 1,
    manufacturer: parameters.manufacturer ?? 0,
    registeredFrom: seconds("registeredFrom", parameters.registeredFrom),
    registeredUntil: seconds("registeredUntil", parameters.registeredUntil),
  };
}

/** The first of them is a real one, and no "none". */
function trackingOf(tracking: Tracking): number {
  const number = trackings.indexOf(tracking);
  if (number < 0) throw new InvalidInput("tracking", tracking, rule(must.oneOf, { words: trackings }));
  return number;
}
