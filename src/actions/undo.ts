import { ZeroHash } from "ethers";
import type { Connection } from "../connection/connection.ts";
import { encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { genesisHead } from "../history/ids.ts";
import type { Hex, LoggedEntry } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import type { PackMark } from "../packs/marks.ts";
import { undo as verb } from "../verbs/lots.ts";
import { assetFor } from "./assets.ts";
import { claimOf } from "./claim.ts";
import { history } from "./history.ts";
import { logsOf } from "./logs.ts";
import { replayFrom } from "./replay.ts";
import { write } from "./step.ts";

/**
 * Takes a dispensing back (撤销发放), once: its quantity, and its packs, are the parcel's again.
 *
 * Duty *use*, in the organisation that dispensed and has held the parcel since; within ten days, and while the parcel is
 * usable, and was neither remedied nor settled since. Commission Delegated Regulation (EU) 2016/161, article 13.
 *
 * @throws `UndoTooLate`, `AlreadyUndone`, `NotAuthor`, `NotUndoable`, `Expired`, `Recalled`, `Quarantined`
 *
 * @example
 * const dispensed = await m.as(pharmacist).dispense({ code: parcel, quantity: 2n });
 * await m.as(pharmacist).undo({ code: parcel });
 */
export const undo = write(
  verb,
  async (actor, parameters) => {
    const { connection } = actor;
    const parcel = await assetFor(actor, parameters.code, "undo");
    const read = await history(connection, parcel);
    const head = parameters.head?.toLowerCase();
    const at = read.entries.findLastIndex((entry) =>
      head === undefined ? entry.action === "dispense" : entry.head === head,
    );
    const entry = read.entries[at];
    if (entry === undefined) throw new InvalidInput("head", parameters.head, rule(must.dispensingHead));
    const before = read.entries[at - 1]?.head ?? genesisHead(connection.chainId, connection.ledger, parcel);
    const { marks, document } = await packsOf(connection, entry);
    const data = encode("undo", [parcel, before, replayFrom(read, at), [...marks], document, claimOf(parameters)]);
    return { data };
  },
  { replays: true },
);

/** Which packs an entry dispensed, and the document behind it; none where it was a quantity. */
export async function packsOf(
  connection: Connection,
  entry: LoggedEntry,
): Promise<{ readonly marks: readonly PackMark[]; readonly document: Hex }> {
  const event = ledgerInterface.getEvent("PacksDispensed");
  const logs = await logsOf(connection, [event.topicHash, null, null, entry.subject], entry, entry.block);
  const words = logs
    .filter((log) => log.transactionHash === entry.transaction && log.index < entry.logIndex)
    .sort((a, b) => b.index - a.index);
  // Those right before the entry: others belong to an earlier one of the same transaction.
  const own = words.filter((log, at) => log.index === entry.logIndex - 1 - at).reverse();
  const read = own.map((log) => ledgerInterface.decodeEventLog(event, log.data, log.topics));
  return {
    marks: read.map(({ word, mask }) => ({ word: Number(word), mask })),
    document: (read[0]?.details ?? ZeroHash) as Hex,
  };
}
