import { MedtraceError } from "../errors/base.ts";
import { RefusedWhenMined, UnexpectedResult } from "../errors/chain.ts";
import type { Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { attempt, request } from "./connection.ts";
import { follow, requireOwn, sign } from "./once.ts";
import type { Outbox, SignedWrite } from "./outbox.ts";
import { transactionOf } from "./sending.ts";
import type { Actor, Call } from "./write.ts";

/** One of many calls. */
export interface BulkCall extends Call {
  /** Calls with the same key are done in their order, each only after those before were mined or refused. */
  readonly key: string;
}

/** How far it has come. */
export interface BulkProgress {
  readonly recorded: number;
  readonly refused: number;
  readonly of: number;
}

/** A call that the ledger refused, by its index. */
export interface BulkRefusal {
  readonly index: number;
  readonly error: MedtraceError;
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

/** A transaction uses at most so much gas (EIP-7825). */
const MOST_GAS = 16_777_216;
/** How much of it what is sent may be expected to use: what others write meanwhile may cost it more. */
const SHARE = 0.85;
/** How many calls at most, whatever they cost. */
const MOST_CALLS = 400;
/** How many transactions are under way at once. */
const UNDER_WAY = 4;
/** How many calls are tried to learn what one costs. */
const TRIAL = 20;
/** In how many ranges: the name of a transaction says what it holds. */
const MOST_RANGES = 10;

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
 * @param calls - the calls
 * @param outbox - what was signed, of these calls and no others
 * @param onProgress - is told what earlier runs recorded, and then after each step
 * @returns what was recorded and what was refused
 * @throws `OutcomeUnknown` when a block does not come in time, `SignedForAnother`, `OutboxUnusable`
 */
export async function recordAll(
  actor: Actor,
  calls: readonly BulkCall[],
  outbox: Outbox,
  onProgress: (progress: BulkProgress) => void = () => undefined,
): Promise<BulkResult> {
  const run = new Bulk(actor, calls, outbox, onProgress);
  await run.resume();
  await run.finish();
  return run.result();
}

/** What recording them would come to. */
export interface BulkEstimate {
  /** Those that would be refused as things stand; what needs an earlier one is among them. */
  readonly refused: readonly BulkRefusal[];
  readonly transactions: number;
  readonly gas: bigint;
}

/** Asks what {@link recordAll} would come to, and sends nothing. */
export async function estimateAll(actor: Actor, calls: readonly BulkCall[]): Promise<BulkEstimate> {
  const simulation = new Simulation(actor, calls);
  const refused: BulkRefusal[] = [];
  let gas = 0n;
  for (let from = 0; from < calls.length; ) {
    const indices = Array.from({ length: Math.min(5 * TRIAL, calls.length - from) }, (_, at) => from + at);
    from += indices.length;
    const taken = await simulation.taken(indices, (refusal) => refused.push(refusal));
    if (taken.length === 0) continue;
    gas += await simulation.gas(taken);
  }
  const transactions = Math.ceil(Number(gas) / (SHARE * MOST_GAS));
  return { refused: refused.sort((a, b) => a.index - b.index), transactions, gas };
}

class Bulk {
  readonly #actor: Actor;
  readonly #calls: readonly BulkCall[];
  readonly #outbox: Outbox;
  readonly #onProgress: (progress: BulkProgress) => void;
  readonly #simulation: Simulation;
  /** What was neither recorded nor refused nor sent, in order. */
  #open: number[];
  readonly #recorded = new Map<string, { readonly signed: SignedWrite; readonly gasUsed: bigint }>();
  readonly #done = new Set<number>();
  readonly #refused = new Map<number, MedtraceError>();
  /** The keys of what is under way, with how many. */
  readonly #busy = new Set<string>();
  #gasPerCall = 0;

  constructor(actor: Actor, calls: readonly BulkCall[], outbox: Outbox, onProgress: (progress: BulkProgress) => void) {
    this.#actor = actor;
    this.#calls = calls;
    this.#outbox = outbox;
    this.#onProgress = onProgress;
    this.#simulation = new Simulation(actor, calls);
    this.#open = calls.map((_, index) => index);
  }

  /** Finds out what became of what was signed before. */
  async resume(): Promise<void> {
    const account = (await this.#actor.signer.getAddress()).toLowerCase() as Hex;
    const kept = await this.#outbox.list();
    for (const signed of kept) requireOwn(signed, this.#actor.connection, account);
    for (const signed of kept) await this.#settle(signed, readRanges(signed.name, this.#calls.length));
    this.#open = this.#open.filter((index) => !this.#done.has(index));
    this.#tell();
  }

  async finish(): Promise<void> {
    do {
      const underWay = new Set<Promise<void>>();
      while (this.#open.length > 0 || underWay.size > 0) {
        const chosen = underWay.size < UNDER_WAY ? this.#choose(await this.#callsAtOnce()) : [];
        if (chosen.length === 0) {
          await Promise.race(underWay);
          continue;
        }
        const taken = await this.#simulation.taken(chosen, ({ index, error }) => this.#refuse(index, error));
        if (taken.length === 0) continue;
        const signed = await this.#send(taken);
        for (const index of taken) this.#busy.add(this.#keyOf(index));
        const settling = this.#settle(signed, taken).finally(() => {
          underWay.delete(settling);
          for (const index of taken) this.#busy.delete(this.#keyOf(index));
        });
        underWay.add(settling);
      }
    } while (await this.#lost());
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

  #keyOf(index: number): string {
    return (this.#calls[index] as BulkCall).key;
  }

  /** The next calls: none that another one must come before. */
  #choose(most: number): readonly number[] {
    const [chosen, left, waiting] = [[] as number[], [] as number[], new Set<string>()];
    let ranges = 0;
    for (const index of this.#open) {
      if (chosen.length >= most) break;
      const key = this.#keyOf(index);
      const isNewRange = chosen.at(-1) !== index - 1;
      if (this.#busy.has(key) || waiting.has(key) || (isNewRange && ranges === MOST_RANGES)) {
        waiting.add(key);
        left.push(index);
        continue;
      }
      if (isNewRange) ranges++;
      chosen.push(index);
    }
    this.#open = [...left, ...this.#open.slice(chosen.length + left.length)];
    return chosen;
  }

  async #callsAtOnce(): Promise<number> {
    if (this.#gasPerCall === 0) {
      const trial = this.#open.slice(0, TRIAL);
      const taken = await this.#simulation.taken(trial, ({ index, error }) => this.#refuse(index, error));
      this.#open = this.#open.filter((index) => !this.#refused.has(index));
      if (taken.length === 0) return TRIAL;
      this.#gasPerCall = Number(await this.#simulation.gas(taken)) / taken.length;
    }
    return Math.max(1, Math.min(MOST_CALLS, Math.floor((SHARE * MOST_GAS) / this.#gasPerCall)));
  }

  async #send(indices: readonly number[]): Promise<SignedWrite> {
    const { connection } = this.#actor;
    const call = this.#simulation.together(indices);
    const name = rangesOf(indices);
    const account = (await this.#actor.signer.getAddress()).toLowerCase() as Hex;
    const gasLimit = Math.min(MOST_GAS, Math.ceil((this.#gasPerCall * indices.length) / SHARE) + 100_000);
    const { maxFeePerGas, maxPriorityFeePerGas } = await attempt(connection, () => connection.provider.getFeeData());
    const transaction = {
      ...(await transactionOf(this.#actor, call)),
      ...{ type: 2, gasLimit, maxFeePerGas, maxPriorityFeePerGas },
    };
    const before = await this.#outbox.get(name);
    return sign(this.#actor, this.#outbox, account, name, before, async () => ({ call, transaction }));
  }

  /** Waits for what was signed; what can be mined no more, or was mined in vain, is open again. */
  async #settle(signed: SignedWrite, indices: readonly number[]): Promise<void> {
    const { connection } = this.#actor;
    const ask = async (hash: string) =>
      (await request(connection, "eth_getTransactionReceipt", [hash])) as ShortReceipt | null;
    const receipt = await follow(connection, this.#outbox, signed, ask);
    if (receipt !== undefined && BigInt(receipt.status) === 1n) {
      const gasUsed = BigInt(receipt.gasUsed);
      this.#recorded.set(signed.hash, { signed, gasUsed });
      for (const index of indices) this.#done.add(index);
      this.#gasPerCall = Math.max(this.#gasPerCall, Number(gasUsed) / indices.length);
    } else {
      this.#recorded.delete(signed.hash);
      const [only] = indices;
      if (receipt !== undefined && indices.length === 1 && only !== undefined) {
        this.#refuse(only, new RefusedWhenMined(signed.hash));
        return;
      }
      // Perhaps it was the gas.
      if (receipt !== undefined) this.#gasPerCall *= 1.5;
      this.#open = [...new Set([...indices.filter((index) => !this.#done.has(index)), ...this.#open])].sort(
        (a, b) => a - b,
      );
    }
    this.#tell();
  }

  /** Whether the chain lost some of it: then that is open again, or mined again. */
  async #lost(): Promise<boolean> {
    const { connection } = this.#actor;
    for (const { signed } of this.#recorded.values()) {
      const receipt = await request(connection, "eth_getTransactionReceipt", [signed.hash]);
      if (receipt !== null) continue;
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

/** Asks the node what it would do. */
class Simulation {
  readonly #actor: Actor;
  readonly #calls: readonly BulkCall[];

  constructor(actor: Actor, calls: readonly BulkCall[]) {
    this.#actor = actor;
    this.#calls = calls;
  }

  /** The call that does several, all or none. */
  together(indices: readonly number[]): Call {
    const own = indices.map((index) => this.#calls[index] as BulkCall);
    const kinds = Object.assign({}, ...own.map((call) => call.kinds));
    return { data: encodeMulticall(own.map(({ data }) => data)), kinds };
  }

  async gas(indices: readonly number[]): Promise<bigint> {
    const transaction = await transactionOf(this.#actor, this.together(indices));
    return attempt(this.#actor.connection, () => this.#actor.connection.provider.estimateGas(transaction));
  }

  /** Those that the ledger takes together, in their order; the others are told. */
  async taken(indices: readonly number[], refuse: (refusal: BulkRefusal) => void): Promise<readonly number[]> {
    if ((await this.#refusal(indices)) === undefined) return indices;
    const alone = await Promise.all(indices.map((index) => this.#refusal([index])));
    const isFirst = this.#firstOfTheirKeys(indices);
    let left = indices.filter((index, at) => {
      const error = alone[at];
      // What comes after another one with its key may need it.
      if (error === undefined || !isFirst[at]) return true;
      refuse({ index, error });
      return false;
    });
    // What goes alone, and not together: the first one that fails after those before it.
    while (left.length > 0 && (await this.#refusal(left)) !== undefined) {
      let [fine, fails] = [0, left.length];
      while (fails - fine > 1) {
        const middle = Math.floor((fine + fails) / 2);
        if ((await this.#refusal(left.slice(0, middle))) === undefined) fine = middle;
        else fails = middle;
      }
      const error = await this.#refusal(left.slice(0, fails));
      if (error !== undefined) refuse({ index: left[fails - 1] as number, error });
      left = left.filter((_, at) => error === undefined || at !== fails - 1);
    }
    return left;
  }

  #firstOfTheirKeys(indices: readonly number[]): readonly boolean[] {
    const seen = new Set<string>();
    return indices.map((index) => {
      const { key } = this.#calls[index] as BulkCall;
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    });
  }

  /** Why the ledger would refuse them now; `undefined` if it would not. */
  async #refusal(indices: readonly number[]): Promise<MedtraceError | undefined> {
    const { connection } = this.#actor;
    const [first] = indices;
    const call = indices.length === 1 ? (this.#calls[first as number] as BulkCall) : this.together(indices);
    const { from, to, data } = await transactionOf(this.#actor, call);
    try {
      await request(connection, "eth_call", [{ from, to, data }, "latest"]);
      return undefined;
    } catch (error) {
      // That it could not be asked is another matter.
      if (error instanceof MedtraceError && !UNTOLD.has(error.code)) return error;
      throw error;
    }
  }
}

const UNTOLD: ReadonlySet<string> = new Set(["ChainUnreachable", "RequestFailed"]);

const MULTICALL = ledgerInterface.getFunction("multicall").selector;

/** `multicall(bytes[])`, of as many calls as there are: ethers' coder takes several times as long. */
function encodeMulticall(calls: readonly string[]): string {
  const word = (value: number): string => value.toString(16).padStart(64, "0");
  const [offsets, parts] = [[] as string[], [] as string[]];
  let offset = 32 * calls.length;
  for (const call of calls) {
    const bytes = (call.length - 2) / 2;
    const padded = Math.ceil(bytes / 32) * 32;
    offsets.push(word(offset));
    parts.push(word(bytes), call.slice(2).padEnd(2 * padded, "0"));
    offset += 32 + padded;
  }
  return [MULTICALL, word(32), word(calls.length), ...offsets, ...parts].join("");
}

/** Indices in short, ascending: "0-199,201". */
export function rangesOf(indices: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

/** What {@link rangesOf} wrote. */
export function readRanges(ranges: string, count: number): readonly number[] {
  return ranges.split(",").flatMap((range) => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    if (from === undefined || Number(to) >= count) throw new UnexpectedResult(`calls ${ranges} among ${count}`);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => Number(from) + at);
  });
}
