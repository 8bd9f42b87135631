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
  readProduct,
  readRequisition,
  readStatus,
  type StoredRecall,
  statusSlot,
} from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { type Kind, type State, states } from "../lifecycle/vocabulary.ts";

/** What the ledger stores of a traced subject at the bundle's block. Organisations are given by their numbers. */
export interface Present {
  readonly state: State;
  readonly quarantined: boolean;
  /** The recalls of it, of its batch and of its product that are open. */
  readonly recalls: readonly OpenRecall[];
  /** Of an asset; `undefined` of one that is only announced. */
  readonly custodian: number | undefined;
  readonly owner: number | undefined;
  /** How many base units an asset holds, a requisition is for, or entered a batch. */
  readonly quantity: bigint | undefined;
  /** The last second at which an item's calibration holds. */
  readonly calibratedUntil: number | undefined;
  /** The last second at which a batch, or a parcel of it, is usable. */
  readonly expiry: number | undefined;
}

/** A subject, and what it is. */
export interface Named {
  readonly subject: Hex;
  readonly kind: Kind;
}

/** The word in a slot; `undefined` where it is not known. */
export type Words = (slot: Hex) => Hex | undefined;

const numberOf = (word: Hex | undefined): number => Number(BigInt(word ?? 0));

/** The slot of a subject's status; `undefined` where it needs a number that is not known. */
export function statusSlotOf({ subject, kind }: Named, words: Words): Hex | undefined {
  if (kind === "asset" || kind === "requisition") return statusSlot(kind, subject);
  const number = numberOf(words(kind === "product" ? productNumberSlot(subject) : batchNumberSlot(subject)));
  if (number === 0) return undefined;
  return kind === "product" ? productSlot(number) : batchSlot(number);
}

/** The slots that say which product and which batch a subject is of, by their numbers. */
function classesOf(named: Named, words: Words): { readonly product: number; readonly batch: number } {
  const status = statusSlotOf(named, words);
  const word = status === undefined ? undefined : words(offsetSlot(status, 1));
  switch (named.kind) {
    case "asset": {
      const { product, batch } = word === undefined ? { product: 0, batch: 0 } : readCustody(word);
      return { product, batch };
    }
    case "requisition":
      return { product: word === undefined ? 0 : readRequisition(word).product, batch: 0 };
    case "batch":
      return {
        product: word === undefined ? 0 : readBatch(word).product,
        batch: numberOf(words(batchNumberSlot(named.subject))),
      };
    default:
      return { product: numberOf(words(productNumberSlot(named.subject))), batch: 0 };
  }
}

/** Whether a code names it: items, batches and products have one, parcels and requisitions an id only. */
export function hasCode(named: Named, words: Words): boolean {
  if (named.kind === "asset") return classesOf(named, words).batch === 0;
  return named.kind !== "requisition";
}

/**
 * The slots that a bundle proves: the head of every history; and of the traced subject, what is stored of it, of its batch
 * and of its product. What follows from words that are not known yet is left out.
 *
 * @param named - the histories' subjects, the traced one first
 * @param words - the words that are known
 */
export function slotsOf(named: readonly Named[], words: Words): ReadonlySet<Hex> {
  const slots = new Set<Hex>();
  for (const one of named) {
    if (one.kind === "product") slots.add(productNumberSlot(one.subject));
    if (one.kind === "batch") slots.add(batchNumberSlot(one.subject));
    const status = statusSlotOf(one, words);
    if (status !== undefined) slots.add(status);
  }
  const [traced] = named;
  if (traced === undefined) return slots;
  const status = statusSlotOf(traced, words);
  if (status !== undefined) {
    slots.add(offsetSlot(status, 1));
    if (traced.kind === "asset") slots.add(offsetSlot(status, 3));
  }
  const { product, batch } = classesOf(traced, words);
  if (product !== 0) for (const offset of [1, 2]) slots.add(offsetSlot(productSlot(product), offset));
  if (batch !== 0) for (const offset of [1, 2]) slots.add(offsetSlot(batchSlot(batch), offset));
  return slots;
}

/**
 * What is stored of a traced subject.
 *
 * @param traced - the subject
 * @param words - all words of {@link slotsOf}
 * @returns `undefined` where the ledger has no such subject
 */
export function presentOf(traced: Named, words: Words): Present | undefined {
  const slot = statusSlotOf(traced, words);
  const word = slot === undefined ? undefined : words(slot);
  const status = word === undefined ? undefined : readStatus(word);
  const state = status === undefined ? undefined : states[traced.kind][status.state];
  if (slot === undefined || status === undefined || state === undefined || state === "none") return undefined;

  const stored = (from: Hex, offset: number): Hex => words(offsetSlot(from, offset)) ?? `0x${"00".repeat(32)}`;
  const { product, batch } = classesOf(traced, words);
  const isAsset = traced.kind === "asset";
  const care = isAsset ? readCare(stored(slot, 3)) : undefined;
  const custody = isAsset ? readCustody(stored(slot, 1)) : undefined;
  const itsBatch = batch === 0 ? undefined : readBatch(stored(batchSlot(batch), 1));
  const recallOf = (of: OpenRecall["of"], target: Hex, recall: StoredRecall | undefined) =>
    openRecall(of, target, recall, care?.remediedAt);
  return {
    state,
    // Of a product, that bit says another thing.
    quarantined: isAsset && status.quarantined,
    recalls: [
      ...recallOf("item", traced.subject, care?.recall),
      ...(batch === 0 ? [] : recallOf("batch", stored(batchSlot(batch), 2), itsBatch?.recall)),
      ...(product === 0
        ? []
        : recallOf("product", stored(productSlot(product), 2), readProduct(stored(productSlot(product), 1)).recall)),
    ],
    custodian: custody?.custodian || undefined,
    owner: custody?.owner || undefined,
    quantity:
      traced.kind === "requisition"
        ? readRequisition(stored(slot, 1)).quantity
        : (custody?.quantity ?? itsBatch?.quantity),
    calibratedUntil: custody?.calibratedUntil || undefined,
    expiry: itsBatch?.expiry,
  };
}
