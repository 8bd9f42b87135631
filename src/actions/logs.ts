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
