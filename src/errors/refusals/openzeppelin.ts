import type { Hex } from "../../history/types.ts";
import type { MedtraceErrorOptions } from "../base.ts";
import { Refusal } from "./refusal.ts";

/* OpenZeppelin's. */

/** Thrown when another account than the council's does what only the council may. */
export class OwnableUnauthorizedAccount extends Refusal<{ account: Hex }> {
  readonly code = "OwnableUnauthorizedAccount";
  constructor(details: { account: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `Only the council may do this, not ${d.account}.`, details, options);
  }
}

/** Thrown when the ledger is deployed for a council that is nobody. */
export class OwnableInvalidOwner extends Refusal<{ owner: Hex }> {
  readonly code = "OwnableInvalidOwner";
  constructor(details: { owner: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `${d.owner} cannot be the council.`, details, options);
  }
}

/** Thrown when a call inside a multicall fails without saying why: its data is not the ledger's. */
export class FailedCall extends Refusal<Record<string, never>> {
  readonly code = "FailedCall";
  constructor(details: Record<string, never>, options?: MedtraceErrorOptions) {
    super(() => "A call inside the multicall is none of the ledger's.", details, options);
  }
}

/** Thrown when a multicall calls an address without code; cannot happen on a deployed ledger. */
export class AddressEmptyCode extends Refusal<{ target: Hex }> {
  readonly code = "AddressEmptyCode";
  constructor(details: { target: Hex }, options?: MedtraceErrorOptions) {
    super((d) => `There is no code at ${d.target}.`, details, options);
  }
}
