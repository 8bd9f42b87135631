import { decodeBytes32String } from "ethers";
import { canonicalBatch, canonicalItem } from "../codes/canonical.ts";
import type { Connection } from "../connection/connection.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { logsOf } from "./logs.ts";

/** The canonical codes of those subjects that are items. */
export async function itemCodes(
  connection: Connection,
  subjects: readonly Hex[],
  asOf: AsOf,
): Promise<ReadonlyMap<Hex, string>> {
  const event = ledgerInterface.getEvent("ItemEntered");
  const gtins = new Map<string, string | undefined>();
  const codes = new Map<Hex, string>();
  for (const log of await logsOf(connection, [event.topicHash, subjects], asOf)) {
    const { item, product, serial } = ledgerInterface.decodeEventLog(event, log.data, log.topics);
    if (!gtins.has(product)) gtins.set(product, await gtinOf(connection, product, asOf));
    const gtin = gtins.get(product);
    if (gtin !== undefined) codes.set(item as Hex, canonicalItem({ gtin, serial: decodeBytes32String(serial) }));
  }
  return codes;
}

/** The canonical code of a subject, from the events by which it entered; `undefined` where it has none, as a parcel. */
export async function codeOf(
  connection: Connection,
  subject: Hex,
  kind: Kind,
  asOf: AsOf,
): Promise<string | undefined> {
  if (kind === "requisition") return undefined;
  if (kind === "asset") return (await itemCodes(connection, [subject], asOf)).get(subject);
  if (kind === "product") {
    const gtin = await gtinOf(connection, subject, asOf);
    return gtin === undefined ? undefined : `/01/${gtin}`;
  }
  const event = ledgerInterface.getEvent("BatchEntered");
  const [log] = await logsOf(connection, [event.topicHash, subject], asOf);
  if (log === undefined) return undefined;
  const { product, lot } = ledgerInterface.decodeEventLog(event, log.data, log.topics);
  const gtin = await gtinOf(connection, product, asOf);
  return gtin === undefined ? undefined : canonicalBatch({ gtin, lot: decodeBytes32String(lot) });
}

async function gtinOf(connection: Connection, product: string, asOf: AsOf): Promise<string | undefined> {
  const registered = ledgerInterface.getEvent("ProductRegistered");
  const [log] = await logsOf(connection, [registered.topicHash, product], asOf);
  if (log === undefined) return undefined;
  const { registration } = ledgerInterface.decodeEventLog(registered, log.data, log.topics);
  return String(registration.code).slice("/01/".length);
}
