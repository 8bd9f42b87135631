import { canonicalProduct } from "../codes/canonical.ts";
import { encode, type WriteDefinition } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { nameText } from "../history/ids.ts";
import { type ProductKind, productKinds, type Tracking, trackings } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type ClaimParameters, claimOf, seconds, type Time } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { numberIn, organisationOf, readCode } from "./targets.ts";

export interface RegisterParameters extends ClaimParameters {
  /** The product's code, in any form; a GTIN is enough. */
  readonly product: string;
  /** What people call it, 1 to 96 bytes of UTF-8, Chinese and English in one: "infusion pump 输液泵". */
  readonly name: string;
  readonly kind: ProductKind;
  /** Risk class, 1 to 3. */
  readonly riskClass: 1 | 2 | 3;
  /** Whether one use consumes it; `false` by default. */
  readonly singleUse?: boolean | undefined;
  /** How its units are told apart: by "serial" (items), which is the default, or by "lot" (parcels of batches). */
  readonly tracking?: Tracking | undefined;
  /** How many base units, which all quantities count, make a pack; 1 by default, and where it is told apart by serial. */
  readonly unitsPerPack?: number | undefined;
  /** The manufacturer's number; left out if it is not on the ledger. */
  readonly manufacturer?: number | undefined;
  /** Units may be made from here … */
  readonly registeredFrom: Time;
  /** … to here. */
  readonly registeredUntil: Time;
}

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
export const register: WriteDefinition<RegisterParameters, Recorded> = {
  encode: (_, parameters) => ({ data: encode("register", [registrationOf(parameters), claimOf(parameters)]) }),
  read: lastEntry,
};

/** The ledger's `Registration`. */
export function registrationOf(parameters: RegisterParameters) {
  return {
    code: canonicalProduct(readCode(parameters.product)),
    name: nameText("name", parameters.name),
    kind: numberOf("kind", productKinds, parameters.kind),
    riskClass: numberIn("riskClass", parameters.riskClass, 3),
    singleUse: parameters.singleUse ?? false,
    tracking: trackingOf(parameters.tracking ?? "serial"),
    unitsPerPack: numberIn("unitsPerPack", parameters.unitsPerPack ?? 1, 0xffff),
    manufacturer: organisationOf("manufacturer", parameters.manufacturer ?? 0),
    registeredFrom: seconds("registeredFrom", parameters.registeredFrom),
    registeredUntil: seconds("registeredUntil", parameters.registeredUntil),
  };
}

/** The first of them is a real one, and no "none". */
function trackingOf(tracking: Tracking): number {
  const number = trackings.indexOf(tracking);
  if (number < 0) throw new InvalidInput("tracking", tracking, `must be one of ${trackings.join(", ")}`);
  return number;
}
