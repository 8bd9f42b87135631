import type { Verdict } from "../../src/index.ts";
import type { Person } from "./accounts.ts";

export const DAY = 86_400;

/** Moves the chain's time; only a local chain lets itself be moved. */
export interface Clock {
  /** Days since the demo began. */
  to(day: number): Promise<void>;
  /** The chain's time, unix seconds. */
  now(): Promise<number>;
}

/** A breach of the rules that was tried, and the error it met. */
export interface Refused {
  readonly breach: string;
  readonly by: Person;
  readonly error: string;
  readonly message: string;
}

/** What was asked on the way, and what the answer was. */
export interface Asked {
  readonly question: string;
  readonly answer: string;
}

/** What a life did. */
export interface Life {
  readonly title: string;
  readonly code: string;
  /** What is traced: the code, or a parcel's id. */
  readonly traced: string;
  readonly refused: readonly Refused[];
  readonly asked: readonly Asked[];
  readonly gas: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
}
