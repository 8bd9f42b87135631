import { encode, type WriteDefinition } from "../client/write.ts";
import { productId } from "../history/ids.ts";
import { type ClaimParameters, claimOf, seconds, type Time } from "./claim.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { organisationOf, readCode } from "./targets.ts";

export interface RenewParameters extends ClaimParameters {
  /** The product's code, in any form; a GTIN is enough. */
  readonly product: string;
  /** The manufacturer's number from now on; 0 if it is not on the ledger. */
  readonly manufacturer: number;
  /** Units may be made until here. */
  readonly registeredUntil: Time;
}

/**
 * Renews, shortens or ends a product's registration (延续注册), and names its manufacturer anew.
 *
 * Duty *approve*, in a regulator.
 *
 * @example
 * await m.as(officer).renew({ product: "09521234543213", manufacturer: 2, registeredUntil: new Date("2031-01-01") });
 */
export const renew: WriteDefinition<RenewParameters, Recorded> = {
  encode: (_, parameters) => {
    const product = productId(readCode(parameters.product));
    const until = seconds("registeredUntil", parameters.registeredUntil);
    return {
      data: encode("renew", [
        product,
        organisationOf("manufacturer", parameters.manufacturer),
        until,
        claimOf(parameters),
      ]),
    };
  },
  read: lastEntry,
};
