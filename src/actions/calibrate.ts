import { calibrationResults } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { calibrate as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Records a calibration (强检). The item's state stays. Where its product needs one, it is usable only while one holds.
 *
 * Duty *maintain*, in the custodian or a provider that it appointed for this duty. From any held state.
 * Metrology Law of the People's Republic of China, article 9: measuring instruments for medical care are calibrated
 * compulsorily.
 *
 * @throws `UntilOutOfRange`
 *
 * @example
 * await m.as(technician).calibrate({ code: "(01)09521234543213(21)P-0001", result: "passed", until: new Date("2027-03-01") });
 */
export const calibrate = step(verb, ({ result, until }) => ({
  value: numberOf(calibrationResults, result),
  until,
}));
