import type { Code } from "../codes/code.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import { lotWord } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import { seconds, type Time } from "../verbs/values.ts";

/** What a label says of a lot, beside its code. */
export interface LotParameters {
  /** How many base units. */
  readonly quantity?: bigint | undefined;
  /**
   * The last second at which they are usable, or "none" where they do not expire; by default, the end (UTC) of the day that
   * the code says (AI 17).
   */
  readonly expiry?: Time | "none" | undefined;
}

/** The ledger's `Lot`. */
export interface Lot {
  readonly lot: Hex;
  readonly quantity: bigint;
  readonly expiry: number;
}

/**
 * What a label says of a lot, as the ledger takes it.
 *
 * @throws `MissingLot`; {@link InvalidInput} when the quantity or the expiry is missing
 */
export function lotOf(code: Code, { quantity, expiry }: LotParameters): Lot {
  const lot = lotWord(code);
  if (quantity === undefined) throw new InvalidInput("quantity", quantity, rule(must.givenForLot));
  return { lot, quantity: quantity, expiry: expiryOf(code, expiry) };
}

/** The last second at which a lot is usable. */
export function expiryOf(code: Code, expiry: Time | "none" | undefined): number {
  if (expiry === "none") return NO_EXPIRY;
  if (expiry !== undefined) return seconds("expiry", expiry);
  if (code.expiry === undefined) {
    throw new InvalidInput("expiry", expiry, rule(must.givenWithoutExpiry));
  }
  return seconds("expiry", Date.parse(`${code.expiry}T23:59:59Z`) / 1000);
}
