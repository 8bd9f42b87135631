import { quarantineReasons } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { quarantine as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Quarantines an item (隔离): until it is released, it is not usable. Its state stays; it can still be maintained,
 * repaired, refused, withdrawn and scrapped.
 *
 * Duty *keep*, in the custodian. From any state that is not final, once.
 *
 * @throws `Quarantined` when it is already
 *
 * @example
 * await m.as(keeper).quarantine({ code: "(01)09521234543213(21)P-0001", reason: "suspected" });
 */
export const quarantine = step(verb, ({ reason }) => ({
  value: numberOf(quarantineReasons, reason),
}));
