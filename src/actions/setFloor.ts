import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { type ApprovalRule, packApprovals } from "../lifecycle/approvals.ts";
import { mined } from "./administer.ts";

export interface SetFloorParameters {
  /** How many approvals are needed at least; 1 where nothing is said. None can be reserved. */
  readonly rules: readonly Omit<ApprovalRule, "outside">[];
}

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
export const setFloor: WriteDefinition<SetFloorParameters, Mined> = {
  encode: (_, { rules }) => ({ data: encode("setFloor", [packApprovals(rules)]) }),
  read: mined,
};
