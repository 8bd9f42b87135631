import { placeNumber } from "../history/ids.ts";
import { type StepParameters, step } from "./step.ts";

export interface MoveParameters extends StepParameters {
  /** Where it is now, 1 to 32 bytes of UTF-8; recorded by its number (see `namePlace`). */
  readonly place: string;
}

/**
 * Moves a held item to another place of its custodian (转移). Its state stays.
 *
 * Duty *keep*, in the custodian. From stored, in use, faulty or repaired.
 *
 * @example
 * await m.as(keeper).move({ code: "(01)09521234543213(21)P-0001", place: "Ward 7" });
 */
export const move = step<MoveParameters>("move", ({ place }) => ({ value: placeNumber(place) }));
