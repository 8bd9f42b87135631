import { ZeroHash } from "ethers";
import type { Connection } from "../connection/connection.ts";
import type { Disclosure } from "../details/disclosure.ts";
import type { Hex, LoggedEntry, Trace } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { marksHash } from "../packs/marks.ts";
import { type ShownDocument, withMarks, withPacksRoot } from "../proof/documents.ts";
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
  if (disclosures.length === 0) return [];
  const plain = new Set([ZeroHash, ...disclosures.map(({ commitment }) => commitment)]);
  const dispensed: { readonly entry: LoggedEntry; readonly marks: Hex | undefined }[] = [];
  const commissioned: { readonly entry: LoggedEntry; readonly root: Hex | undefined }[] = [];
  // One after the other: of many, a node would refuse some.
  for (const entry of trace.histories.flatMap((history) => history.entries)) {
    if (plain.has(entry.details)) continue;
    if (entry.action === "dispense") dispensed.push({ entry, marks: await marksOf(connection, entry) });
    if (entry.action === "commission" && entry.kind === "batch") {
      commissioned.push({ entry, root: await packsRootOf(connection, entry) });
    }
  }
  return disclosures.map((disclosure) => {
    const { commitment } = disclosure;
    const marks = dispensed.flatMap(({ entry, marks: one }) =>
      one !== undefined && withMarks(commitment, one) === entry.details ? [one] : [],
    );
    const packsRoots = commissioned.flatMap(({ entry, root }) =>
      root !== undefined && withPacksRoot(commitment, root) === entry.details ? [root] : [],
    );
    return { disclosure, marks: [...new Set(marks)].sort(), packsRoots: [...new Set(packsRoots)].sort() };
  });
}

async function marksOf(connection: Connection, entry: LoggedEntry): Promise<Hex | undefined> {
  const { marks } = await packsOf(connection, entry);
  return marks.length === 0 ? undefined : marksHash(marks);
}

async function packsRootOf(connection: Connection, entry: LoggedEntry): Promise<Hex | undefined> {
  const event = ledgerInterface.getEvent("BatchSerialised");
  const [log] = await logsOf(connection, [event.topicHash, entry.subject], entry, entry.block);
  return log === undefined ? undefined : (ledgerInterface.decodeEventLog(event, log.data, log.topics).root as Hex);
}
