import { toBeHex, zeroPadValue } from "ethers/utils";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { hashWords } from "./ids.ts";
import type { Hex } from "./types.ts";

/**
 * Where the ledger keeps what (docs/storage.md): the slots of the mappings of `LedgerStorage` in
 * `contracts/types/Records.sol`. A test compares them with the compiler's layout.
 */
export const slots = {
  counts: 0n,
  memberships: 1n,
  accounts: 2n,
  organisations: 3n,
  halted: 4n,
  appointments: 5n,
  places: 6n,
  productNumbers: 7n,
  products: 8n,
  requisitions: 9n,
  assets: 10n,
  policies: 11n,
  votes: 12n,
  corrected: 13n,
  batchNumbers: 14n,
  batches: 15n,
  dispensedPacks: 16n,
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

/** How many of each were given a number. */
export const countsSlot = word(slots.counts) as Hex;
export const membershipSlot = (account: string): Hex => valueSlot(zeroPadValue(account, 32), slots.memberships);
export const accountSlot = (member: number): Hex => valueSlot(word(member), slots.accounts);
export const organisationSlot = (organisation: number): Hex => valueSlot(word(organisation), slots.organisations);
/** Under 0: the regulators' floor. */
export const policySlot = (organisation: number): Hex => valueSlot(word(organisation), slots.policies);
export const appointmentSlot = (organisation: number, provider: number): Hex =>
  valueSlot(word(provider), valueSlot(word(organisation), slots.appointments));
export const votesSlot = (subject: Hex): Hex => valueSlot(subject, slots.votes);
export const haltedSlot = (organisation: number): Hex => valueSlot(word(organisation >> 8), slots.halted);
export const productNumberSlot = (product: Hex): Hex => valueSlot(product, slots.productNumbers);
export const productSlot = (number: number): Hex => valueSlot(word(number), slots.products);
export const placeSlot = (organisation: number, place: number): Hex =>
  valueSlot(word(place), valueSlot(word(organisation), slots.places));

export const batchNumberSlot = (batch: Hex): Hex => valueSlot(batch, slots.batchNumbers);
export const batchSlot = (number: number): Hex => valueSlot(word(number), slots.batches);
/** Of 256 packs of a batch, the bits that say which were dispensed. */
export const dispensedSlot = (batch: number, packWord: number): Hex =>
  valueSlot(word(packWord), valueSlot(word(batch), slots.dispensedPacks));

/** Slot 0 of a requisition or an asset: its status. A product's and a batch's are found by their numbers. */
export function statusSlot(kind: Exclude<Kind, "product" | "batch">, subject: Hex): Hex {
  return valueSlot(subject, kind === "requisition" ? slots.requisitions : slots.assets);
}

const bits = (value: bigint, shift: number, width: number): number =>
  Number((value >> BigInt(shift)) & ((1n << BigInt(width)) - 1n));

/** A number in two's complement. */
const signed = (value: bigint, shift: number, width: number): number =>
  Number(BigInt.asIntN(width, value >> BigInt(shift)));

/**
 * Slot 0 of a subject: head 216 · last block 32 · state 4 · quarantined 1 (of a product: whether goods of it have entered) ·
 * state before 2 · recalled 1.
 */
export function readStatus(value: Hex): {
  readonly head: Hex;
  readonly lastBlock: number;
  readonly state: number;
  readonly quarantined: boolean;
  /** Whether a recall of this very asset is open. */
  readonly recalled: boolean;
} {
  const status = BigInt(value);
  return {
    head: value.slice(0, 2 + 54) as Hex,
    lastBlock: bits(status, 8, 32),
    state: bits(status, 4, 4),
    quarantined: bits(status, 3, 1) === 1,
    recalled: bits(status, 0, 1) === 1,
  };
}

/** The numbers that were given, from 1 on: organisations 24 · members 24 · products 24 · batches 32, from the lowest bit. */
export function readCounts(value: Hex): {
  readonly organisations: number;
  readonly members: number;
  readonly products: number;
  readonly batches: number;
} {
  const counts = BigInt(value);
  return {
    organisations: bits(counts, 0, 24),
    members: bits(counts, 24, 24),
    products: bits(counts, 48, 24),
    batches: bits(counts, 72, 32),
  };
}

/** A membership: member 24 · organisation 24 · duties 16 · status 8 · the organisation's roles 8, from the lowest bit. */
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

/** An organisation: roles 8 · onboarding until 32 · members that its administrators added 16, from the lowest bit. */
export function readOrganisation(value: Hex): {
  readonly roles: number;
  readonly onboardingUntil: number;
  readonly members: number;
} {
  const organisation = BigInt(value);
  return {
    roles: bits(organisation, 0, 8),
    onboardingUntil: bits(organisation, 8, 32),
    members: bits(organisation, 40, 16),
  };
}

/**
 * A name's first slot, of a product or a place: where the other slots are, which a longer one has (Solidity's layout of
 * `string`), or the name's own bytes.
 */
export function readNameSlot(
  slot: Hex,
  value: Hex,
): { readonly bytes: Hex } | { readonly slots: readonly Hex[]; readonly length: number } {
  const word_ = BigInt(value);
  if ((word_ & 1n) === 0n) return { bytes: value.slice(0, 2 + 2 * (bits(word_, 0, 8) / 2)) as Hex };
  const length = Number(word_ >> 1n);
  const first = hashWords([slot]);
  return { slots: Array.from({ length: Math.ceil(length / 32) }, (_, index) => offsetSlot(first, index)), length };
}

/** Whether an organisation is suspended, by its {@link haltedSlot}. */
export function isHalted(value: Hex, organisation: number): boolean {
  return ((BigInt(value) >> BigInt(organisation & 0xff)) & 1n) === 1n;
}

/** An appointment: duties 16 · until 32, from the lowest bit. */
export function readAppointment(value: Hex): { readonly duties: number; readonly until: number } {
  const appointment = BigInt(value);
  return { duties: bits(appointment, 0, 16), until: bits(appointment, 16, 32) };
}

/** Who approved, where one approval is not enough: three members 24 each · for which organisation 24 each, from the lowest bit. */
export function readVotes(value: Hex): readonly { readonly member: number; readonly organisation: number }[] {
  const votes = BigInt(value);
  return [0, 24, 48]
    .map((shift) => ({ member: bits(votes, shift, 24), organisation: bits(votes, 72 + shift, 24) }))
    .filter(({ member }) => member !== 0);
}

/** A policy: approvals 64 · outside approver 24 · urgent 8, from the lowest bit. */
export function readPolicy(value: Hex): {
  readonly approvals: bigint;
  readonly outsideApprover: number;
  readonly urgent: boolean;
} {
  const policy = BigInt(value);
  return {
    approvals: policy & 0xffff_ffff_ffff_ffffn,
    outsideApprover: bits(policy, 64, 24),
    urgent: bits(policy, 88, 8) === 1,
  };
}

/**
 * A recall as its target holds it: raised at 32 · raised by 24 · level 4 · instruction 3 · by a regulator 1; 0 if none is open.
 */
export interface StoredRecall {
  readonly raisedAt: number;
  /** The organisation whose recall it is; 0 on ledgers of version 0.1.0, which do not store it. */
  readonly raisedBy: number;
  readonly level: number;
  readonly instruction: number;
  readonly byRegulator: boolean;
}

function readRecall(value: bigint, shift: number): StoredRecall | undefined {
  const raisedAt = bits(value, shift, 32);
  if (raisedAt === 0) return undefined;
  // Ledgers of version 0.1.0 have level 8 · instruction 8 · by a regulator 8 · nothing 8 there; here, that is never nothing.
  if (bits(value, shift + 56, 8) === 0) {
    return {
      raisedAt,
      raisedBy: 0,
      level: bits(value, shift + 32, 8),
      instruction: bits(value, shift + 40, 8),
      byRegulator: bits(value, shift + 48, 8) === 1,
    };
  }
  return {
    raisedAt,
    raisedBy: bits(value, shift + 32, 24),
    level: bits(value, shift + 56, 4),
    instruction: bits(value, shift + 60, 3),
    byRegulator: bits(value, shift + 63, 1) === 1,
  };
}

/** Slot 1 of an asset, from the lowest bit. */
export function readCustody(value: Hex): {
  readonly product: number;
  readonly custodian: number;
  readonly owner: number;
  readonly lastSigner: number;
  readonly terms: number;
  readonly offeredTerms: number;
  /** While it is in transit. While its scrapping is under way, that place is another's: who signed before it was requested. */
  readonly offeredTo: number;
  readonly deadline: number;
  /** Of an item: when its last calibration was done, passed or failed, and until when it holds; 0 of a parcel. */
  readonly calibratedAt: number;
  readonly calibratedUntil: number;
  /** The number of a parcel's batch; 0 of an item. */
  readonly batch: number;
  /** How many base units it holds: 1, of an item. */
  readonly quantity: bigint;
  /** The index of a parcel's first pack; `undefined` where its packs have no codes. */
  readonly firstPack: number | undefined;
} {
  const custody = BigInt(value);
  const batch = bits(custody, 224, 32);
  const firstPackAndOne = bits(custody, 192, 32);
  return {
    product: bits(custody, 0, 24),
    custodian: bits(custody, 24, 24),
    owner: bits(custody, 48, 24),
    lastSigner: bits(custody, 72, 24),
    terms: bits(custody, 96, 4),
    offeredTerms: bits(custody, 100, 4),
    offeredTo: bits(custody, 104, 24),
    deadline: bits(custody, 128, 32),
    calibratedAt: batch === 0 ? bits(custody, 192, 32) : 0,
    calibratedUntil: batch === 0 ? bits(custody, 160, 32) : 0,
    batch,
    quantity: batch === 0 ? 1n : BigInt(bits(custody, 160, 32)),
    firstPack: batch === 0 || firstPackAndOne === 0 ? undefined : firstPackAndOne - 1,
  };
}

/** Slot 3 of an asset, from the lowest bit. */
export function readCare(value: Hex): {
  readonly remediedAt: number;
  /** A remedy that nobody confirmed yet, and who did it. */
  readonly remedyAt: number;
  readonly remedier: number;
  readonly monitoredAt: number;
  /** Consigned goods that were used and not settled: whose they were, and who used them. */
  readonly consignor: number;
  readonly debtor: number;
  readonly recall: StoredRecall | undefined;
} {
  const care = BigInt(value);
  return {
    remediedAt: bits(care, 0, 32),
    remedyAt: bits(care, 32, 32),
    remedier: bits(care, 64, 24),
    monitoredAt: bits(care, 88, 32),
    consignor: bits(care, 120, 24),
    debtor: bits(care, 144, 24),
    recall: readRecall(care, 168),
  };
}

/** Slot 4 of an asset, from the lowest bit: of a parcel, what is owed for, and the index after its last pack. */
export function readFurtherCare(value: Hex): { readonly owed: bigint; readonly endPack: number } {
  const care = BigInt(value);
  return { owed: BigInt(bits(care, 0, 32)), endPack: bits(care, 32, 32) };
}

/** Slot 1 of a batch, from the lowest bit. */
export function readBatch(value: Hex): {
  readonly product: number;
  /** Last second at which it is usable. */
  readonly expiry: number;
  /** How many base units of it entered in all. */
  readonly quantity: bigint;
  readonly recall: StoredRecall | undefined;
} {
  const batch = BigInt(value);
  return {
    product: bits(batch, 0, 24),
    expiry: bits(batch, 24, 32),
    quantity: (batch >> 56n) & 0xffff_ffff_ffff_ffffn,
    recall: readRecall(batch, 120),
  };
}

/** Slot 1 of a product, from the lowest bit. */
export function readProduct(value: Hex): {
  readonly manufacturer: number;
  readonly kind: number;
  readonly riskClass: number;
  readonly singleUse: boolean;
  readonly registeredFrom: number;
  readonly registeredUntil: number;
  readonly witnessed: boolean;
  /** Days for which a calibration holds at most; 0 if none is needed. */
  readonly calibrationInterval: number;
  /** Tenths of a degree Celsius; no limits where both are 0. */
  readonly lowest: number;
  readonly highest: number;
  readonly recall: StoredRecall | undefined;
  readonly tracking: number;
  readonly unitsPerPack: number;
} {
  const product = BigInt(value);
  return {
    manufacturer: bits(product, 0, 24),
    kind: bits(product, 24, 8),
    riskClass: bits(product, 32, 8),
    singleUse: bits(product, 40, 8) === 1,
    registeredFrom: bits(product, 48, 32),
    registeredUntil: bits(product, 80, 32),
    witnessed: bits(product, 112, 8) === 1,
    calibrationInterval: bits(product, 120, 16),
    lowest: signed(product, 136, 16),
    highest: signed(product, 152, 16),
    recall: readRecall(product, 168),
    tracking: bits(product, 232, 8),
    unitsPerPack: bits(product, 240, 16),
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
  readonly urgent: boolean;
  readonly approved: boolean;
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
    urgent: bits(requisition, 240, 8) === 1,
    approved: bits(requisition, 248, 8) === 1,
  };
}
