import { ZeroHash } from "ethers";
import { packFacts } from "../history/facts.ts";
import { NO_HEAD } from "../history/ids.ts";
import type { Entry, History } from "../history/types.ts";

/** The entries of a history from one on, as the ledger replays them. */
export function replayFrom({ kind, entries }: History, position: number) {
  return entries.slice(position).map((entry: Entry) => ({
    organisation: entry.organisation,
    facts: packFacts(kind, entry),
    origin: entry.origin?.subject ?? ZeroHash,
    originHead: entry.origin?.head ?? NO_HEAD,
    details: entry.details,
  }));
}
