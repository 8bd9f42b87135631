import { type Connection, readSlots } from "../connection/connection.ts";
import { policySlot, readPolicy } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { type ApprovalRule, unpackApprovals } from "../verbs/approvals.ts";
import { organisationOf } from "./targets.ts";

/** How an organisation decides on buying and scrapping. */
export interface Policy {
  /** Its own rules; one approval where nothing is said. */
  readonly rules: readonly ApprovalRule[];
  /** The regulators' floor: the stricter of both prevails. */
  readonly floor: readonly ApprovalRule[];
  /** The number of the organisation that the reserved approvals belong to; `undefined` for none. */
  readonly outsideApprover: number | undefined;
  /** Whether its members may apply urgently (紧急采购). */
  readonly urgent: boolean;
}

/**
 * Reads how an organisation decides on buying and scrapping.
 *
 * @param connection - the connection
 * @param organisation - its number
 *
 * @example
 * const { rules, floor } = await m.policy(1);
 */
export async function policy(connection: Connection, organisation: number): Promise<Policy> {
  return policyAt(connection, organisationOf("organisation", organisation));
}

/** The same at a block; without one, at the newest. */
export async function policyAt(connection: Connection, organisation: number, block?: number): Promise<Policy> {
  const keys = [policySlot(organisation), policySlot(0)];
  const [own, floor] = (await readSlots(connection, keys, block)) as [Hex, Hex];
  const { approvals, outsideApprover, urgent } = readPolicy(own);
  return {
    rules: unpackApprovals(approvals),
    floor: unpackApprovals(readPolicy(floor).approvals),
    outsideApprover: outsideApprover === 0 ? undefined : outsideApprover,
    urgent,
  };
}
