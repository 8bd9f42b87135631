import { toBeHex, zeroPadValue } from "ethers/utils";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { hashWords } from "./ids.ts";
import { amount, type Field, flag, number, packed, signed, type Unpacked } from "./packed.ts";
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

/** Slot 0 of a subject. */
export const readStatus = packed({
  /** Whether a recall of this very asset is open. */
  recalled: flag(1),
  /** The state to go back to, as contracts/types/Status.sol numbers it. */
  before: number(2),
  /** Of a product: whether goods of it have entered. */
  quarantined: flag(1),
  state: number(4),
  lastBlock: number(32),
  head: { bits: 216, read: (value): Hex => `0x${value.toString(16).padStart(54, "0")}` },
});

/** The numbers that were given, from 1 on. */
export const readCounts = packed({
  organisations: number(24),
  members: number(24),
  products: number(24),
  batches: number(32),
});

/** A membership, with its organisation's roles. */
export const readMembership = packed({
  member: number(24),
  organisation: number(24),
  duties: number(16),
  status: number(8),
  roles: number(8),
});

/** An organisation. */
export const readOrganisation = packed({
  roles: number(8),
  onboardingUntil: number(32),
  /** How many its administrators added. */
  members: number(16),
});

/**
 * A name's first slot, of a product or a place: where the other slots are, which a longer one has (Solidity's layout of
 * `string`), or the name's own bytes.
 */
export function readNameSlot(
  slot: Hex,
  value: Hex,
): { readonly bytes: Hex } | { readonly slots: readonly Hex[]; readonly length: number } {
  const word_ = BigInt(value);
  if ((word_ & 1n) === 0n) return { bytes: value.slice(0, 2 + 2 * (Number(word_ & 0xffn) / 2)) as Hex };
  const length = Number(word_ >> 1n);
  const first = hashWords([slot]);
  return { slots: Array.from({ length: Math.ceil(length / 32) }, (_, index) => offsetSlot(first, index)), length };
}

/** Whether an organisation is suspended, by its {@link haltedSlot}. */
export function isHalted(value: Hex, organisation: number): boolean {
  return ((BigInt(value) >> BigInt(organisation & 0xff)) & 1n) === 1n;
}

/** An appointment. */
export const readAppointment = packed({ duties: number(16), until: number(32) });

/** Who approved, where one approval is not enough, and for which organisation each. */
export const votesWord = packed({
  first: number(24),
  second: number(24),
  third: number(24),
  firstOf: number(24),
  secondOf: number(24),
  thirdOf: number(24),
});

/** The approvals that were given. */
export function readVotes(value: Hex): readonly { readonly member: number; readonly organisation: number }[] {
  const { first, second, third, firstOf, secondOf, thirdOf } = votesWord(value);
  return [
    { member: first, organisation: firstOf },
    { member: second, organisation: secondOf },
    { member: third, organisation: thirdOf },
  ].filter(({ member }) => member !== 0);
}

/** A policy. */
export const readPolicy = packed({ approvals: amount(64), outsideApprover: number(24), urgent: flag() });

const recallFields = {
  raisedAt: number(32),
  /** The organisation whose recall it is; 0 on ledgers of version 0.1.0, which do not store it. */
  raisedBy: number(24),
  level: number(4),
  instruction: number(3),
  byRegulator: flag(1),
} as const;
const recallWord = packed(recallFields);
/** As ledgers of version 0.1.0 have it: the highest 8 bits, which are never nothing here, are nothing there. */
const formerRecallWord = packed({
  raisedAt: number(32),
  level: number(8),
  instruction: number(8),
  byRegulator: flag(),
  nothing: number(8),
});

/** A recall as its target holds it. */
export type StoredRecall = Unpacked<typeof recallFields>;

/** A recall in a word; `undefined` if none is open. */
const recall: Field<StoredRecall | undefined> = {
  bits: 64,
  read: (value) => {
    const read = recallWord(value);
    if (read.raisedAt === 0) return undefined;
    const { nothing, level, instruction, byRegulator } = formerRecallWord(value);
    return nothing === 0 ? { raisedAt: read.raisedAt, raisedBy: 0, level, instruction, byRegulator } : read;
  },
};

const custodyWord = packed({
  product: number(24),
  custodian: number(24),
  owner: number(24),
  lastSigner: number(24),
  terms: number(4),
  offeredTerms: number(4),
  /** While it is in transit. While its scrapping is under way, that place is another's: who signed before it was requested. */
  offeredTo: number(24),
  deadline: number(32),
  calibratedUntilOrQuantity: number(32),
  calibratedAtOrFirstPack: number(32),
  batch: number(32),
});

/** Slot 1 of an asset: two of its values mean one thing of an item, and another of a parcel. */
export function readCustody(value: Hex) {
  const { calibratedUntilOrQuantity, calibratedAtOrFirstPack, ...custody } = custodyWord(value);
  const isItem = custody.batch === 0;
  return {
    ...custody,
    /** Of an item: when its last calibration was done, passed or failed, and until when it holds; 0 of a parcel. */
    calibratedAt: isItem ? calibratedAtOrFirstPack : 0,
    calibratedUntil: isItem ? calibratedUntilOrQuantity : 0,
    /** How many base units it holds: 1, of an item. */
    quantity: isItem ? 1n : BigInt(calibratedUntilOrQuantity),
    /** The index of a parcel's first pack; `undefined` where its packs have no codes. */
    firstPack: isItem || calibratedAtOrFirstPack === 0 ? undefined : calibratedAtOrFirstPack - 1,
  } as const;
}

/** Slot 3 of an asset. */
export const readCare = packed({
  remediedAt: number(32),
  /** A remedy that nobody confirmed yet, and who did it. */
  remedyAt: number(32),
  remedier: number(24),
  monitoredAt: number(32),
  /** Consigned goods that were used and not settled: whose they were, and who used them. */
  consignor: number(24),
  debtor: number(24),
  recall,
});

/** Slot 4 of an asset: of a parcel, what is owed for, and the index after its last pack. */
export const readFurtherCare = packed({ owed: amount(32), endPack: number(32) });

/** Slot 1 of a batch. */
export const readBatch = packed({
  product: number(24),
  /** Last second at which it is usable. */
  expiry: number(32),
  /** How many base units of it entered in all. */
  quantity: amount(64),
  recall,
});

/** Slot 1 of a product. */
export const readProduct = packed({
  manufacturer: number(24),
  kind: number(8),
  riskClass: number(8),
  singleUse: flag(),
  registeredFrom: number(32),
  registeredUntil: number(32),
  witnessed: flag(),
  /** Days for which a calibration holds at most; 0 if none is needed. */
  calibrationInterval: number(16),
  /** Tenths of a degree Celsius; no limits where both are 0. */
  lowest: signed(16),
  highest: signed(16),
  recall,
  tracking: number(8),
  unitsPerPack: number(16),
});

/** Slot 1 of a requisition. */
export const readRequisition = packed({
  product: number(24),
  organisation: number(24),
  supplier: number(24),
  consignee: number(24),
  applicant: number(24),
  buyer: number(24),
  quantity: amount(32),
  accepted: amount(32),
  /** Shipped, not on the ledger yet, and neither accepted nor refused. */
  underway: amount(32),
  urgent: flag(),
  approved: flag(),
});
