import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The ledger with its linked library; `council` is the account that owns it. */
export default buildModule("Medtrace", (m) => {
  const requisitions = m.library("Requisitions");
  const ledger = m.contract("Ledger", [m.getParameter("council")], { libraries: { Requisitions: requisitions } });
  return { ledger, requisitions };
});
