import type { Connection } from "../connection/connection.ts";
import { genesisHead } from "../history/ids.ts";
import type { Entry, Hex, History, LoggedEntry } from "../history/types.ts";
import { history } from "./history.ts";
import { replayFrom } from "./replay.ts";

/** The ledger's `Passage`: some consecutive entries of a history, and the head before them. */
export interface Passage {
  readonly previous: Hex;
  readonly entries: ReturnType<typeof replayFrom>;
}

/**
 * The entries of an asset since it came some way, as the ledger replays them: its own or, where it was split off another parcel
 * since, its own from the first on, then that one's until then, and so on.
 *
 * @param came - tells the entry by which it came
 * @returns nothing where no entry is the one: the ledger then says so
 */
export async function wayOf(
  connection: Connection,
  asset: Hex,
  came: (entry: Entry) => boolean,
): Promise<readonly Passage[]> {
  const way: Passage[] = [];
  let subject = asset;
  for (let last: Hex | undefined; ; ) {
    const read = until(await history(connection, subject), last);
    const found = read.entries.findLastIndex(came);
    const from = Math.max(0, found);
    const previous = read.entries[from - 1]?.head ?? genesisHead(connection.chainId, connection.ledger, subject);
    way.push({ previous, entries: replayFrom(read, from) });
    if (found >= 0) return way;
    const [first] = read.entries;
    if (first?.action !== "split" || first.origin === undefined) return [];
    ({ subject, head: last } = first.origin);
  }
}

/** A history as it was when an entry had led to this head. */
function until(read: History<LoggedEntry>, head: Hex | undefined): History<LoggedEntry> {
  if (head === undefined) return read;
  return { ...read, entries: read.entries.slice(0, read.entries.findIndex((entry) => entry.head === head) + 1) };
}
