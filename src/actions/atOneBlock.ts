import { attempt, type Connection, latestBlock } from "../connection/connection.ts";
import { ChainReorganised } from "../errors/chain.ts";
import { Refusal } from "../errors/refusals/refusal.ts";
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
    const asOf = await latestBlock(connection);
    let cause: unknown;
    try {
      const result = await read(asOf);
      if (await isOfChain(connection, asOf)) return result;
    } catch (error) {
      // What a block lacked that left the chain is not unknown.
      const stands =
        error instanceof Refusal ? await isOfChain(connection, asOf) : !(error instanceof ChainReorganised);
      if (stands) throw error;
      cause = error;
    }
    if (tried === ATTEMPTS) throw new ChainReorganised(subject, ATTEMPTS, { cause });
  }
}

/** Whether a block is still the chain's. */
export async function isOfChain(connection: Connection, { block, hash }: AsOf): Promise<boolean> {
  return (await attempt(connection, () => connection.provider.getBlock(block)))?.hash === hash;
}
