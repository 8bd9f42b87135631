import { Interface } from "ethers";
import { ledgerAbi } from "../generated/abi.ts";
import type { LedgerInterface } from "../typechain/Ledger.ts";

/** The ledger's interface: every function, event and error, those of its linked library included. */
export const ledgerInterface = new Interface(ledgerAbi) as LedgerInterface;

export { ledgerAbi };
