import { toBeHex, zeroPadValue } from "ethers";
import { hashWords } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";

/**
 * Where the ledger keeps what (docs/storage.md): the slots of the mappings of `LedgerStorage` in
 * `contracts/types/Records.sol`. A test compares them with the compiler's layout.
 */
export const slots = {
  counts: 0n,
  memberships: 1n,
  accounts: 2n,
  roles: 3n,
  halted: 4n,
  appointments: 5n,
  places: 6n,
  productNumbers: 7n,
  products: 8n,
  requisitions: 9n,
  assets: 10n,
} as const;

const word = (value: bigint | number): string => toBeHex(value, 32);

/** The slot of a mapping's value. */
function valueSlot(key: string, mapping: bigint | Hex): Hex {
  return hashWords([key, typeof mapping === "bigint" ? word(mapping) : mapping]);
}

/** The slot `offset` words after another. */
export function offsetSlot(slot: Hex, offset: number): Hex {
  return word(BigInt(slot) + BigInt(offset)) as Hex;
}

export const membershipSlot = (account: string): Hex => valueSlot(zeroPadValue(account, 32), slots.memberships);
export const accountSlot = (member: number): Hex => valueSlot(word(member), slots.accounts);
export const rolesSlot = (organisation: number): Hex => valueSlot(word(organisation), slots.roles);
export const haltedSlot = (organisation: number): Hex => valueSlot(word(organisation >> 8), slots.halted);
export const productNumberSlot = (product: Hex): Hex => valueSlot(product, slots.productNumbers);
export const productSlot = (number: number): Hex => valueSlot(word(number), slots.products);
export const placeSlot = (organisation: number, place: number): Hex =>
  valueSlot(word(place), valueSlot(word(organisation), slots.places));

/** Slot 0 of a requisition or an asset: its status. A product's is found by its number. */
export function statusSlot(kind: Exclude<Kind, "product">, subject: Hex): Hex {
  return valueSlot(subject, kind === "requisition" ? slots.requisitions : slots.assets);
}

const bits = (value: bigint, shift: number, width: number): number =>
  Number((value >> BigInt(shift)) & ((1n << BigInt(width)) - 1n));

/** Slot 0 of a subject: head 216 · last block 32 · state 4 · quarantined 1 · state before 2 · spare 1. */
export function readStatus(value: Hex): {
  readonly head: Hex;
  readonly lastBlock: number;
  readonly state: number;
  readonly quarantined: boolean;
} {
  const status = BigInt(value);
  return {
    head: value.slice(0, 2 + 54) as Hex,
    lastBlock: bits(status, 8, 32),
    state: bits(status, 4, 4),
    quarantined: bits(status, 3, 1) === 1,
  };
}

/** A membership: member 24 · organisation 24 · duties 16 · status 8, from the lowest bit. */
export function readMembership(value: Hex): {
  readonly member: number;
  readonly organisation: number;
  readonly duties: number;
  readonly status: number;
} {
  const membership = BigInt(value);
  return {
    member: bits(membership, 0, 24),
    organisation: bits(membership, 24, 24),
    duties: bits(membership, 48, 16),
    status: bits(membership, 64, 8),
  };
}

/** Slot 1 of an asset: product 24 · custodian 24 · owner 24 · last signer 24, from the lowest bit. */
export function readCustody(value: Hex): {
  readonly product: number;
  readonly custodian: number;
  readonly owner: number;
} {
  const custody = BigInt(value);
  return { product: bits(custody, 0, 24), custodian: bits(custody, 24, 24), owner: bits(custody, 48, 24) };
}

/** Slot 1 of a product, from the lowest bit. */
export function readProduct(value: Hex): {
  readonly manufacturer: number;
  readonly kind: number;
  readonly riskClass: number;
  readonly singleUse: boolean;
  readonly registeredFrom: number;
  readonly registeredUntil: number;
} {
  const product = BigInt(value);
  return {
    manufacturer: bits(product, 0, 24),
    kind: bits(product, 24, 8),
    riskClass: bits(product, 32, 8),
    singleUse: bits(product, 40, 8) === 1,
    registeredFrom: bits(product, 48, 32),
    registeredUntil: bits(product, 80, 32),
  };
}

/** Slot 1 of a requisition, from the lowest bit. */
export function readRequisition(value: Hex): {
  readonly product: number;
  readonly organisation: number;
  readonly supplier: number;
  readonly consignee: number;
  readonly applicant: number;
  readonly buyer: number;
  readonly quantity: bigint;
  readonly accepted: bigint;
  /** Shipped, not on the ledger yet, and neither accepted nor refused. */
  readonly underway: bigint;
} {
  const requisition = BigInt(value);
  return {
    product: bits(requisition, 0, 24),
    organisation: bits(requisition, 24, 24),
    supplier: bits(requisition, 48, 24),
    consignee: bits(requisition, 72, 24),
    applicant: bits(requisition, 96, 24),
    buyer: bits(requisition, 120, 24),
    quantity: BigInt(bits(requisition, 144, 32)),
    accepted: BigInt(bits(requisition, 176, 32)),
    underway: BigInt(bits(requisition, 208, 32)),
  };
}
