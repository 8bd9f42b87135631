import { placeNumber } from "../history/ids.ts";
import { type StepParameters, step } from "./step.ts";

export interface UseParameters extends StepParameters {
  /** Where it is used, 1 to 32 bytes of UTF-8; recorded by its number (see `namePlace`). */
  readonly place?: string | undefined;
}

/**
 * Puts an item to use (使用); one of a single-use product is consumed.
 *
 * Duty *use*, in the custodian. From stored or in use.
 *
 * @example
 * await m.as(nurse).use({ code: "(01)09521234543213(21)P-0001", place: "ICU-3" });
 */
export const use = step<UseParameters>("use", ({ place }) => ({ value: place === undefined ? 0 : placeNumber(place) }));
