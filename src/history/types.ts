import type { Hex } from "../lifecycle/hex.ts";
import type { Action, Kind, Stage, State } from "../lifecycle/vocabulary.ts";

export type { Hex } from "../lifecycle/hex.ts";

/** Where an entry comes from: another subject, and its head at that moment. */
export interface Origin {
  readonly subject: Hex;
  /** 27 bytes. */
  readonly head: Hex;
}

/** One recorded step, as the ledger's events tell it. Times are unix seconds. */
export interface Entry {
  readonly subject: Hex;
  readonly kind: Kind;
  readonly action: Action;
  /** The stage of the nine; `undefined` for a step before the first. */
  readonly stage: Stage | undefined;
  /** The state after the step. */
  readonly state: State;
  /** The number of the organisation whose member signed. */
  readonly organisation: number;
  readonly member: number;
  /** The number of the other organisation; 0 for none. */
  readonly counterpart: number;
  /**
   * How many base units; of a product, what it is (kind 4 · risk class 4 · single use 4 · tracking 4 · units per pack 16,
   * from the lowest bit).
   */
  readonly quantity: bigint;
  /** Depends on the action: place, basis, outcome, reason, means, consignee, date of manufacture, start of registration. */
  readonly value: number;
  /** Depends on the action: when maintenance is due, when a registration ends, when a lot expires; 0 for none. */
  readonly until: number;
  /** When it happened, as claimed. */
  readonly occurredAt: number;
  /** When it was recorded: the block's time. */
  readonly recordedAt: number;
  /** The block of the entry before; 0 for the first. */
  readonly previousBlock: number;
  readonly origin: Origin | undefined;
  /**
   * Commitment to the document behind it; 32 zero bytes for none. Where packs are dispensed, to the document and to which
   * packs (`packsCommitment`); where packs with codes are commissioned, to the document and to the root of their tree.
   */
  readonly details: Hex;
  /** The block it stands in, to which the next entry commits, as its `previousBlock`; of the last one, the ledger stores it. */
  readonly block: number;
}

/** An entry as a node's logs have it. Nothing commits to where its log stands within the block. */
export interface LoggedEntry extends Entry {
  readonly transaction: Hex;
  readonly logIndex: number;
}

/** A subject's entries, oldest first, each with the head it leads to. */
export interface History<E extends Entry = Entry> {
  readonly subject: Hex;
  readonly kind: Kind;
  readonly entries: readonly (E & { readonly head: Hex })[];
}

/** The block that something was read at. */
export interface AsOf {
  readonly block: number;
  readonly hash: Hex;
  /** Unix seconds. */
  readonly time: number;
}

/**
 * One subject's history with those of its origins. Of a requisition, the histories of the other goods that came under
 * it are left out: they are not this asset's past.
 */
export interface Trace<E extends Entry = Entry> {
  readonly chainId: bigint;
  readonly ledger: Hex;
  /** The canonical code that was asked for; `undefined` for a subject without one. */
  readonly code: string | undefined;
  readonly subject: Hex;
  /** The subject's own first, then its origins'. */
  readonly histories: readonly History<E>[];
  readonly asOf: AsOf;
}
