import type { Log } from "ethers";
import { attempt, type Connection } from "../connection/connection.ts";
import { RequestFailed } from "../errors/chain.ts";
import type { AsOf } from "../history/types.ts";

/** A filter of logs: a topic, several to choose from, or any. */
export type Topics = readonly (string | readonly string[] | null)[];

/** How many ranges a node may refuse before it is asked no more: far more than the halves of any range that it would answer. */
const MOST_REFUSED = 10_000;

/**
 * The ledger's logs with these topics, from its deployment, or a later block, up to a block. Where a node refuses so long a
 * range, it is asked for its halves.
 *
 * @throws {@link RequestFailed} when it refuses a single block, or very many ranges
 */
export function logsOf(
  connection: Connection,
  topics: Topics,
  { block }: Pick<AsOf, "block">,
  fromBlock = connection.deployment.block,
): Promise<readonly Log[]> {
  let refused = 0;
  return logsIn(connection, topics, fromBlock, block, () => ++refused <= MOST_REFUSED);
}

async function logsIn(
  connection: Connection,
  topics: Topics,
  fromBlock: number,
  toBlock: number,
  mayHalve: () => boolean,
): Promise<readonly Log[]> {
  try {
    return await attempt(connection, () =>
      connection.provider.getLogs({
        address: connection.ledger,
        topics: topics.map((topic) => (Array.isArray(topic) ? [...topic] : topic)) as (string | string[] | null)[],
        fromBlock,
        toBlock,
      }),
    );
  } catch (error) {
    if (!(error instanceof RequestFailed) || fromBlock >= toBlock || !mayHalve()) throw error;
    const middle = Math.floor((fromBlock + toBlock) / 2);
    const first = await logsIn(connection, topics, fromBlock, middle, mayHalve);
    return [...first, ...(await logsIn(connection, topics, middle + 1, toBlock, mayHalve))];
  }
}

/** About how many logs are read at once: reading an answer of many megabytes takes longer than many small ones. */
const CHUNK = 2_000;
/** How many blocks at most, however few logs they have. */
const MOST_BLOCKS = 10_000;

/**
 * The same in chunks, in their order, so that never more than some thousand logs are held: of more blocks where they are
 * few, of fewer where they are many.
 */
export async function* logsInChunks(
  connection: Connection,
  topics: Topics,
  { block }: Pick<AsOf, "block">,
): AsyncGenerator<readonly Log[]> {
  let blocks = 1;
  for (let from = connection.deployment.block; from <= block; ) {
    const to = Math.min(from + blocks - 1, block);
    const logs = await logsOf(connection, topics, { block: to }, from);
    yield logs;
    from = to + 1;
    const enough = Math.floor((blocks * CHUNK) / Math.max(logs.length, 1));
    blocks = Math.max(1, Math.min(enough, 2 * blocks, MOST_BLOCKS));
  }
}
