import type { Call } from "../connection/write.ts";
import { InvalidInput, MedtraceError } from "../errors/base.ts";
import { UnexpectedResult } from "../errors/chain.ts";
import { ledgerInterface } from "../ledger/abi.ts";

/** One of many calls. */
export interface BulkCall {
  /** What it is about: calls that have one in common are done in their order, each only after those before were mined or refused. */
  readonly keys: readonly string[];
  /** Whether it takes what it finds, and would find something else after other calls: it is made again, rather than refused after them. */
  readonly chooses?: boolean | undefined;
  /**
   * Makes the call, as things stand when those before it with its key are done; an error that it throws is a refusal.
   *
   * @param round - counts on whenever calls are made anew: what was read for an earlier one may be no more
   */
  encode(round: number): Promise<string>;
}

/** A call that was refused, by its index. */
export interface BulkRefusal {
  readonly index: number;
  readonly error: MedtraceError;
}

/** A call that is made. */
export interface Encoded {
  readonly index: number;
  readonly keys: readonly string[];
  readonly chooses?: boolean | undefined;
  readonly data: string;
}

/**
 * Makes calls, one after the other. What is refused where it is made, is told; or waits, where a call before it, with a key of its
 * own, may change that.
 */
export async function encodeAll(
  calls: readonly BulkCall[],
  indices: readonly number[],
  round: number,
  refuse: (refusal: BulkRefusal) => void,
): Promise<{ readonly encoded: readonly Encoded[]; readonly waiting: readonly BulkRefusal[] }> {
  const [encoded, waiting, before] = [[] as Encoded[], [] as BulkRefusal[], new Set<string>()];
  for (const index of indices) {
    const { keys, chooses, encode } = calls[index] as BulkCall;
    try {
      encoded.push({ index, keys, chooses, data: await encode(round) });
      for (const key of keys) before.add(key);
    } catch (error) {
      if (!(error instanceof MedtraceError) || UNTOLD.has(error.code)) throw error;
      // What is wrong by itself stays so.
      const mayChange = !(error instanceof InvalidInput) && keys.some((key) => before.has(key));
      if (mayChange) waiting.push({ index, error });
      else refuse({ index, error });
    }
  }
  return { encoded, waiting };
}

/** That the node could not be asked is no refusal. */
export const UNTOLD: ReadonlySet<string> = new Set(["ChainUnreachable", "RequestFailed", "ChainReorganised"]);

const MULTICALL = ledgerInterface.getFunction("multicall").selector;

/** `multicall(bytes[])`, all or none: ethers' coder takes several times as long. */
export function together(calls: readonly Encoded[]): Call {
  const word = (value: number): string => value.toString(16).padStart(64, "0");
  const [offsets, parts] = [[] as string[], [] as string[]];
  let offset = 32 * calls.length;
  for (const { data } of calls) {
    const bytes = (data.length - 2) / 2;
    const padded = Math.ceil(bytes / 32) * 32;
    offsets.push(word(offset));
    parts.push(word(bytes), data.slice(2).padEnd(2 * padded, "0"));
    offset += 32 + padded;
  }
  return { data: [MULTICALL, word(32), word(calls.length), ...offsets, ...parts].join("") };
}

export const indicesOf = (calls: readonly Encoded[]): readonly number[] => calls.map(({ index }) => index);
export const rangeOf = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

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
    if (from === undefined || Number(to) >= count) {
      throw new UnexpectedResult({ en: `calls ${ranges} among ${count}`, zh: `${count} 个中的调用 ${ranges}` });
    }
    return rangeOf(Number(from), Number(to) + 1);
  });
}
