import { type Connection, readSlots } from "../connection/connection.ts";
import { UnknownSubject } from "../errors/refusals/history.ts";
import { asCorrected } from "../history/corrections.ts";
import { type OpenRecall, openRecall } from "../history/recalls.ts";
import {
  batchNumberSlot,
  batchSlot,
  offsetSlot,
  productNumberSlot,
  productSlot,
  readBatch,
  readCare,
  readCustody,
  readFurtherCare,
  readProduct,
  readRequisition,
  readStatus,
  readVotes,
  statusSlot,
  votesSlot,
} from "../history/storage.ts";
import { subjectOf } from "../history/subjects.ts";
import type { AsOf, Entry, Hex, History, LoggedEntry } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import {
  type AssetState,
  assetStates,
  type BatchState,
  batchStates,
  type ProductState,
  type Purpose,
  productKinds,
  type RequisitionState,
  requisitionStates,
  type Terms,
} from "../lifecycle/vocabulary.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { termsOf } from "./check.ts";
import { codeOf } from "./codes.ts";
import { history } from "./history.ts";
import { logsOf } from "./logs.ts";
import { placeName, productName, textIn } from "./names.ts";
import { policyAt } from "./policy.ts";
import { type Product, productAt } from "./product.ts";
import { placeOf } from "./recallImpact.ts";

/** Approvals of what is not decided yet. */
export interface Approvals {
  /** How many are needed, by the stricter of the organisation's policy and the regulators' floor. */
  readonly needed: number;
  /** The numbers of the members who approved. */
  readonly given: readonly number[];
  /** The organisation that one approval is reserved to, and whether it gave it. */
  readonly outside: { readonly organisation: number; readonly given: boolean } | undefined;
}

/** What stands of an item, or of a parcel. Organisations are given by their numbers; times are unix seconds. */
export interface ShownAsset {
  readonly kind: "item" | "parcel";
  readonly subject: Hex;
  /** An item's code in its one form; `undefined` of a parcel. */
  readonly code: string | undefined;
  /** The codes of its product, and of a parcel's batch. */
  readonly product: string | undefined;
  readonly batch: string | undefined;
  /** What its product is called. */
  readonly productName: string | undefined;
  readonly state: AssetState;
  readonly quarantined: boolean;
  /** `undefined` of what was only announced. */
  readonly custodian: number | undefined;
  readonly owner: number | undefined;
  readonly terms: Terms | undefined;
  /** Where its custodian said last that it is; `name` is `undefined` where the place was never named. */
  readonly place: { readonly number: number; readonly name: string | undefined } | undefined;
  /**
   * Where it is going, if it is in transit, until when it is to be taken, and on which terms; of what was shipped under a
   * requisition, only where.
   */
  readonly transit:
    | { readonly to: number | undefined; readonly until: number | undefined; readonly terms: Terms | undefined }
    | undefined;
  /** The requisition under which it was last shipped or accepted; `undefined` of a part that was split off since. */
  readonly requisition: Hex | undefined;
  /** How many base units it holds: 1, of an item. */
  readonly quantity: bigint;
  /** A parcel's packs that have a code each: from the index `first` to before `end`, those dispensed included. */
  readonly packs: { readonly first: number; readonly end: number } | undefined;
  /** Last second at which a parcel is usable. */
  readonly expiry: number | undefined;
  /** Last second at which an item's calibration (强检) holds. */
  readonly calibratedUntil: number | undefined;
  /** The recalls of it, of its batch and of its product that are open. */
  readonly recalls: readonly OpenRecall[];
  /** Consigned goods that were used and not settled: whose they were, and how many base units. */
  readonly owed: { readonly consignor: number; readonly quantity: bigint } | undefined;
  /** Of a scrapping that was requested and is not decided. */
  readonly approvals: Approvals | undefined;
  readonly asOf: AsOf;
}

/** What stands of a batch. */
export interface ShownBatch {
  readonly kind: "batch";
  readonly subject: Hex;
  readonly code: string | undefined;
  readonly productName: string | undefined;
  readonly state: BatchState;
  /** Last second at which it is usable; 0 while only a recall announced it. */
  readonly expiry: number;
  /** How many base units of it entered the ledger in all. */
  readonly quantity: bigint;
  /** The root of the tree over its packs' codes. */
  readonly packsRoot: Hex | undefined;
  readonly recalls: readonly OpenRecall[];
  readonly asOf: AsOf;
}

/** What stands of a product. */
export interface ShownProduct {
  readonly kind: "product";
  readonly subject: Hex;
  readonly code: string | undefined;
  readonly state: ProductState;
  readonly product: Product;
  readonly recalls: readonly OpenRecall[];
  readonly asOf: AsOf;
}

/** What stands of a requisition. Organisations and members are given by their numbers. */
export interface ShownRequisition {
  readonly kind: "requisition";
  readonly subject: Hex;
  /** The own number of whose it is; `undefined` where the node does not answer for events so far back. */
  readonly reference: string | undefined;
  readonly state: RequisitionState;
  /** The product's code, and what it is called. */
  readonly product: string | undefined;
  readonly productName: string | undefined;
  readonly organisation: number;
  readonly supplier: number | undefined;
  readonly consignee: number | undefined;
  readonly applicant: number;
  readonly buyer: number | undefined;
  /** How many base units were applied for; were accepted; are shipped and neither on the ledger nor refused. */
  readonly quantity: bigint;
  readonly accepted: bigint;
  readonly underway: bigint;
  readonly urgent: boolean;
  readonly approved: boolean;
  /** `undefined` once it is approved, or was rejected or cancelled. */
  readonly approvals: Approvals | undefined;
  readonly asOf: AsOf;
}

/** What the ledger holds of something now, by its kind. */
export type Shown = ShownAsset | ShownBatch | ShownProduct | ShownRequisition;

/**
 * Shows what stands now of whatever has a history: state, who has and owns it, on which terms, where, how much, until when,
 * which recalls are open; of a requisition, how far it is.
 *
 * @param connection - the connection, to a node that keeps logs
 * @param target - a code in any form (with a serial: the item; with a lot: the batch; with neither: the product), or a
 * subject's id, as of a parcel or a requisition (`requisitionId` makes one of an own reference)
 * @returns what stands as of the newest block, told apart by `kind`
 * @throws {@link UnknownSubject} when the ledger does not have it, and what is wrong with a code
 *
 * @example
 * const shown = await m.show("(01)09521234543213(21)P-0002");
 * if (shown.kind === "item") console.log(shown.state, shown.place?.name);
 */
export async function show(connection: Connection, target: string): Promise<Shown> {
  const { subject } = subjectOf(target);
  return atOneBlock(connection, subject, (asOf) => showAt(connection, subject, asOf));
}

async function showAt(connection: Connection, subject: Hex, asOf: AsOf): Promise<Shown> {
  const keys = [
    statusSlot("asset", subject),
    statusSlot("requisition", subject),
    batchNumberSlot(subject),
    productNumberSlot(subject),
  ];
  const [asset, requisition, batch, product] = (await readSlots(connection, keys, asOf.block)) as [Hex, Hex, Hex, Hex];
  if (readStatus(asset).state !== 0) return showAsset(connection, subject, asOf);
  if (readStatus(requisition).state !== 0) return showRequisition(connection, subject, asOf);
  if (BigInt(batch) !== 0n) return showBatch(connection, subject, Number(batch), asOf);
  if (BigInt(product) !== 0n) return showProduct(connection, subject, asOf);
  throw new UnknownSubject({ subject });
}

async function showAsset(connection: Connection, subject: Hex, asOf: AsOf): Promise<ShownAsset> {
  const slot = statusSlot("asset", subject);
  const own = [0, 1, 2, 3, 4].map((offset) => offsetSlot(slot, offset));
  const [statusWord, custodyWord, shipment, careWord, furtherWord, votes] = (await readSlots(
    connection,
    [...own, votesSlot(subject)],
    asOf.block,
  )) as [Hex, Hex, Hex, Hex, Hex, Hex];
  const custody = readCustody(custodyWord);
  const isParcel = custody.batch !== 0;
  const keys = [
    offsetSlot(productSlot(custody.product), 1),
    offsetSlot(productSlot(custody.product), 2),
    offsetSlot(batchSlot(custody.batch), 1),
    offsetSlot(batchSlot(custody.batch), 2),
    offsetSlot(statusSlot("requisition", shipment), 1),
  ];
  const [productWord, productId, batchWord, batchId, requisitionWord] = (await readSlots(
    connection,
    keys,
    asOf.block,
  )) as [Hex, Hex, Hex, Hex, Hex];
  const [product, batch, care] = [readProduct(productWord), readBatch(batchWord), readCare(careWord)];
  const { quarantined, state: stateNumber } = readStatus(statusWord);
  const state = assetStates[stateNumber] as AssetState;
  const further = readFurtherCare(furtherWord);
  const offered = custody.offeredTo !== 0;
  const owed = isParcel ? further.owed : 1n;
  const isRequested = state === "scrapRequested";
  const { entries } = await history(connection, subject, asOf);
  return {
    kind: isParcel ? "parcel" : "item",
    subject,
    code: isParcel ? undefined : await codeOf(connection, subject, "asset", asOf),
    product: await codeOf(connection, productId, "product", asOf),
    batch: isParcel ? await codeOf(connection, batchId, "batch", asOf) : undefined,
    productName: await productName(connection, custody.product, asOf.block),
    state,
    quarantined,
    custodian: custody.custodian || undefined,
    owner: custody.owner || undefined,
    terms: termsOf(custody.terms),
    place: placeless.has(state) ? undefined : await placeIn(connection, entries, custody.custodian),
    transit:
      state === "inTransit"
        ? {
            to: (offered ? custody.offeredTo : readRequisition(requisitionWord).consignee) || undefined,
            until: offered ? custody.deadline : undefined,
            terms: termsOf(custody.offeredTerms),
          }
        : undefined,
    requisition: entries.findLast(({ action }) => action === "ship" || action === "accept")?.origin?.subject,
    quantity: custody.quantity,
    packs: custody.firstPack === undefined ? undefined : { first: custody.firstPack, end: further.endPack },
    expiry: isParcel ? batch.expiry : undefined,
    calibratedUntil: custody.calibratedUntil || undefined,
    recalls: [
      ...openRecall("item", subject, care.recall, care.remediedAt),
      ...(isParcel ? openRecall("batch", batchId, batch.recall, care.remediedAt) : []),
      ...openRecall("product", productId, product.recall, care.remediedAt),
    ],
    owed: care.consignor === 0 || owed === 0n ? undefined : { consignor: care.consignor, quantity: owed },
    approvals: isRequested
      ? await approvalsOf(connection, "scrap", custody.custodian, product, votes, asOf)
      : undefined,
    asOf,
  };
}

async function showBatch(connection: Connection, subject: Hex, number: number, asOf: AsOf): Promise<ShownBatch> {
  const keys = [0, 1, 3].map((offset) => offsetSlot(batchSlot(number), offset));
  const [status, body, root] = (await readSlots(connection, keys, asOf.block)) as [Hex, Hex, Hex];
  const { product, expiry, quantity, recall } = readBatch(body);
  const ofProduct = [1, 2].map((offset) => offsetSlot(productSlot(product), offset));
  const [productWord, productId] = (await readSlots(connection, ofProduct, asOf.block)) as [Hex, Hex];
  return {
    kind: "batch",
    subject,
    code: await codeOf(connection, subject, "batch", asOf),
    productName: await productName(connection, product, asOf.block),
    state: batchStates[readStatus(status).state] as BatchState,
    expiry,
    quantity,
    packsRoot: BigInt(root) === 0n ? undefined : root,
    recalls: [
      ...openRecall("batch", subject, recall, 0),
      ...openRecall("product", productId, readProduct(productWord).recall, 0),
    ],
    asOf,
  };
}

async function showProduct(connection: Connection, subject: Hex, asOf: AsOf): Promise<ShownProduct> {
  const product = await productAt(connection, subject, asOf);
  const recalls = product.recall === undefined ? [] : [product.recall];
  return { kind: "product", subject, code: product.code, state: "registered", product, recalls, asOf };
}

async function showRequisition(connection: Connection, subject: Hex, asOf: AsOf): Promise<ShownRequisition> {
  const slot = statusSlot("requisition", subject);
  const keys = [slot, offsetSlot(slot, 1), votesSlot(subject)];
  const [status, body, votes] = (await readSlots(connection, keys, asOf.block)) as [Hex, Hex, Hex];
  const { product, organisation, supplier, consignee, buyer, ...stored } = readRequisition(body);
  const ofProduct = [1, 2].map((offset) => offsetSlot(productSlot(product), offset));
  const [productWord, productId] = (await readSlots(connection, ofProduct, asOf.block)) as [Hex, Hex];
  const state = requisitionStates[readStatus(status).state] as RequisitionState;
  const isDecided = stored.approved || state === "rejected" || state === "cancelled";
  return {
    kind: "requisition",
    subject,
    reference: await referenceOf(connection, subject, asOf),
    state,
    product: await codeOf(connection, productId, "product", asOf),
    productName: await productName(connection, product, asOf.block),
    organisation,
    supplier: supplier || undefined,
    consignee: consignee || undefined,
    buyer: buyer || undefined,
    ...stored,
    approvals: isDecided
      ? undefined
      : await approvalsOf(connection, "buy", organisation, readProduct(productWord), votes, asOf),
    asOf,
  };
}

/** As `Quorum.required` counts. */
async function approvalsOf(
  connection: Connection,
  purpose: Purpose,
  organisation: number,
  { kind, riskClass }: { readonly kind: number; readonly riskClass: number },
  votesWord: Hex,
  asOf: AsOf,
): Promise<Approvals> {
  const policy = await policyAt(connection, organisation, asOf.block);
  const votes = readVotes(votesWord);
  const [own, floor] = [policy.rules, policy.floor].map((rules) =>
    rules.find((rule) => rule.purpose === purpose && rule.kind === productKinds[kind] && rule.riskClass === riskClass),
  );
  const outside = own?.outside === true ? policy.outsideApprover : undefined;
  return {
    needed: Math.max(own?.approvals ?? 1, floor?.approvals ?? 1),
    given: votes.map(({ member }) => member),
    outside:
      outside === undefined
        ? undefined
        : { organisation: outside, given: votes.some(({ organisation: of }) => of === outside) },
  };
}

async function referenceOf(connection: Connection, subject: Hex, asOf: AsOf): Promise<string | undefined> {
  const event = ledgerInterface.getEvent("RequisitionOpened");
  const [log] = await logsOf(connection, [event.topicHash, subject], asOf);
  if (log === undefined) return undefined;
  return textIn(ledgerInterface.decodeEventLog(event, log.data, log.topics).ownReference);
}

/** In these states it is not where its custodian said last. */
const placeless: ReadonlySet<AssetState> = new Set(["inTransit", "disposed", "announced"] as const);

async function placeIn(connection: Connection, entries: History<LoggedEntry>["entries"], custodian: number) {
  const number = placeOf(asTheyHold(entries), custodian);
  return number === undefined ? undefined : { number, name: await placeName(connection, custodian, number) };
}

/** The entries of one history as they hold now, without those that only supersede others. */
function asTheyHold<E extends Entry & { readonly head: Hex }>(entries: readonly E[]): readonly E[] {
  const superseding = new Map(
    entries.flatMap((entry) => (entry.action === "correct" ? [[entry.origin?.head, entry] as const] : [])),
  );
  const correctionsOf = (entry: E): readonly E[] => {
    const next = superseding.get(entry.head);
    return next === undefined ? [] : [next, ...correctionsOf(next)];
  };
  return entries.filter(({ action }) => action !== "correct").map((entry) => asCorrected(entry, correctionsOf(entry)));
}
