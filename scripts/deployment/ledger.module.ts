import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The ledger with its linked library, and the lens to look at it; `council` is the account that owns it. */
export default buildModule("Medtrace", (m) => {
  const requisitions = m.library("Requisitions");
  const ledger = m.contract("Ledger", [m.getParameter("council")], { libraries: { Requisitions: requisitions } });
  const lens = m.contract("LedgerLens", [ledger]);
  return { ledger, lens, requisitions };
});
