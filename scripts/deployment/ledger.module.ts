import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The libraries that are linked into the ledger. */
export const libraryNames = [
  "Administration",
  "AssetSteps",
  "Corrections",
  "Deliveries",
  "Enrolments",
  "Parcels",
  "Recalls",
  "Registrations",
  "Requisitions",
] as const;

/** The ledger with its linked libraries, and the lens to look at it; `council` is the account that owns it. */
export default buildModule("Medtrace", (m) => {
  const libraries = {
    Administration: m.library("Administration"),
    AssetSteps: m.library("AssetSteps"),
    Corrections: m.library("Corrections"),
    Deliveries: m.library("Deliveries"),
    Enrolments: m.library("Enrolments"),
    Parcels: m.library("Parcels"),
    Recalls: m.library("Recalls"),
    Registrations: m.library("Registrations"),
    Requisitions: m.library("Requisitions"),
  };
  const ledger = m.contract("Ledger", [m.getParameter("council")], { libraries });
  const lens = m.contract("LedgerLens", [ledger]);
  return { ledger, lens, ...libraries };
});
