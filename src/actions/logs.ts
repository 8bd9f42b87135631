import type { Log } from "ethers";
import { attempt, type Connection } from "../client/connection.ts";
import { RequestFailed } from "../errors/chain.ts";
import type { AsOf } from "../history/types.ts";

/** A filter of logs: a topic, several to choose from, or any. */
export type Topics = readonly (string | readonly string[] | null)[];

/**
 * The ledger's logs with these topics, from its deployment, or a later block, up to a block. Where a node refuses so long a
 * range, it is asked for its halves.
 */
export async function logsOf(
  connection: Connection,
  topics: Topics,
  { block: toBlock }: Pick<AsOf, "block">,
  fromBlock = connection.deployment.block,
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
    if (!(error instanceof RequestFailed) || fromBlock >= toBlock) throw error;
    const middle = Math.floor((fromBlock + toBlock) / 2);
    const first = await logsOf(connection, topics, { block: middle }, fromBlock);
    return [...first, ...(await logsOf(connection, topics, { block: toBlock }, middle + 1))];
  }
}

/** About how many logs are read at once. */
const CHUNK = 10_000;

/**
 * The same, chunk by chunk in their order, so that never more than some thousand of them are held: where they are many, of
 * fewer blocks.
 */
export async function* logsInChunks(
  connection: Connection,
  topics: Topics,
  { block }: Pick<AsOf, "block">,
): AsyncGenerator<readonly Log[]> {
  let blocks = 100;
  for (let from = connection.deployment.block; from <= block; ) {
    const to = Math.min(from + blocks - 1, block);
    const logs = await logsOf(connection, topics, { block: to }, from);
    yield logs;
    from = to + 1;
    blocks = logs.length > CHUNK ? Math.ceil(blocks / 2) : Math.min(blocks * 2, CHUNK);
  }
}
