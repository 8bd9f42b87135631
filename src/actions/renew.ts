import { type Connection, readSlot } from "../connection/connection.ts";
import { encode, type WriteDefinition } from "../connection/write.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import { nameText, productId } from "../history/ids.ts";
import { productNumberSlot } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { type ClaimParameters, claimOf, seconds, type Time } from "./claim.ts";
import { productName } from "./names.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { organisationOf, readCode } from "./targets.ts";

export interface RenewParameters extends ClaimParameters {
  /** The product's code, in any form; a GTIN is enough. */
  readonly product: string;
  /** What people call it, 1 to 96 bytes of UTF-8; by default, as it is called. */
  readonly name?: string | undefined;
  /** The manufacturer's number from now on; 0 if it is not on the ledger. */
  readonly manufacturer: number;
  /** Units may be made until here. */
  readonly registeredUntil: Time;
}

/**
 * Renews, shortens or ends a product's registration (延续注册), and names it or its manufacturer anew.
 *
 * Duty *approve*, in a regulator.
 *
 * @example
 * await m.as(officer).renew({ product: "09521234543213", manufacturer: 2, registeredUntil: new Date("2031-01-01") });
 */
export const renew: WriteDefinition<RenewParameters, Recorded> = {
  encode: async ({ connection }, parameters) => {
    const product = productId(readCode(parameters.product));
    const until = seconds("registeredUntil", parameters.registeredUntil);
    const name = nameText("name", parameters.name ?? (await nameOf(connection, product)));
    return {
      data: encode("renew", [
        product,
        name,
        organisationOf("manufacturer", parameters.manufacturer),
        until,
        claimOf(parameters),
      ]),
    };
  },
  read: lastEntry,
};

/** What a product is called now. */
async function nameOf(connection: Connection, product: Hex): Promise<string> {
  const number = Number(await readSlot(connection, productNumberSlot(product)));
  if (number === 0) throw new UnknownSubject({ subject: product });
  return (await productName(connection, number)) ?? "";
}
