import { attempt, type Connection, latestBlock } from "../connection/connection.ts";
import { ChainReorganised } from "../errors/chain.ts";
import type { AsOf, Hex } from "../history/types.ts";

/** How often a reader starts again when the chain changes under it. */
export const ATTEMPTS = 3;

/**
 * Reads something of many parts at the newest block, and again where that is not the chain's any more when all was read.
 *
 * @param subject - what is read, for the error
 * @param read - reads it at a block
 * @throws {@link ChainReorganised} when the chain changes under the reader again and again
 */
export async function atOneBlock<T>(
  connection: Connection,
  subject: Hex,
  read: (asOf: AsOf) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    let cause: unknown;
    try {
      const asOf = await latestBlock(connection);
      const result = await read(asOf);
      const block = await attempt(connection, () => connection.provider.getBlock(asOf.block));
      if (block?.hash === asOf.hash) return result;
    } catch (error) {
      if (!(error instanceof ChainReorganised)) throw error;
      cause = error;
    }
    if (tried === ATTEMPTS) throw new ChainReorganised(subject, ATTEMPTS, { cause });
  }
}
