import { type FunctionFragment, isHexString, type ParamType } from "ethers";
import { ledgerInterface } from "./abi.ts";

/** How a value of a static type becomes a word; `undefined` where it is none, which ethers' coder then tells. */
type Word = (value: unknown) => string | undefined;

/** The words of a parameter, which is a value or a tuple of values. */
type Words = (value: unknown, words: string[]) => boolean;

interface Fast {
  readonly selector: string;
  readonly parameters: readonly Words[];
}

/** Of each function, how its arguments become words; `undefined` of one with an argument of no fixed length. */
const known = new Map<string, Fast | undefined>();

/**
 * Encodes a call to the ledger, as ethers does; where all arguments have a fixed length, in a tenth of the time, which an
 * import of many rows consists of.
 *
 * @param name - the function's name
 * @param values - its arguments, as the contract has them
 * @throws ethers' own errors for what cannot be encoded
 */
export const encode = ((name: string, values: readonly unknown[] = []): string => {
  if (!known.has(name)) known.set(name, fastOf(ledgerInterface.getFunction(name as never)));
  const fast = known.get(name);
  if (fast !== undefined && fast.parameters.length === values.length) {
    const words = [fast.selector];
    if (fast.parameters.every((parameter, at) => parameter(values[at], words))) return words.join("");
  }
  return ledgerInterface.encodeFunctionData(name as never, values as never);
}) as unknown as typeof ledgerInterface.encodeFunctionData;

function fastOf(fragment: FunctionFragment | null): Fast | undefined {
  const parameters = fragment?.inputs.map(wordsOf);
  if (fragment === null || parameters === undefined || parameters.includes(undefined)) return undefined;
  return { selector: fragment.selector, parameters: parameters as readonly Words[] };
}

function wordsOf(type: ParamType): Words | undefined {
  if (type.isTuple()) {
    const names = type.components.map(({ name }) => name);
    const parts = type.components.map(wordsOf);
    if (parts.includes(undefined)) return undefined;
    return (value, words) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const members = value as Readonly<Record<string, unknown>>;
      return names.every((name, at) => (parts[at] as Words)(members[name], words));
    };
  }
  const word = wordOf(type.baseType);
  if (word === undefined) return undefined;
  return (value, words) => {
    const found = word(value);
    if (found !== undefined) words.push(found);
    return found !== undefined;
  };
}

function wordOf(type: string): Word | undefined {
  const [, kind, size] = /^(uint|bytes)(\d+)$/.exec(type) ?? [];
  if (kind === "uint") {
    const end = 1n << BigInt(size as string);
    return (value) => {
      const isWhole = typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));
      if (!isWhole || value < 0 || BigInt(value) >= end) return undefined;
      return value.toString(16).padStart(64, "0");
    };
  }
  if (kind === "bytes") {
    const length = Number(size);
    return (value) => (isHexString(value, length) ? value.slice(2).toLowerCase().padEnd(64, "0") : undefined);
  }
  return undefined;
}
