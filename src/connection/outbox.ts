import type { Hex } from "../history/types.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";

/** A transaction that was signed for a write, and kept before it was sent. */
export interface SignedWrite {
  /** What the caller calls the write. */
  readonly name: string;
  /** The first block's hash of the chain that it is for. */
  readonly genesis: Hex;
  /** The account that signed, in lower case. */
  readonly account: Hex;
  readonly nonce: number;
  readonly hash: Hex;
  /** The transaction, ready to be sent. */
  readonly raw: Hex;
  /** That it must never be sent again: what it was to record is signed elsewhere. */
  readonly dead?: true;
  /** What the subjects are that it is about, where their entries' actions do not tell. */
  readonly kinds?: Readonly<Record<Hex, Kind>>;
}

/**
 * Keeps what was signed, so that a write is recorded once, whatever ends the process that sends it: what is kept is sent
 * again as it is, and only what can never be mined any more is signed anew.
 */
export interface Outbox {
  /** What was signed last under a name. */
  get(name: string): Promise<SignedWrite | undefined>;
  /** Keeps what was signed. It must outlive the process before this resolves. */
  put(write: SignedWrite): Promise<void>;
  /** All that was signed, in order. */
  list(): Promise<readonly SignedWrite[]>;
  /**
   * Does something while nobody else does it with the same account: not in this process, and not in another one on this
   * machine that has an outbox.
   *
   * @param account - whose nonces are used
   */
  exclusively<T>(account: Hex, what: () => Promise<T>): Promise<T>;
}

/**
 * An outbox in a file, with a line for each transaction that was signed. Only where Node runs it; nothing is touched before
 * the first call.
 *
 * @param path - the file; it is made when something is signed, for its owner's eyes only
 * @returns the outbox. Its methods throw `OutboxUnusable` when the file is none, or cannot be read or written
 * @example
 * const m = await connect({ outbox: fileOutbox("outbox.jsonl") });
 * await m.as(nurse).use.once("ward 7, 2026-11-24, 12", { code: "(01)09521234543213(21)P-0002", place: "ICU-3" });
 */
export function fileOutbox(path: string): Outbox {
  let opened: Promise<Outbox> | undefined;
  const outbox = (): Promise<Outbox> => {
    opened ??= import("./outbox.node.ts").then(({ openOutbox }) => openOutbox(path));
    return opened;
  };
  return {
    get: async (name) => (await outbox()).get(name),
    put: async (write) => (await outbox()).put(write),
    list: async () => (await outbox()).list(),
    exclusively: async (account, what) => (await outbox()).exclusively(account, what),
  };
}
