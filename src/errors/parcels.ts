import type { Hex } from "../history/types.ts";
import { MedtraceError } from "./base.ts";

/** A parcel that a code may mean, in short. */
export interface ParcelInShort {
  readonly subject: Hex;
  readonly lot: string;
  readonly quantity: bigint;
}

const listed = (parcels: readonly ParcelInShort[]): string =>
  parcels.map(({ subject, lot, quantity }) => `${subject} (lot ${lot}, ${quantity})`).join(", ");

/** Thrown when the organisation has no parcel that a code means and a step can be done with. Nothing was sent. */
export class NoSuchParcel extends MedtraceError {
  readonly code = "NoSuchParcel";
  readonly details: { readonly target: string; readonly organisation: number };
  constructor(target: string, organisation: number) {
    super(`Organisation ${organisation} has no parcel of ${target} that this can be done with.`, {
      hint: "List its parcels, or name one by its id.",
    });
    this.details = { target, organisation };
  }
}

/** Thrown when a code means more than one parcel. Nothing was sent. */
export class AmbiguousParcel extends MedtraceError {
  readonly code = "AmbiguousParcel";
  readonly details: { readonly target: string; readonly parcels: readonly ParcelInShort[] };
  constructor(target: string, parcels: readonly ParcelInShort[]) {
    super(`${target} may mean ${parcels.length} parcels: ${listed(parcels)}.`, { hint: "Name one by its id." });
    this.details = { target, parcels };
  }
}

/** Thrown when no single usable parcel holds as much as is to be dispensed. Nothing was sent. */
export class NotInOneParcel extends MedtraceError {
  readonly code = "NotInOneParcel";
  readonly details: { readonly quantity: bigint; readonly parcels: readonly ParcelInShort[] };
  /** @param parcels - how much to take from which, the one that expires first before the others; too little in all if short */
  constructor(quantity: bigint, parcels: readonly ParcelInShort[]) {
    super(`The parcel that expires first does not hold ${quantity}: take ${listed(parcels) || "nothing"}.`, {
      hint: "Dispense from one parcel after the other.",
    });
    this.details = { quantity, parcels };
  }
}
