import type { Hex } from "../../history/types.ts";
import type { Action, Tracking } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { moment, Refusal, spoken } from "./refusal.ts";

/* Batches, parcels and packs. */

/** Thrown when a lot number is not 1 to 20 characters of GS1's character set 82. */
export class InvalidLot extends Refusal<{ lot: Hex }> {
  readonly code = "InvalidLot";
  constructor(details: { lot: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.lot} is no lot number of 1 to 20 characters.`, details, options);
  }
}

/** Thrown when a pack has no units, or a product that is told apart by serial has other packs than single units. */
export class InvalidPackSize extends Refusal<{ unitsPerPack: number }> {
  readonly code = "InvalidPackSize";
  constructor(details: { unitsPerPack: number }, options?: MedtraceErrorOptions) {
    super((d) => `A pack of this product cannot have ${d.unitsPerPack} units.`, details, options);
  }
}

/** Thrown when units of the product are told apart in another way than the step needs. */
export class WrongTracking extends Refusal<{ product: Hex; required: Tracking }> {
  readonly code = "WrongTracking";
  constructor(details: { product: Hex; required: Tracking }, options?: MedtraceErrorOptions) {
    super((d) => `Units of this product are told apart by ${d.required}.`, details, options);
  }
}

/** Thrown when a batch, or goods of it, expired. */
export class Expired extends Refusal<{ subject: Hex; expiry: number }> {
  readonly code = "Expired";
  constructor(details: { subject: Hex; expiry: number }, options?: MedtraceErrorOptions) {
    super((d) => `It expired at ${moment(d.expiry)}.`, details, options);
  }
}

/** Thrown when a lot is said to expire at another time than its batch on the ledger. */
export class WrongExpiry extends Refusal<{ batch: Hex; expiry: number; required: number }> {
  readonly code = "WrongExpiry";
  constructor(details: { batch: Hex; expiry: number; required: number }, options?: MedtraceErrorOptions) {
    super((d) => `On the ledger, the lot expires at ${moment(d.required)}, not at ${moment(d.expiry)}.`, details, {
      hint: "Look at the label again; a regulator can redate a lot that was declared wrongly.",
      ...options,
    });
  }
}

/** Thrown when a step is for items only, and the asset is a parcel. */
export class NotForParcels extends Refusal<{ asset: Hex; action: Action }> {
  readonly code = "NotForParcels";
  constructor(details: { asset: Hex; action: Action }, options?: MedtraceErrorOptions) {
    super((d) => `The asset is a parcel: ${spoken(d.action)} is for items.`, details, options);
  }
}

/** Thrown when a step is for parcels only, and the asset is an item. */
export class OnlyForParcels extends Refusal<{ asset: Hex; action: Action }> {
  readonly code = "OnlyForParcels";
  constructor(details: { asset: Hex; action: Action }, options?: MedtraceErrorOptions) {
    super((d) => `The asset is an item: ${spoken(d.action)} is for parcels.`, details, options);
  }
}

/** Thrown when packs that have a code each are dispensed by quantity, or units without a code would enter their batch. */
export class Serialised extends Refusal<{ subject: Hex }> {
  readonly code = "Serialised";
  constructor(details: { subject: Hex }, options?: MedtraceErrorOptions) {
    super(() => "Its packs have a code each.", details, { hint: "Say which packs.", ...options });
  }
}

/** Thrown when packs are named of a parcel whose packs have no codes. */
export class NotSerialised extends Refusal<{ parcel: Hex }> {
  readonly code = "NotSerialised";
  constructor(details: { parcel: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The parcel's packs have no codes.", details, { hint: "Say how many units.", ...options });
  }
}

/** Thrown when a quantity of packs that have a code each is not whole packs. */
export class NotWholePacks extends Refusal<{ quantity: bigint; unitsPerPack: number }> {
  readonly code = "NotWholePacks";
  constructor(details: { quantity: bigint; unitsPerPack: number }, options?: MedtraceErrorOptions) {
    super((d) => `${d.quantity} units are no whole packs of ${d.unitsPerPack}.`, details, options);
  }
}

/** Thrown when a pack is not in the parcel's range, which goes from `first` to before `end`. */
export class PackOutOfRange extends Refusal<{ parcel: Hex; pack: number; first: number; end: number }> {
  readonly code = "PackOutOfRange";
  constructor(details: { parcel: Hex; pack: number; first: number; end: number }, options?: MedtraceErrorOptions) {
    super((d) => `Pack ${d.pack} is not in the parcel, which has ${d.first} to ${d.end - 1}.`, details, options);
  }
}

/** Thrown when a part is split out of the middle of a serialised parcel, from `first` to before `end`. */
export class PartNotAtEnd extends Refusal<{ parcel: Hex; first: number; end: number }> {
  readonly code = "PartNotAtEnd";
  constructor(details: { parcel: Hex; first: number; end: number }, options?: MedtraceErrorOptions) {
    super((d) => `Packs ${d.first} to ${d.end - 1} are at neither end of the parcel.`, details, {
      hint: "Split twice: first all from the first of them on, then what is to stay.",
      ...options,
    });
  }
}

/** Thrown when marks are missing or empty, or not in the order of their words. */
export class InvalidMarks extends Refusal<{ word: number; mask: bigint }> {
  readonly code = "InvalidMarks";
  constructor(details: { word: number; mask: bigint }, options?: MedtraceErrorOptions) {
    super((d) => `Marks of packs must be given in order and not empty; word ${d.word} is not.`, details, options);
  }
}

/** Thrown when a pack was dispensed before, and is to be dispensed or split off. */
export class AlreadyDispensed extends Refusal<{ batch: Hex; pack: number }> {
  readonly code = "AlreadyDispensed";
  constructor(details: { batch: Hex; pack: number }, options?: MedtraceErrorOptions) {
    super((d) => `Pack ${d.pack} was dispensed before.`, details, {
      hint: "One code, one sale: a second pack with this code is suspect. A scan tells who dispensed it, and when.",
      ...options,
    });
  }
}

/** Thrown when an entry that is to be undone dispensed other packs, or committed to another document. */
export class MarksMismatch extends Refusal<{ parcel: Hex; actual: Hex; committed: Hex }> {
  readonly code = "MarksMismatch";
  constructor(details: { parcel: Hex; actual: Hex; committed: Hex }, options?: MedtraceErrorOptions) {
    super(() => "Those are not the packs and the document of that dispensing.", details, options);
  }
}

/** Thrown when an entry that is to be undone is no dispensing. */
export class NotDispensed extends Refusal<{ asset: Hex; action: Action }> {
  readonly code = "NotDispensed";
  constructor(details: { asset: Hex; action: Action }, options?: MedtraceErrorOptions) {
    super((d) => `Only a dispensing can be undone, not ${spoken(d.action)}.`, details, {
      hint: "Correct the entry instead.",
      ...options,
    });
  }
}

/** Thrown when a dispensing is undone after its last moment. */
export class UndoTooLate extends Refusal<{ asset: Hex; last: number }> {
  readonly code = "UndoTooLate";
  constructor(details: { asset: Hex; last: number }, options?: MedtraceErrorOptions) {
    super((d) => `The dispensing could be undone until ${moment(d.last)}.`, details, options);
  }
}

/** Thrown when a dispensing is undone a second time. */
export class AlreadyUndone extends Refusal<{ asset: Hex; head: Hex }> {
  readonly code = "AlreadyUndone";
  constructor(details: { asset: Hex; head: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The dispensing was undone already.", details, options);
  }
}

/** Thrown when a dispensing is undone since which its parcel was handed on, remedied or settled, by this action. */
export class NotUndoable extends Refusal<{ asset: Hex; action: Action }> {
  readonly code = "NotUndoable";
  constructor(details: { asset: Hex; action: Action }, options?: MedtraceErrorOptions) {
    super((d) => `The dispensing cannot be undone: ${spoken(d.action)} followed it.`, details, options);
  }
}
