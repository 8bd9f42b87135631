import { placeNumber } from "../history/ids.ts";
import { type StepParameters, step } from "./step.ts";

export interface StoreParameters extends StepParameters {
  /** Where it is stored, 1 to 32 bytes of UTF-8; recorded by its number (see `namePlace`). */
  readonly place?: string | undefined;
}

/**
 * Stores an item (入库). Never a way out of faulty or repaired.
 *
 * Duty *keep*, in the custodian. From stored or in use.
 *
 * @example
 * await m.as(keeper).store({ code: "(01)09521234543213(21)P-0001", place: "Equipment store" });
 */
export const store = step<StoreParameters>("store", ({ place }) => ({
  value: place === undefined ? 0 : placeNumber(place),
}));
