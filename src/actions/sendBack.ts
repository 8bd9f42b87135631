import { encode, type WriteDefinition } from "../client/write.ts";
import { assetFor } from "./assets.ts";
import { claimOf, type Time } from "./claim.ts";
import { lastEntry, type Recorded, type StepParameters } from "./step.ts";
import { organisationOf } from "./targets.ts";

export interface SendBackParameters extends StepParameters {
  /** The number of the owner; of the own goods, that of the supplier that delivered them, or of their manufacturer. */
  readonly to: number;
  /** The last second to take it, at most 30 days from now. */
  readonly until: Time;
}

/**
 * Sends an item back (退回): what is borrowed to its owner, what is owned to its supplier or manufacturer, which owns it once
 * it takes it. Also when it is quarantined or recalled.
 *
 * Duty *keep*, in the custodian. From stored, faulty or repaired.
 *
 * @throws `NotItsOrigin`, `UntilOutOfRange`
 *
 * @example
 * await m.as(keeper).sendBack({ code: "(01)09521234543213(21)P-0001", to: 2, until: new Date("2026-12-01") });
 */
export const sendBack: WriteDefinition<SendBackParameters, Recorded> = {
  encode: async (actor, parameters) => {
    const claim = claimOf(parameters, { until: parameters.until });
    const to = organisationOf("to", parameters.to);
    return { data: encode("sendBack", [await assetFor(actor, parameters.code, "sendBack"), to, claim]) };
  },
  read: lastEntry,
};
