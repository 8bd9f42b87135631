import { isHexString } from "ethers";
import { attempt, type Connection, latestBlock } from "../client/connection.ts";
import { canonicalItem, canonicalProduct } from "../codes/canonical.ts";
import { ChainReorganised } from "../errors/chain.ts";
import { itemId, productId } from "../history/ids.ts";
import type { AsOf, Hex, History, Trace } from "../history/types.ts";
import { isFollowed } from "../history/verify.ts";
import { ATTEMPTS, history } from "./history.ts";
import { readCode } from "./targets.ts";

/** What a text names: a subject's id, and the canonical code if it was a code. */
interface Named {
  readonly subject: Hex;
  readonly code: string | undefined;
}

/** Reads what a text names: a code in any form, or a subject's id. */
export function subjectOf(text: string): Named {
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
 * @throws `UnknownSubject` when the ledger does not have it, `ChainReorganised` when the chain changes under the reader
 * again and again
 *
 * @example
 * const trace = await m.trace("(01)09521234543213(21)P-0001");
 */
export async function trace(connection: Connection, target: string): Promise<Trace> {
  const named = subjectOf(target);
  for (let tried = 1; ; tried++) {
    try {
      return await traceAt(connection, named, await latestBlock(connection));
    } catch (error) {
      if (!(error instanceof ChainReorganised)) throw error;
      if (tried === ATTEMPTS) throw new ChainReorganised(named.subject, ATTEMPTS, { cause: error });
    }
  }
}

async function traceAt(connection: Connection, { subject, code }: Named, asOf: AsOf): Promise<Trace> {
  const histories = new Map<Hex, History>();
  const open: Hex[] = [subject];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (histories.has(next)) continue;
    const read = await history(connection, next, asOf);
    histories.set(next, read);
    open.push(...read.entries.filter(isFollowed).flatMap((entry) => entry.origin?.subject ?? []));
  }
  // The block that all was read at must still be the chain's.
  const block = await attempt(connection, () => connection.provider.getBlock(asOf.block));
  if (block?.hash !== asOf.hash) throw new ChainReorganised(subject, 1);
  const { chainId, ledger } = connection;
  return { chainId, ledger, code, subject, histories: [...histories.values()], asOf };
}
