import type { Connection } from "../connection/connection.ts";
import { type Named, subjectOf } from "../history/subjects.ts";
import type { AsOf, Hex, History, LoggedEntry, Trace } from "../history/types.ts";
import { follow } from "../history/verify.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { history } from "./history.ts";

/**
 * Reads a subject's history with those of its origins, all at one block.
 *
 * @param connection - the connection
 * @param target - a code in any form (with a serial: the item; with a lot: the batch; with neither: the product), or
 * a subject's id, as of a parcel
 * @throws `UnknownSubject` when the ledger does not have it, `ChainReorganised` when the chain changes under the reader
 * again and again
 *
 * @example
 * const trace = await m.trace("(01)09521234543213(21)P-0001");
 */
export async function trace(connection: Connection, target: string): Promise<Trace<LoggedEntry>> {
  const named = subjectOf(target);
  return atOneBlock(connection, named.subject, (asOf) => traceAt(connection, named, asOf));
}

/** The same, at a block that the caller chose. */
export async function traceAt(
  connection: Connection,
  { subject, code }: Named,
  asOf: AsOf,
): Promise<Trace<LoggedEntry>> {
  const histories = new Map<Hex, History<LoggedEntry>>();
  for (let open: readonly Hex[] = [subject]; open.length > 0; ) {
    const read = await Promise.all(open.map((next) => history(connection, next, asOf)));
    for (const one of read) histories.set(one.subject, one);
    const { reached } = follow(subject, [...histories.values()]);
    open = [...reached].filter((one) => !histories.has(one));
  }
  const { chainId, ledger } = connection;
  return { chainId, ledger, code, subject, histories: [...histories.values()], asOf };
}
