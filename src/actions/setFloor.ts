import { encode } from "../connection/write.ts";
import { setFloor as verb } from "../verbs/administration.ts";
import { packApprovals } from "../verbs/approvals.ts";
import { mined, write } from "./step.ts";

/**
 * Sets the least number of approvals that every organisation's decisions need, replacing what was set before.
 *
 * Duty *approve*, in a regulator.
 *
 * @throws `RoleMissing`
 *
 * @example
 * await m.as(officer).setFloor({ rules: [{ purpose: "buy", kind: "device", riskClass: 3, approvals: 2 }] });
 */
export const setFloor = write(verb, (_, { rules }) => ({ data: encode("setFloor", [packApprovals(rules)]) }), {
  read: mined,
});
