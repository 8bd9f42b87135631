import type { ledgerAbi } from "../../abi.ts";
import type { Hex } from "../../lifecycle/hex.ts";
import {
  type Action,
  actions,
  assetStates,
  bases,
  type Duty,
  duties,
  kinds,
  type MemberStatus,
  memberStatuses,
  type Role,
  recallLevels,
  roles,
  type State,
  states,
  type Terms,
  type Tracking,
  terms,
  trackings,
} from "../../lifecycle/vocabulary.ts";
import { wordsOf } from "../../lifecycle/words.ts";

/** An error of the ledger's ABI. */
export type AbiError = Extract<(typeof ledgerAbi)[number], { readonly type: "error" }>;
/** What the ledger's errors are named. */
export type RefusalName = AbiError["name"];
type Input = AbiError["inputs"][number];

type Raw = Readonly<Record<string, unknown>>;
const big = (value: unknown): bigint => value as bigint;
/** A word that this version does not know is "none". */
const wordOf =
  <W extends string>(words: readonly W[]) =>
  (value: unknown) =>
    (words[Number(value)] ?? "none") as Exclude<W, "none">;
const dutiesOf = (value: unknown): readonly Duty[] => wordsOf(duties, Number(value));

/**
 * What an argument becomes that is more than a number or a text: found by its error and its name, by its name, which means the
 * same everywhere else, or by its type in Solidity.
 */
const readers = {
  "InvalidRoles.roles": Number,
  "InvalidTerms.terms": wordOf(terms) as (value: unknown) => Terms | "none",
  "QuantityOutOfRange.max": big,
  "QuantityOutOfRange.min": big,
  "UnknownAction.action": wordOf(actions) as (value: unknown) => Action | "none",
  allowed: dutiesOf,
  approvals: big,
  duties: dutiesOf,
  mask: big,
  quantity: big,
  roles: (value: unknown): readonly Role[] => wordsOf(roles, Number(value)),
  state: (value: unknown, { kind }: Raw) =>
    (states[kinds[Number(kind)] as keyof typeof states] ?? assetStates)[Number(value)] as State,
  "enum Action": wordOf(actions),
  "enum Basis": wordOf(bases),
  "enum Kind": wordOf(kinds),
  "enum MemberStatus": wordOf(memberStatuses) as (value: unknown) => MemberStatus,
  "enum RecallLevel": wordOf(recallLevels),
  "enum Tracking": wordOf(trackings) as (value: unknown) => Tracking,
} as const;
type Readers = typeof readers;

type ReaderOf<N extends string, I extends Input> = `${N}.${I["name"]}` extends keyof Readers
  ? Readers[`${N}.${I["name"]}`]
  : I["name"] extends keyof Readers
    ? Readers[I["name"]]
    : I["internalType"] extends keyof Readers
      ? Readers[I["internalType"]]
      : I["type"] extends `${string}int${string}`
        ? typeof Number
        : I["type"] extends "string"
          ? () => string
          : () => Hex;

/** An error's own code would hide a product's. */
type NameOf<I extends Input> = I["name"] extends "code" ? "productCode" : I["name"];

/** The arguments of one of the ledger's errors, by name. */
export type ArgumentsOf<N extends RefusalName> = {
  readonly [I in Extract<AbiError, { readonly name: N }>["inputs"][number] as NameOf<I>]: ReturnType<ReaderOf<N, I>>;
};

/**
 * The arguments of one of the ledger's errors, as they are told.
 *
 * @param error - the error, as the ABI has it
 * @param raw - its arguments, as they were decoded, by name
 */
export function argumentsOf({ name, inputs }: AbiError, raw: Raw): Raw {
  return Object.fromEntries(
    (inputs as readonly Input[]).map((input) => {
      const key = [`${name}.${input.name}`, input.name, input.internalType].find((one) => Object.hasOwn(readers, one));
      const value = raw[input.name];
      const read: (value: unknown, raw: Raw) => unknown =
        key !== undefined ? readers[key as keyof Readers] : typeof value === "bigint" ? Number : () => value;
      return [input.name === "code" ? "productCode" : input.name, read(value, raw)];
    }),
  );
}
