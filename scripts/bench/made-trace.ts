import { id, ZeroHash } from "ethers";
import type { Action, Entry, Kind, LoggedEntry, State, Trace } from "../../src/index.ts";
import { entryHead, genesisHead, type Hex, itemId, packFacts, parseCode, productId, stageOf } from "../../src/index.ts";

const GTIN = "09521234543213";
const CHAIN_ID = 31_337n;
const LEDGER = `0x${"5f".repeat(20)}` as Hex;
const DAY = 86_400;

type Stored = LoggedEntry & { readonly head: Hex };

/** A history that grows, as the ledger would record it. */
class GrowingHistory {
  readonly entries: Stored[] = [];
  readonly kind: Kind;
  readonly subject: Hex;

  constructor(kind: Kind, subject: Hex) {
    this.kind = kind;
    this.subject = subject;
  }

  get head(): Hex {
    return this.entries.at(-1)?.head ?? genesisHead(CHAIN_ID, LEDGER, this.subject);
  }

  /** Adds an entry that comes from another history as it is now. */
  add(block: number, action: Action, state: State, from?: GrowingHistory): void {
    const entry: Entry = {
      subject: this.subject,
      kind: this.kind,
      action,
      stage: stageOf(this.kind, action),
      state,
      organisation: 1 + (block % 3),
      member: 1 + (block % 40),
      counterpart: action === "ship" ? 2 : 0,
      quantity: 1n,
      value: block * 7,
      until: 1_800_000_000 + block,
      occurredAt: 1_700_000_000 + block * DAY - 60,
      recordedAt: 1_700_000_000 + block * DAY,
      previousBlock: this.entries.at(-1)?.block ?? 0,
      origin: from === undefined ? undefined : { subject: from.subject, head: from.head },
      details: id(`document ${block}`) as Hex,
      block,
    };
    const head = entryHead(this.head, {
      ...entry,
      facts: packFacts(this.kind, entry),
      origin: entry.origin?.subject ?? (ZeroHash as Hex),
      originHead: entry.origin?.head ?? `0x${"00".repeat(27)}`,
    });
    this.entries.push({ ...entry, transaction: id(`transaction ${block}`) as Hex, logIndex: 0, head });
  }
}

/**
 * Makes the trace of an item that was bought again and again, without a ledger: ten entries for each purchase, five of
 * its requisition and five of its own, two of each with an origin.
 *
 * @param purchases - how often
 */
export function makeTrace(purchases: number): Trace<LoggedEntry> {
  const code = `/01/${GTIN}/21/BENCH`;
  const product = new GrowingHistory("product", productId(parseCode(code)));
  const item = new GrowingHistory("asset", itemId(parseCode(code)));
  let block = 1;
  product.add(block, "register", "registered");
  item.add(++block, "enrol", "stored", product);
  const requisitions: GrowingHistory[] = [];
  for (let purchase = 0; purchase < purchases; purchase++) {
    const requisition = new GrowingHistory("requisition", id(`requisition ${purchase}`) as Hex);
    requisition.add(++block, "apply", "requested", product);
    requisition.add(++block, "approve", "approved");
    requisition.add(++block, "order", "ordered");
    requisition.add(++block, "ship", "shipped", item);
    item.add(block, "ship", "inTransit", requisition);
    requisition.add(++block, "accept", "fulfilled", item);
    item.add(block, "accept", "stored", requisition);
    item.add(++block, "use", "inUse");
    item.add(++block, "maintain", "inUse");
    item.add(++block, "store", "stored");
    requisitions.push(requisition);
  }
  return {
    chainId: CHAIN_ID,
    ledger: LEDGER,
    code,
    subject: item.subject,
    histories: [item, product, ...requisitions].map(({ subject, kind, entries }) => ({ subject, kind, entries })),
    asOf: { block, hash: id("block") as Hex, time: 1_700_000_000 + (block + 1) * DAY },
  };
}
