import type { Hex } from "../../history/types.ts";
import type { Basis } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { day, Refusal, spoken } from "./refusal.ts";

/* Products, and how goods enter. */

/** Thrown when a product's code is not canonical, or its check digit is wrong. */
export class InvalidCode extends Refusal<{ productCode: string }> {
  readonly code = "InvalidCode";
  constructor(details: { productCode: string }, options?: MedtraceErrorOptions) {
    super((d) => `"${d.productCode}" is no canonical product code.`, details, options);
  }
}

/** Thrown when a serial is not 1 to 20 characters of GS1's character set 82. */
export class InvalidSerial extends Refusal<{ serial: Hex }> {
  readonly code = "InvalidSerial";
  constructor(details: { serial: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.serial} is no serial of 1 to 20 characters.`, details, options);
  }
}

/** Thrown when a short text is empty or has a zero byte inside. */
export class InvalidText extends Refusal<{ text: Hex }> {
  readonly code = "InvalidText";
  constructor(details: { text: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.text} is no text of 1 to 32 bytes.`, details, options);
  }
}

/** Thrown when a product has no kind, or a risk class outside 1 to 3. */
export class InvalidProduct extends Refusal<{ kind: number; riskClass: number }> {
  readonly code = "InvalidProduct";
  constructor(details: { kind: number; riskClass: number }, options?: MedtraceErrorOptions) {
    super((d) => `A product needs a kind, and a risk class from 1 to 3, not ${d.riskClass}.`, details, options);
  }
}

/** Thrown when a period ends before it begins. */
export class InvalidPeriod extends Refusal<{ from: number; until: number }> {
  readonly code = "InvalidPeriod";
  constructor(details: { from: number; until: number }, options?: MedtraceErrorOptions) {
    super((d) => `A period from ${day(d.from)} cannot end on ${day(d.until)}.`, details, options);
  }
}

/** Thrown when a unit was made outside its product's registration. */
export class NotRegisteredThen extends Refusal<{ product: Hex; madeAt: number; from: number; until: number }> {
  readonly code = "NotRegisteredThen";
  constructor(details: { product: Hex; madeAt: number; from: number; until: number }, options?: MedtraceErrorOptions) {
    super(
      (d) => `It was made on ${day(d.madeAt)}; its product is registered from ${day(d.from)} to ${day(d.until)}.`,
      details,
      options,
    );
  }
}

/** Thrown when the manufacturer is on the ledger, so that its goods enter only through it. */
export class OnlyThroughManufacturer extends Refusal<{ product: Hex; manufacturer: number }> {
  readonly code = "OnlyThroughManufacturer";
  constructor(details: { product: Hex; manufacturer: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        `The product's manufacturer, organisation ${d.manufacturer}, is on the ledger: its goods enter only through it.`,
      details,
      options,
    );
  }
}

/** Thrown when the goods are of another product than the requisition's. Both are product numbers. */
export class WrongProduct extends Refusal<{ subject: Hex; product: number; required: number }> {
  readonly code = "WrongProduct";
  constructor(details: { subject: Hex; product: number; required: number }, options?: MedtraceErrorOptions) {
    super(
      (d) =>
        d.product === 0
          ? `The goods are of a product that is not registered; product ${d.required} was ordered.`
          : `The goods are of product ${d.product}; product ${d.required} was ordered.`,
      details,
      options,
    );
  }
}

/** Thrown when the quantity is outside `min` to `max`. */
export class QuantityOutOfRange extends Refusal<{ quantity: bigint; min: bigint; max: bigint }> {
  readonly code = "QuantityOutOfRange";
  constructor(details: { quantity: bigint; min: bigint; max: bigint }, options?: MedtraceErrorOptions) {
    super((d) => `The quantity must be ${d.min} to ${d.max}, not ${d.quantity}.`, details, options);
  }
}

/** Thrown when a place's number already stands for another name of the organisation. */
export class PlaceTaken extends Refusal<{ place: number; name: string }> {
  readonly code = "PlaceTaken";
  constructor(details: { place: number; name: string }, options?: MedtraceErrorOptions) {
    super((d) => `Place number ${d.place} already stands for “${d.name}”.`, details, {
      hint: "Write the place's name a little differently.",
      ...options,
    });
  }
}

/** Thrown when a registration is amended under which goods have entered. */
export class GoodsEntered extends Refusal<{ product: Hex }> {
  readonly code = "GoodsEntered";
  constructor(details: { product: Hex }, options?: MedtraceErrorOptions) {
    super(() => "Goods of the product have entered: what it is cannot be amended any more.", details, options);
  }
}

/** Thrown when goods that were found, donated or exchanged enter without the day on which they were made. */
export class DayOfManufactureMissing extends Refusal<{ product: Hex; basis: Basis }> {
  readonly code = "DayOfManufactureMissing";
  constructor(details: { product: Hex; basis: Basis }, options?: MedtraceErrorOptions) {
    super((d) => `Goods that were ${spoken(d.basis)} enter with the day on which they were made.`, details, {
      hint: "Say it as `madeAt`.",
      ...options,
    });
  }
}
