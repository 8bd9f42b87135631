import type { ledgerAbi } from "../../generated/abi.ts";
import type { Hex } from "../../lifecycle/hex.ts";
import type {
  Action,
  Basis,
  Duty,
  Kind,
  MemberStatus,
  RecallLevel,
  Role,
  State,
  Terms,
  Tracking,
} from "../../lifecycle/vocabulary.ts";

/* What the ledger's custom errors say, by their arguments in its ABI; `ledger/failures.ts` reads them so. */

type AbiError = Extract<(typeof ledgerAbi)[number], { readonly type: "error" }>;

/** The name of one of the ledger's custom errors. */
export type ErrorName = AbiError["name"];

/** The words that numbers stand for, told by the argument's name; the same name means the same everywhere. */
interface WordsOf {
  readonly action: Action;
  readonly basis: Basis;
  readonly kind: Kind;
  readonly state: State;
  readonly status: MemberStatus;
  readonly level: RecallLevel;
  readonly terms: Terms | "none";
  readonly duties: readonly Duty[];
  readonly allowed: readonly Duty[];
  readonly roles: readonly Role[];
}

/** What a name stands for in one error only. */
interface Exceptions {
  readonly InvalidCode: { readonly productCode: string };
  readonly InvalidProduct: { readonly kind: number; readonly riskClass: number };
  readonly InvalidRoles: { readonly roles: number };
  readonly WrongTracking: { readonly product: Hex; readonly required: Tracking };
  readonly InvalidMemberStatus: { readonly member: number; readonly from: MemberStatus; readonly to: MemberStatus };
  readonly QuantityOutOfRange: { readonly quantity: bigint; readonly min: bigint; readonly max: bigint };
}

type Inputs<N> = Extract<AbiError, { readonly name: N }>["inputs"][number];
type ValueOf<I> = I extends { readonly name: infer A; readonly type: infer T }
  ? A extends keyof WordsOf
    ? WordsOf[A]
    : A extends "quantity" | "approvals" | "mask"
      ? bigint
      : T extends `bytes${string}` | "address"
        ? Hex
        : T extends "string"
          ? string
          : number
  : never;

/** The arguments of one of the ledger's custom errors, by their names. */
export type ErrorDetails<N extends ErrorName> = N extends keyof Exceptions
  ? Exceptions[N]
  : { readonly [I in Inputs<N> as I["name"]]: ValueOf<I> };
