import { encode } from "../connection/write.ts";
import { setPolicy as verb } from "../verbs/administration.ts";
import { packApprovals } from "../verbs/approvals.ts";
import { mined, write } from "./step.ts";

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
export const setPolicy = write(
  verb,
  (_, { rules, outsideApprover, urgent }) => {
    const policy = {
      approvals: packApprovals(rules),
      outsideApprover: outsideApprover ?? 0,
      urgent: urgent ?? false,
    };
    return { data: encode("setPolicy", [policy]) };
  },
  { read: mined },
);
