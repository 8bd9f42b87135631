import { isHexString } from "ethers";
import { type Connection, latestBlock } from "../client/connection.ts";
import { canonicalItem, canonicalProduct } from "../codes/canonical.ts";
import { itemId, productId } from "../history/ids.ts";
import type { Hex, History, Trace } from "../history/types.ts";
import { isFollowed } from "../history/verify.ts";
import { history } from "./history.ts";
import { readCode } from "./targets.ts";

/** What a text names: a subject's id, and the canonical code if it was a code. */
export function subjectOf(text: string): { readonly subject: Hex; readonly code: string | undefined } {
  if (isHexString(text, 32)) return { subject: text.toLowerCase() as Hex, code: undefined };
  const code = readCode(text);
  return code.serial === undefined
    ? { subject: productId(code), code: canonicalProduct(code) }
    : { subject: itemId(code), code: canonicalItem(code) };
}

/**
 * Reads an item's history with those of its origins, all at one block.
 *
 * @param connection - the connection
 * @param target - a code in any form (with a serial: the item; without: the product), or a subject's id
 * @throws `UnknownSubject` when the ledger does not have it
 *
 * @example
 * const trace = await m.trace("(01)09521234543213(21)P-0001");
 */
export async function trace(connection: Connection, target: string): Promise<Trace> {
  const { subject, code } = subjectOf(target);
  const asOf = await latestBlock(connection);
  const histories = new Map<Hex, History>();
  const open: Hex[] = [subject];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (histories.has(next)) continue;
    const read = await history(connection, next, asOf);
    histories.set(next, read);
    open.push(...read.entries.filter(isFollowed).flatMap((entry) => entry.origin?.subject ?? []));
  }
  return {
    chainId: connection.chainId,
    ledger: connection.ledger,
    code,
    subject,
    histories: [...histories.values()],
    asOf,
  };
}
