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

/** Thrown when all usable parcels together hold less than is to be dispensed. Nothing was sent. */
export class NotEnoughUsable extends MedtraceError {
  readonly code = "NotEnoughUsable";
  readonly details: {
    readonly quantity: bigint;
    readonly available: bigint;
    readonly parcels: readonly ParcelInShort[];
  };
  /** @param parcels - the usable ones, that which expires first before the others */
  constructor(quantity: bigint, parcels: readonly ParcelInShort[]) {
    const available = parcels.reduce((sum, one) => sum + one.quantity, 0n);
    super(`Of ${quantity} to be dispensed, ${available} are usable: ${listed(parcels)}.`, {
      hint: "Dispense fewer; or see what keeps the other parcels from being used.",
    });
    this.details = {
      quantity,
      available,
      parcels: parcels.map(({ subject, lot, quantity: held }) => ({ subject, lot, quantity: held })),
    };
  }
}
