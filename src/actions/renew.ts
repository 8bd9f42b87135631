import { type Connection, readSlot } from "../connection/connection.ts";
import { encode } from "../connection/write.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import { nameText, productId } from "../history/ids.ts";
import { productNumberSlot } from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { renew as verb } from "../verbs/products.ts";
import { seconds } from "../verbs/values.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { claimOf } from "./claim.ts";
import { productName } from "./names.ts";
import { write } from "./step.ts";

/**
 * Renews, shortens or ends a product's registration (延续注册), and names it or its manufacturer anew.
 *
 * Duty *approve*, in a regulator.
 *
 * @example
 * await m.as(officer).renew({ product: "09521234543213", manufacturer: 2, registeredUntil: new Date("2031-01-01") });
 */
export const renew = write(verb, async ({ connection }, parameters) => {
  const product = productId(readCode(parameters.product));
  const until = seconds("registeredUntil", parameters.registeredUntil);
  const name = nameText("name", parameters.name ?? (await nameOf(connection, product)));
  return {
    data: encode("renew", [product, name, parameters.manufacturer, until, claimOf(parameters)]),
  };
});

/** What a product is called now. */
async function nameOf(connection: Connection, product: Hex): Promise<string> {
  return atOneBlock(connection, product, async ({ block }) => {
    const number = Number(await readSlot(connection, productNumberSlot(product), block));
    if (number === 0) throw new UnknownSubject({ subject: product });
    return (await productName(connection, number, block)) ?? "";
  });
}
