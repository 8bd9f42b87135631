import { remarks } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { note as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Records a coded remark (备注). The item's state stays.
 *
 * Duty *keep*, in the custodian. From any held state.
 *
 * @example
 * await m.as(keeper).note({ code: "(01)09521234543213(21)P-0001", remark: "operatingHours", figure: 1250 });
 */
export const note = step(verb, ({ remark, figure }) => ({
  value: numberOf(remarks, remark) + (figure ?? 0) * 256,
}));
