import { isHexString } from "ethers";
import { type Connection, readSlots } from "../connection/connection.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import { productId } from "../history/ids.ts";
import { type OpenRecall, openRecall } from "../history/recalls.ts";
import { offsetSlot, productNumberSlot, productSlot, readProduct } from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { type ProductKind, productKinds, type Tracking, trackings } from "../lifecycle/vocabulary.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { codeOf } from "./codes.ts";
import { productName } from "./names.ts";

/** A product, as the ledger stores it. Times are unix seconds. */
export interface Product {
  readonly subject: Hex;
  /** Its code in its one form; `undefined` where the node does not answer for events so far back. */
  readonly code: string | undefined;
  /** What people call it: "infusion pump 输液泵". */
  readonly name: string;
  /** The number that stands for it in errors and storage. */
  readonly number: number;
  readonly kind: ProductKind;
  readonly riskClass: 1 | 2 | 3;
  /** Whether one use consumes it. */
  readonly singleUse: boolean;
  readonly tracking: Tracking;
  /** How many base units make a pack. */
  readonly unitsPerPack: number;
  /** The number of its manufacturer; `undefined` where that is not on the ledger. */
  readonly manufacturer: number | undefined;
  /** Units may be made from the first to the last of these seconds. */
  readonly registeredFrom: number;
  readonly registeredUntil: number;
  /** What a regulator prescribed for its care. */
  readonly care: Care;
  /** The recall of the product as a whole that is open. */
  readonly recall: OpenRecall | undefined;
  readonly asOf: AsOf;
}

/** How a product is to be cared for. */
export interface Care {
  /** Whether a second person must confirm wherever it comes in (双人验收). */
  readonly witnessed: boolean;
  /** For how many days a calibration (强检) holds at most; `undefined` where none is needed. */
  readonly calibrationInterval: number | undefined;
  /** Degrees Celsius to keep it at. */
  readonly limits: { readonly lowest: number; readonly highest: number } | undefined;
}

/**
 * Reads a product: its registration, its care, its manufacturer, and its recall where one is open.
 *
 * @param connection - the connection
 * @param target - a code in any form, of which the product counts, or the product's id
 * @returns the product, as of the newest block
 * @throws {@link UnknownSubject} when the ledger has no such product, and what is wrong with a code
 *
 * @example
 * const { kind, riskClass, recall } = await m.product("09521234543213");
 */
export async function product(connection: Connection, target: string): Promise<Product> {
  const subject = isHexString(target, 32) ? (target.toLowerCase() as Hex) : productId(readCode(target));
  return atOneBlock(connection, subject, (asOf) => productAt(connection, subject, asOf));
}

/** The same, by its id and at a block. */
export async function productAt(connection: Connection, subject: Hex, asOf: AsOf): Promise<Product> {
  const [numberWord] = await readSlots(connection, [productNumberSlot(subject)], asOf.block);
  const number = Number(numberWord);
  if (number === 0) throw new UnknownSubject({ subject });
  const [word] = await readSlots(connection, [offsetSlot(productSlot(number), 1)], asOf.block);
  const { manufacturer, kind, riskClass, singleUse, tracking, unitsPerPack, registeredFrom, registeredUntil, ...rest } =
    readProduct(word as Hex);
  const [recall] = openRecall("product", subject, rest.recall, 0);
  return {
    subject,
    code: await codeOf(connection, subject, "product", asOf),
    name: (await productName(connection, number, asOf.block)) ?? "",
    number,
    kind: productKinds[kind] as ProductKind,
    riskClass: riskClass as 1 | 2 | 3,
    singleUse,
    tracking: trackings[tracking] as Tracking,
    unitsPerPack,
    manufacturer: manufacturer || undefined,
    registeredFrom,
    registeredUntil,
    care: {
      witnessed: rest.witnessed,
      calibrationInterval: rest.calibrationInterval || undefined,
      limits:
        rest.lowest === 0 && rest.highest === 0 ? undefined : { lowest: rest.lowest / 10, highest: rest.highest / 10 },
    },
    recall,
    asOf,
  };
}
