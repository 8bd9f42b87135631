import { ZeroHash } from "ethers";
import type { Connection } from "../client/connection.ts";
import type { Disclosure } from "../details/disclosure.ts";
import type { Hex, LoggedEntry, Trace } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { marksHash } from "../packs/marks.ts";
import { detailsOf, type ShownDocument } from "../proof/documents.ts";
import { logsOf } from "./logs.ts";
import { packsOf } from "./undo.ts";

/**
 * Finds what entries commit to beside their documents: of packs that were dispensed or commissioned, the ledger commits to
 * document and packs together.
 *
 * @param connection - the connection
 * @param trace - the trace whose entries commit to the documents
 * @param disclosures - what is shown of documents
 * @returns the same, for `documentsOf` and bundles; that no entry commits to one is for them to say
 *
 * @example
 * const { shown, missing } = documentsOf(trace, await m.documents(trace, [disclosure]));
 */
export async function documents(
  connection: Connection,
  trace: Trace<LoggedEntry>,
  disclosures: readonly Disclosure[],
): Promise<readonly ShownDocument[]> {
  const entries = trace.histories.flatMap((history) => history.entries).filter(({ details }) => details !== ZeroHash);
  const plain = new Set(entries.map(({ details }) => details));
  if (disclosures.every(({ commitment }) => plain.has(commitment))) {
    return disclosures.map((disclosure) => ({ disclosure, beside: undefined }));
  }
  const composed = await Promise.all(
    entries.map(async (entry) => ({ entry, beside: await besideOf(connection, entry) })),
  );
  return disclosures.map((disclosure) => {
    if (plain.has(disclosure.commitment)) return { disclosure, beside: undefined };
    const found = composed.find(
      ({ entry, beside }) => beside !== undefined && detailsOf({ disclosure, beside }) === entry.details,
    );
    return { disclosure, beside: found?.beside };
  });
}

async function besideOf(connection: Connection, entry: LoggedEntry): Promise<ShownDocument["beside"]> {
  if (entry.action === "dispense") {
    const { marks } = await packsOf(connection, entry);
    return marks.length === 0 ? undefined : { marks: marksHash(marks) };
  }
  if (entry.action !== "commission") return undefined;
  const event = ledgerInterface.getEvent("BatchSerialised");
  const [log] = await logsOf(connection, [event.topicHash, entry.subject], entry, entry.block);
  if (log === undefined) return undefined;
  return { packsRoot: ledgerInterface.decodeEventLog(event, log.data, log.topics).root as Hex };
}
