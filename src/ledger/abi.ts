import { Ledger__factory } from "../typechain/factories/Ledger__factory.ts";

/** The ledger's interface: every function, event and error, those of its linked library included. */
export const ledgerInterface = Ledger__factory.createInterface();
