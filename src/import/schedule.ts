import { type Connection, request } from "../connection/connection.ts";
import { follow, requireOwn, sign } from "../connection/once.ts";
import type { Outbox, SignedWrite } from "../connection/outbox.ts";
import { transactionOf, withFees } from "../connection/sending.ts";
import type { Actor } from "../connection/write.ts";
import type { MedtraceError } from "../errors/base.ts";
import { NodeContradictsItself, RefusedWhenMined } from "../errors/chain.ts";
import type { Hex } from "../history/types.ts";
import {
  type BulkCall,
  type BulkRefusal,
  type Encoded,
  encodeAll,
  indicesOf,
  rangeOf,
  rangesOf,
  readRanges,
  together,
} from "./encode.ts";
import { MOST_ATTEMPTS, MOST_GAS, Simulation } from "./simulate.ts";

/** How far it has come. */
export interface BulkProgress {
  readonly recorded: number;
  readonly refused: number;
  readonly of: number;
}

/** What became of all calls. */
export interface BulkResult {
  readonly recorded: number;
  /** In the order of the calls. */
  readonly refused: readonly BulkRefusal[];
  readonly transactions: number;
  /** Of all transactions, those of earlier runs too. */
  readonly gasUsed: bigint;
}

/** How much of it a batch is expected to use, by what those before it did. */
const SHARE = 0.85;
/** How many calls at first, and at most. */
const [FEW_CALLS, MOST_CALLS] = [32, 400];
/** How many transactions are under way at once. */
const UNDER_WAY = 4;
/** In how many ranges of indices: the name of a transaction says what it holds. */
const MOST_RANGES = 10;
/** How often the blocks may refuse a call that the node would take, as when others write the same. */
const MOST_FAILURES = 3;

/** What of a receipt is needed. */
interface ShortReceipt {
  readonly status: string;
  readonly gasUsed: string;
}

/**
 * Records many calls, each exactly once, several in a transaction. All or nothing is a transaction's way: what the ledger
 * would refuse is found out before it is sent, and set apart. Ended at any moment and done again with the same calls and the
 * same outbox, it goes on where it was.
 *
 * @param actor - who signs
 * @param calls - the calls, at the same indices in every run
 * @param outbox - what was signed, of these calls and no others
 * @param skipped - indices of calls that are not to be done
 * @param onProgress - is told what earlier runs recorded, and then after each step
 * @returns what was recorded and what was refused
 * @throws `OutcomeUnknown` when a block does not come in time, `SignedForAnother`, `OutboxUnusable`, `InsufficientFunds`,
 * {@link NodeContradictsItself} when what was mined, refused or replaced by others is so again and again
 */
export async function recordAll(
  actor: Actor,
  calls: readonly BulkCall[],
  outbox: Outbox,
  skipped: ReadonlySet<number> = new Set(),
  onProgress: (progress: BulkProgress) => void = () => undefined,
): Promise<BulkResult> {
  const run = new Bulk(actor, calls, outbox, skipped, onProgress);
  await run.resume();
  await run.finish();
  return run.result();
}

/** What recording them would come to. */
export interface BulkEstimate {
  /** Those that would be refused as things stand; what needs an earlier one is among them. */
  readonly refused: readonly BulkRefusal[];
  readonly gas: bigint;
}

/**
 * Asks what {@link recordAll} would come to, and sends nothing.
 *
 * @throws `InsufficientFunds` when the account has less than a transaction, or all of them, may cost
 */
export async function estimateAll(actor: Actor, calls: readonly BulkCall[]): Promise<BulkEstimate> {
  const simulation = await Simulation.of(actor);
  const refused: BulkRefusal[] = [];
  let gas = 0n;
  for (let from = 0, round = 0; from < calls.length; from += FEW_CALLS, round++) {
    const refuse = (one: BulkRefusal) => refused.push(one);
    const range = rangeOf(from, Math.min(from + FEW_CALLS, calls.length));
    const { encoded, waiting } = await encodeAll(calls, range, round, refuse);
    refused.push(...waiting);
    for (let left = encoded; left.length > 0; ) {
      const { taken } = await simulation.taken(left, refuse);
      if (taken.length > 0) gas += await simulation.gas(taken);
      const gone = new Set([...indicesOf(taken), ...refused.map(({ index }) => index)]);
      left = left.filter(({ index }) => !gone.has(index));
    }
  }
  const most = BigInt(simulation.mostGas);
  if (gas > 0n) await withFees(actor.connection, await transactionOf(actor, { data: "0x" }), gas > most ? gas : most);
  return { refused: refused.sort((a, b) => a.index - b.index), gas };
}

class Bulk {
  readonly #actor: Actor;
  readonly #calls: readonly BulkCall[];
  readonly #outbox: Outbox;
  readonly #onProgress: (progress: BulkProgress) => void;
  /** What was neither recorded nor refused nor sent, in order. */
  #open: number[];
  readonly #recorded = new Map<Hex, { readonly signed: SignedWrite; readonly gasUsed: bigint }>();
  readonly #done = new Set<number>();
  readonly #refused = new Map<number, MedtraceError>();
  /** How often blocks refused a call. */
  readonly #failures = new Map<number, number>();
  /** The keys of what is under way. */
  readonly #busy = new Set<string>();
  /** How many transactions in a row were said to be replaced by others. */
  #replaced = 0;
  #most = FEW_CALLS;
  #round = 0;

  constructor(
    actor: Actor,
    calls: readonly BulkCall[],
    outbox: Outbox,
    skipped: ReadonlySet<number>,
    onProgress: (progress: BulkProgress) => void,
  ) {
    this.#actor = actor;
    this.#calls = calls;
    this.#outbox = outbox;
    this.#onProgress = onProgress;
    this.#open = rangeOf(0, calls.length).filter((index) => !skipped.has(index));
  }

  /** Finds out what became of what was signed before. */
  async resume(): Promise<void> {
    const account = (await this.#actor.signer.getAddress()).toLowerCase() as Hex;
    const last = new Map((await this.#outbox.list()).map((one) => [one.name, one]));
    for (const signed of last.values()) requireOwn(signed, this.#actor.connection, account);
    for (const signed of last.values()) {
      if (!signed.dead) await this.#settle(signed, readRanges(signed.name, this.#calls.length));
    }
    this.#open = this.#open.filter((index) => !this.#done.has(index));
    this.#tell();
  }

  async finish(): Promise<void> {
    const simulation = await Simulation.of(this.#actor);
    for (let tried = 1; ; tried++) {
      await this.#sendAll(simulation);
      if (!(await this.#lost())) return;
      if (tried === MOST_ATTEMPTS) throw new NodeContradictsItself(this.#actor.connection.rpc, tried);
    }
  }

  result(): BulkResult {
    const recorded = [...this.#recorded.values()];
    return {
      recorded: this.#done.size,
      refused: [...this.#refused].sort(([a], [b]) => a - b).map(([index, error]) => ({ index, error })),
      transactions: recorded.length,
      gasUsed: recorded.reduce((sum, { gasUsed }) => sum + gasUsed, 0n),
    };
  }

  async #sendAll(simulation: Simulation): Promise<void> {
    const underWay = new Set<Promise<void>>();
    // Of what was signed earlier, all may have been replaced in truth.
    this.#replaced = 0;
    let failure: { readonly error: unknown } | undefined;
    try {
      while (failure === undefined && (this.#open.length > 0 || underWay.size > 0)) {
        if (this.#replaced >= MOST_ATTEMPTS) {
          throw new NodeContradictsItself(this.#actor.connection.rpc, this.#replaced);
        }
        const chosen = underWay.size < UNDER_WAY ? this.#choose() : [];
        if (chosen.length === 0) {
          await Promise.race(underWay);
          continue;
        }
        const refuse = ({ index, error }: BulkRefusal) => this.#refuse(index, error);
        const { encoded, waiting } = await encodeAll(this.#calls, chosen, ++this.#round, refuse);
        const [first] = waiting;
        const ready = first === undefined ? encoded : encoded.filter(({ index }) => index < first.index);
        const { taken, isTooMuch } = await simulation.taken(ready, refuse);
        if (isTooMuch) this.#most = Math.max(1, taken.length);
        const sent = new Set(indicesOf(taken));
        this.#reopen(chosen.filter((index) => !sent.has(index) && !this.#refused.has(index)));
        if (taken.length === 0) continue;
        const signed = await this.#send(taken, simulation.mostGas);
        for (const key of keysOf(taken)) this.#busy.add(key);
        const settling = this.#settle(signed, indicesOf(taken))
          .catch((error: unknown) => {
            failure ??= { error };
          })
          .finally(() => {
            underWay.delete(settling);
            for (const key of keysOf(taken)) this.#busy.delete(key);
          });
        underWay.add(settling);
      }
    } finally {
      // What was sent is waited for, whatever went wrong with another.
      await Promise.all(underWay);
    }
    if (failure !== undefined) throw failure.error;
  }

  /** The next calls: none that another one must come before. */
  #choose(): readonly number[] {
    const [chosen, left, waiting] = [[] as number[], [] as number[], new Set<string>()];
    let ranges = 0;
    for (const index of this.#open) {
      if (chosen.length >= this.#most) break;
      const { keys } = this.#calls[index] as BulkCall;
      const isNewRange = chosen.at(-1) !== index - 1;
      const isHeld = keys.some((key) => this.#busy.has(key) || waiting.has(key));
      if (isHeld || (isNewRange && ranges === MOST_RANGES)) {
        for (const key of keys) waiting.add(key);
        left.push(index);
        continue;
      }
      if (isNewRange) ranges++;
      chosen.push(index);
    }
    this.#open = [...left, ...this.#open.slice(chosen.length + left.length)];
    return chosen;
  }

  async #send(taken: readonly Encoded[], mostGas: number): Promise<SignedWrite> {
    const { connection } = this.#actor;
    const call = together(taken);
    const name = rangesOf(indicesOf(taken));
    const account = (await this.#actor.signer.getAddress()).toLowerCase() as Hex;
    const transaction = await withFees(connection, await transactionOf(this.#actor, call), BigInt(mostGas));
    const before = await this.#outbox.get(name);
    return sign(this.#actor, this.#outbox, account, name, before, async () => ({ call, transaction }));
  }

  /** Waits for what was signed; what can be mined no more, or was mined in vain, is open again. */
  async #settle(signed: SignedWrite, indices: readonly number[]): Promise<void> {
    const receipt = await follow(this.#actor, this.#outbox, signed, (hash) => receiptOf(this.#actor.connection, hash));
    if (receipt !== undefined && BigInt(receipt.status) === 1n) {
      const gasUsed = BigInt(receipt.gasUsed);
      this.#recorded.set(signed.hash, { signed, gasUsed });
      for (const index of indices) this.#done.add(index);
      this.#replaced = 0;
      const fitting = Math.floor((SHARE * MOST_GAS * indices.length) / Number(gasUsed));
      this.#most = Math.max(1, Math.min(MOST_CALLS, fitting));
    } else {
      this.#recorded.delete(signed.hash);
      // Should the chain lose what stands at its nonce, this one must not come back: its calls are signed elsewhere then.
      await this.#outbox.put({ ...signed, dead: true });
      if (receipt === undefined) this.#replaced++;
      this.#reopen(indices.filter((index) => !this.#failed(index, signed, receipt)));
    }
    this.#tell();
  }

  /** Counts what blocks refuse; what they refuse again and again, though the node would take it, is refused. */
  #failed(index: number, { hash }: SignedWrite, receipt: ShortReceipt | undefined): boolean {
    if (receipt === undefined) return false;
    const failures = (this.#failures.get(index) ?? 0) + 1;
    this.#failures.set(index, failures);
    if (failures < MOST_FAILURES) return false;
    this.#refuse(index, new RefusedWhenMined(hash));
    return true;
  }

  #reopen(indices: readonly number[]): void {
    const again = indices.filter((index) => !this.#done.has(index));
    if (again.length === 0) return;
    this.#open = [...new Set([...again, ...this.#open])].sort((a, b) => a - b);
  }

  /** Whether the chain lost some of it: then that is mined again, or open again. */
  async #lost(): Promise<boolean> {
    for (const { signed } of [...this.#recorded.values()]) {
      if ((await receiptOf(this.#actor.connection, signed.hash)) !== null) continue;
      const indices = readRanges(signed.name, this.#calls.length);
      for (const index of indices) this.#done.delete(index);
      await this.#settle(signed, indices);
    }
    return this.#open.length > 0;
  }

  #refuse(index: number, error: MedtraceError): void {
    this.#refused.set(index, error);
    this.#tell();
  }

  #tell(): void {
    this.#onProgress({ recorded: this.#done.size, refused: this.#refused.size, of: this.#calls.length });
  }
}

const keysOf = (calls: readonly Encoded[]): readonly string[] => calls.flatMap(({ keys }) => keys);

async function receiptOf(connection: Connection, hash: string): Promise<ShortReceipt | null> {
  return (await request(connection, "eth_getTransactionReceipt", [hash])) as ShortReceipt | null;
}
