import { ZeroHash } from "ethers";
import type { Hex } from "../history/types.ts";
import type { Claim as ClaimFields } from "../verbs/fields.ts";
import type { ValuesOf } from "../verbs/kinds.ts";
import { seconds, type Time } from "../verbs/values.ts";

/** What any step may say about itself: the head it builds on, when it happened, which document is behind it. */
export type ClaimParameters = ValuesOf<ClaimFields>;

/** The ledger's `Claim`. */
export interface Claim {
  readonly expected: Hex;
  readonly value: number;
  readonly until: number;
  readonly occurredAt: number;
  readonly details: Hex;
}

/** Stands for any head. */
export const ANY_HEAD: Hex = `0x${"00".repeat(27)}`;

/**
 * Builds the ledger's claim.
 *
 * @param parameters - what the caller says
 * @param said - the action's own `value` and `until`
 */
export function claimOf(
  parameters: ClaimParameters,
  said: { readonly value?: number; readonly until?: Time | undefined } = {},
): Claim {
  const { expected = ANY_HEAD, details = ZeroHash as Hex, occurredAt } = parameters;
  return {
    expected,
    value: said.value ?? 0,
    until: said.until === undefined ? 0 : seconds("until", said.until),
    occurredAt: occurredAt === undefined ? 0 : seconds("occurredAt", occurredAt),
    details,
  };
}
