import type * as sdk from "../../src/index.ts";
import type { Refusal, State } from "../../src/index.ts";
import type { Flag } from "./row.ts";

/** The name of an error that the ledger refuses with. */
export type ErrorName = {
  [N in keyof typeof sdk]: (typeof sdk)[N] extends new (details: never) => Refusal<infer _> ? N : never;
}[keyof typeof sdk];

/** Where an action leads otherwise than its row says. */
export interface Branch {
  /** The states of the row that it concerns; by default, all. */
  readonly from?: readonly State[];
  readonly to: State | "same";
  readonly when: string;
  /** Whether it stands in place of the row's own state, instead of beside it. */
  readonly always?: true;
}

/** What the row of an action leaves unsaid. */
export interface Note {
  /** Whose step it is: the custodian's, or the addressee's where the row says so, unless it is said here. */
  readonly whose?: string;
  /** What `value` is, and its words, where the row has one. */
  readonly value?: string | { readonly is: string; readonly words: readonly string[] };
  readonly branches?: readonly Branch[];
  /** The states that "before" can be, where another than all that are remembered. */
  readonly before?: readonly State[];
  /** Other words for a rule of the row, where it is not quite what it generally is. */
  readonly says?: Readonly<Partial<Record<Flag, string>>>;
  /** Further rules. */
  readonly rules?: readonly string[];
  /** Errors that only this action meets, besides those of its row's rules. */
  readonly errors?: readonly ErrorName[];
}
