import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { type ApprovalRule, packApprovals } from "../lifecycle/approvals.ts";
import { mined } from "./administer.ts";
import { organisationOf } from "./targets.ts";

export interface SetPolicyParameters {
  /** How many approvals are needed, by purpose, kind and risk class; 1 where nothing is said. */
  readonly rules: readonly ApprovalRule[];
  /** The number of the organisation that the reserved approvals belong to (主管部门、财政). */
  readonly outsideApprover?: number | undefined;
  /** Whether members may apply urgently (紧急采购); `false` by default. */
  readonly urgent?: boolean | undefined;
}

/**
 * Sets how the administrator's organisation decides on buying and scrapping, replacing what was set before. Where the
 * regulators' floor is stricter, that prevails.
 *
 * Duty *administer*.
 *
 * @throws `InvalidPolicy`, `OwnOrganisation`, `RoleMissing`, `UnknownOrganisation`
 *
 * @example
 * await m.as(administrator).setPolicy({
 *   rules: [{ purpose: "buy", kind: "device", riskClass: 3, approvals: 2, outside: true }],
 *   outsideApprover: 6,
 * });
 */
export const setPolicy: WriteDefinition<SetPolicyParameters, Mined> = {
  encode: (_, { rules, outsideApprover, urgent }) => {
    const policy = {
      approvals: packApprovals(rules),
      outsideApprover: organisationOf("outsideApprover", outsideApprover ?? 0),
      urgent: urgent ?? false,
    };
    return { data: encode("setPolicy", [policy]) };
  },
  read: mined,
};
