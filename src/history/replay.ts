import { ZeroHash } from "ethers/constants";
import { InvalidInput } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import { type Action, actions, type Kind, states } from "../lifecycle/vocabulary.ts";
import { actionNumber, kindOfFirst, previousBlockOf, stateNumber } from "./facts.ts";
import { placed } from "./fields.ts";
import { entryHead, genesisHead, NO_HEAD } from "./ids.ts";
import { expecting } from "./problems.ts";
import type { Hex, Origin } from "./types.ts";
import type { Problem, ProblemCode } from "./verify.ts";

/* What an entry that says what none can say should have said. */
const KNOWN_ACTION: Phrase = { en: "a known action", zh: "已知的操作" };
const FIRST_ACTION: Phrase = { en: "a first action", zh: "可作首条记录的操作" };
const KNOWN_STATE: Phrase = { en: "a known state", zh: "已知的状态" };

/** One entry of any subject, as the ledger logged it. */
export interface ReplayedEntry {
  readonly subject: Hex;
  readonly organisation: number;
  readonly facts: bigint;
  readonly details: Hex;
  readonly origin: Origin | undefined;
  /** The block it stands in. */
  readonly block: number;
}

/** How far a subject's history has come: all that the next entry, and the ledger's storage, are compared with. */
export interface Progress {
  /** Told by its first entry; `undefined` where none begins so. */
  readonly kind: Kind | undefined;
  readonly entries: number;
  readonly head: Hex;
  readonly lastBlock: number;
  /** The number of the state that the last entry led to. */
  readonly state: number;
}

/** An entry that comes from an earlier one of its own subject: a correction, an undoing. */
export interface OwnOrigin {
  /** The entry's position in its history, from 0. */
  readonly position: number;
  readonly head: Hex;
}

/** What a subject's storage says of its history. */
export interface StoredStatus {
  readonly head: Hex;
  readonly lastBlock: number;
  readonly state: number;
}

/**
 * Replays the entries of a whole ledger in the order of its log, many histories at once, and finds what does not follow.
 * Of each subject it keeps only how far it has come, so that the memory it needs grows with the subjects and not with the
 * entries.
 *
 * @example
 * const replay = new Replay(chainId, ledger);
 * for (const entry of entries) replay.add(entry);
 * for (const subject of replay.subjects.keys()) replay.compare(subject, storedStatus(subject));
 * const { problems } = replay;
 */
export class Replay {
  /** Every subject that was met, in the order of their first entries. */
  readonly subjects = new Map<Hex, Progress>();
  /** By subject, what has an origin in its own history: whoever has it whole may look whether it had that head before. */
  readonly ownOrigins = new Map<Hex, OwnOrigin[]>();
  readonly problems: Problem[] = [];
  readonly #chainId: bigint;
  readonly #ledger: Hex;
  #entries = 0;

  /**
   * @param chainId - the ledger's chain
   * @param ledger - its address
   */
  constructor(chainId: bigint, ledger: Hex) {
    this.#chainId = chainId;
    this.#ledger = ledger;
  }

  /** How many entries were replayed. */
  get entries(): number {
    return this.#entries;
  }

  /**
   * Replays the next entry: its action and state are known, it points to the block of its subject's entry before, and it
   * comes from a head that its origin has at that moment.
   *
   * @param entry - the next in the order of the log; one of whose values has not its length is reported, and passed over
   */
  add(entry: ReplayedEntry): void {
    const { subject, facts, origin } = entry;
    const before = this.subjects.get(subject);
    const position = before?.entries ?? 0;
    const kind = before === undefined ? kindOfFirst(facts) : before.kind;
    this.#checkWords(kind, subject, position, facts);
    const [expected, actual] = [before?.lastBlock ?? 0, previousBlockOf(facts)];
    if (actual !== expected) this.report("previousBlockWrong", subject, position, expected, actual);
    if (origin !== undefined) this.#checkOrigin(subject, position, origin);

    const head = this.#headAfter(before, entry);
    if (head === undefined) return;
    const progress = { kind, entries: position + 1, head, lastBlock: entry.block, state: stateNumber(facts) };
    this.subjects.set(subject, progress);
    this.#entries++;
  }

  /**
   * Compares a subject that was met with what the ledger stores of it.
   *
   * @param subject - the subject's id
   * @param stored - head, last block and state; `undefined` if the ledger does not know it
   */
  compare(subject: Hex, stored: StoredStatus | undefined): void {
    const met = this.subjects.get(subject);
    if (met === undefined || stored?.head !== met.head) {
      this.report("storedHeadDiffers", subject, undefined, stored?.head, met?.head);
      return;
    }
    const last = met.entries - 1;
    if (stored.lastBlock !== met.lastBlock) {
      this.report("lastBlockWrong", subject, last, stored.lastBlock, met.lastBlock);
    }
    if (stored.state !== met.state) this.report("stateWrong", subject, last, stored.state, met.state);
  }

  /** Adds a problem to those that were found. */
  report(code: ProblemCode, subject: Hex, position: number | undefined, expected: unknown, actual: unknown): void {
    this.problems.push({ code, subject, position, expected, actual });
  }

  #malformed(subject: Hex, position: number, expected: Phrase, actual: unknown): void {
    const problem = { code: "entryMalformed", subject, position, expected: expected.en, actual } as const;
    this.problems.push(expecting(problem, expected));
  }

  #headAfter(before: Progress | undefined, entry: ReplayedEntry): Hex | undefined {
    const { subject, origin } = entry;
    try {
      return entryHead(before?.head ?? genesisHead(this.#chainId, this.#ledger, subject), {
        ...entry,
        origin: origin?.subject ?? (ZeroHash as Hex),
        originHead: origin?.head ?? NO_HEAD,
      });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      this.#malformed(subject, before?.entries ?? 0, placed(error), error.details.value);
      return undefined;
    }
  }

  #checkWords(kind: Kind | undefined, subject: Hex, position: number, facts: bigint): void {
    const action: Action | "none" | undefined = actions[actionNumber(facts)];
    if (action === undefined || action === "none") {
      this.#malformed(subject, position, KNOWN_ACTION, actionNumber(facts));
    } else if (position === 0 && kind === undefined) {
      this.#malformed(subject, position, FIRST_ACTION, action);
    } else if (kind !== undefined && (states[kind][stateNumber(facts)] ?? "none") === "none") {
      this.#malformed(subject, position, KNOWN_STATE, stateNumber(facts));
    }
  }

  #checkOrigin(subject: Hex, position: number, origin: Origin): void {
    if (origin.subject === subject) {
      const own = this.ownOrigins.get(subject) ?? [];
      own.push({ position, head: origin.head });
      this.ownOrigins.set(subject, own);
      return;
    }
    const had = this.subjects.get(origin.subject)?.head;
    if (had !== origin.head) this.report("originWrong", subject, position, origin.head, had);
  }
}
