import { type Acting, type Hex, type Medtrace, type Mined, Refusal, type Verdict } from "../../src/index.ts";
import { accounts, type Person } from "./accounts.ts";
import type { Consortium } from "./consortium.ts";

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

/** What a life is played with. */
export interface Scene {
  readonly m: Medtrace;
  readonly consortium: Consortium;
  /** When the demo began, unix seconds. */
  readonly start: number;
  /** When it is that many days from now, unix seconds. */
  in(days: number): Promise<number>;
  as(person: Person): Acting;
  /** Does a step, and keeps the gas that its action used first. */
  done<R extends Mined>(action: string, write: Promise<R>): Promise<R>;
  /** Tries a breach of the rules, which the ledger must refuse. */
  refuse(breach: string, by: Person, write: Promise<unknown>): Promise<void>;
  /** Keeps what a question that anybody may ask was answered with. */
  ask(question: string, answer: Promise<string>): Promise<void>;
  /** Says what is traced in the end, where that is not what the code names: a parcel has only an id. */
  follow(subject: Hex): void;
}

/** A life to play. It yields the day on which it goes on, so that several share one clock. */
export interface Script {
  readonly title: string;
  /** The item, or the batch, whose life it is. */
  readonly code: string;
  play(scene: Scene): AsyncGenerator<number, void>;
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

/** Plays lives beside each other: of those that wait, the one whose day comes first goes on. */
export async function playAll(
  m: Medtrace,
  clock: Clock,
  consortium: Consortium,
  scripts: readonly Script[],
): Promise<() => Promise<readonly Life[]>> {
  const start = await clock.now();
  const played = scripts.map(({ title, code, play }) => {
    const { scene, ...kept } = makeScene(m, clock, consortium, start);
    return { title, code, ...kept, day: 0, steps: play(scene) };
  });
  const waiting = new Set(played);
  let today = 0;
  while (waiting.size > 0) {
    const next = [...waiting].reduce((first, one) => (one.day < first.day ? one : first));
    if (next.day > today) await clock.to(next.day);
    today = Math.max(today, next.day);
    const { value, done } = await next.steps.next();
    if (done) waiting.delete(next);
    else next.day = value;
  }
  return () =>
    Promise.all(
      played.map(async ({ title, code, followed, refused, asked, gas }) => {
        const [traced = code] = followed;
        return { title, code, traced, refused, asked, gas, verdict: await m.verify(traced) };
      }),
    );
}

function makeScene(m: Medtrace, clock: Clock, consortium: Consortium, start: number) {
  const refused: Refused[] = [];
  const asked: Asked[] = [];
  const followed: Hex[] = [];
  const gas: Record<string, number> = {};
  const scene: Scene = {
    m,
    consortium,
    start,
    in: async (days) => (await clock.now()) + days * DAY,
    as: (person) => m.as(accounts[person]),
    done: async (action, write) => {
      const result = await write;
      gas[action] ??= Number(result.gasUsed);
      return result;
    },
    refuse: async (breach, by, write) => {
      const error = await write.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof Refusal)) throw new Error(`The ledger let it pass: ${breach}.`, { cause: error });
      refused.push({ breach, by, error: error.code, message: error.message });
    },
    ask: async (question, answer) => {
      asked.push({ question, answer: await answer });
    },
    follow: (subject) => void followed.push(subject),
  };
  return { scene, refused, asked, followed, gas };
}
