import type { Hex } from "../history/types.ts";

/** Where a ledger is deployed, and what tells its chain and its code apart from others. */
export interface Deployment {
  readonly chainId: number;
  /** The hash of the chain's first block: two chains may share an id. */
  readonly genesis: Hex;
  readonly ledger: Hex;
  /** keccak256 of the code at the ledger's address. */
  readonly codeHash: Hex;
  /** The contract that shows the ledger's slots as what they mean, for explorers and people. */
  readonly lens: Hex;
  /** The linked libraries, by name. */
  readonly libraries: Readonly<Record<string, Hex>>;
  /** The block in which the ledger was deployed. */
  readonly block: number;
}
