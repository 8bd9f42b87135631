import { type Remark, remarks } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { type StepParameters, step } from "./step.ts";
import { numberIn } from "./targets.ts";

export interface NoteParameters extends StepParameters {
  /** What it is about. */
  readonly remark: Remark;
  /** A figure that belongs to it, such as operating hours; a whole number up to 16,777,215. */
  readonly figure?: number | undefined;
}

/**
 * Records a coded remark (备注). The item's state stays.
 *
 * Duty *keep*, in the custodian. From any held state.
 *
 * @example
 * await m.as(keeper).note({ code: "(01)09521234543213(21)P-0001", remark: "operatingHours", figure: 1250 });
 */
export const note = step<NoteParameters>("note", ({ remark, figure }) => ({
  value: numberOf("remark", remarks, remark) + numberIn("figure", figure ?? 0, 0xff_ffff) * 256,
}));
