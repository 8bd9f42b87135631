import type { Hex } from "../../history/types.ts";
import type { Terms } from "../../lifecycle/vocabulary.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { moment, Refusal, spoken } from "./refusal.ts";

/* Whose goods they are, and where they go. */

/** Thrown when the asset, or any goods that are not on the ledger yet, is not on its way under this requisition. */
export class NotShippedHere extends Refusal<{ asset: Hex; requisition: Hex }> {
  readonly code = "NotShippedHere";
  constructor(details: { asset: Hex; requisition: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The goods are not on their way under this requisition.", details, options);
  }
}

/** Thrown when the terms are none that an asset can be offered on. */
export class InvalidTerms extends Refusal<{ terms: Terms | "none" }> {
  readonly code = "InvalidTerms";
  constructor(details: { terms: Terms | "none" }, options?: MedtraceErrorOptions) {
    super((d) => `The asset cannot be offered on the terms ${spoken(d.terms)}.`, details, options);
  }
}

/** Thrown when an organisation would hand something to itself. */
export class OwnOrganisation extends Refusal<{ organisation: number }> {
  readonly code = "OwnOrganisation";
  constructor(details: { organisation: number }, options?: MedtraceErrorOptions) {
    super((d) => `Organisation ${d.organisation} cannot name itself here.`, details, options);
  }
}

/** Thrown when an asset is sent back to another than its owner, its manufacturer, or whom it came from. */
export class NotItsOrigin extends Refusal<{ asset: Hex; organisation: number }> {
  readonly code = "NotItsOrigin";
  constructor(details: { asset: Hex; organisation: number }, options?: MedtraceErrorOptions) {
    super((d) => `The asset did not come from organisation ${d.organisation}.`, details, options);
  }
}

/** Thrown when an offer is taken after its last second. */
export class DeadlinePassed extends Refusal<{ asset: Hex; deadline: number }> {
  readonly code = "DeadlinePassed";
  constructor(details: { asset: Hex; deadline: number }, options?: MedtraceErrorOptions) {
    super((d) => `The offer could be taken until ${moment(d.deadline)}.`, details, {
      hint: "The sender withdraws and offers anew.",
      ...options,
    });
  }
}

/** Thrown when there is nothing to settle for the asset. */
export class NothingToSettle extends Refusal<{ asset: Hex }> {
  readonly code = "NothingToSettle";
  constructor(details: { asset: Hex }, options?: MedtraceErrorOptions) {
    super(() => "Nothing is owed for the asset.", details, options);
  }
}

/** Thrown when the entries that a settlement brings do not show who took the goods on consignment. */
export class TakerNotShown extends Refusal<{ asset: Hex }> {
  readonly code = "TakerNotShown";
  constructor(details: { asset: Hex }, options?: MedtraceErrorOptions) {
    super(() => "The entries do not show who took the goods on consignment.", details, options);
  }
}

/** Thrown when goods are consigned while an earlier use of them is not settled. */
export class Unsettled extends Refusal<{ asset: Hex; consignor: number }> {
  readonly code = "Unsettled";
  constructor(details: { asset: Hex; consignor: number }, options?: MedtraceErrorOptions) {
    super((d) => `An earlier use of the asset is not settled with organisation ${d.consignor}.`, details, options);
  }
}

/** Thrown when only the owner's own goods will do. */
export class BorrowedGoods extends Refusal<{ asset: Hex; owner: number }> {
  readonly code = "BorrowedGoods";
  constructor(details: { asset: Hex; owner: number }, options?: MedtraceErrorOptions) {
    super((d) => `The asset belongs to organisation ${d.owner}.`, details, options);
  }
}
