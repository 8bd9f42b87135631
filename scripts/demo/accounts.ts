import { HDNodeWallet } from "ethers";

/** The phrase of Hardhat's own development accounts: known to everybody, and good for nothing but a local chain. */
const PHRASE = "test test test test test test test test test test test junk";

/** The demo's accounts, in the order of the node's. */
const cast = [
  "council",
  "hospitalAdministrator",
  "manufacturerAdministrator",
  "providerAdministrator",
  "regulatorAdministrator",
  "officer",
  "applicant",
  "approver",
  "buyer",
  "inspector",
  "nurse",
  "keeper",
  "engineer",
  "head",
  "disposer",
  "seller",
  "technician",
  "stranger",
  "secondAdministrator",
  "secondInspector",
  "secondKeeper",
  "secondNurse",
  "witness",
  "maker",
  "recaller",
  "warden",
  "pharmacist",
  "secondHead",
  "secondDisposer",
] as const;

/** Who takes part in the demo. */
export type Person = (typeof cast)[number];

/** The signers of the demo. */
export const accounts = Object.fromEntries(
  cast.map((person, index) => [person, HDNodeWallet.fromPhrase(PHRASE, undefined, `m/44'/60'/0'/0/${index}`)]),
) as Readonly<Record<Person, HDNodeWallet>>;

/** Whether somebody takes part in the demo. */
export function isPerson(name: string): name is Person {
  return (cast as readonly string[]).includes(name);
}

/** Who an account of the demo is. */
export function personOf(address: string): Person | undefined {
  return cast.find((person) => accounts[person].address.toLowerCase() === address.toLowerCase());
}
