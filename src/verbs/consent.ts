import type { Hex } from "../history/types.ts";

/**
 * An account's signed consent to become a member (入职同意): whoever administers the organisation brings it to the ledger. It is plain
 * JSON, and no secret: it holds for this organisation, ledger and chain, until its last second, and once.
 */
export interface Consent {
  readonly account: Hex;
  /** The organisation's number. */
  readonly organisation: number;
  /** Last second at which it may be brought, unix seconds. */
  readonly until: number;
  /** The chain and the ledger that it is for. */
  readonly chainId: number;
  readonly ledger: Hex;
  /** EIP-712; of a contract account, what that takes for a signature (ERC-1271). */
  readonly signature: Hex;
}
