import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { stageOf } from "../lifecycle/table.ts";
import { type Action, actions, type Kind, type Stage, type State, states } from "../lifecycle/vocabulary.ts";
import type { Entry } from "./types.ts";

/** The fields of the word of facts, from the highest bit, with their widths. */
const layout = [
  ["action", 8],
  ["state", 8],
  ["member", 24],
  ["counterpart", 24],
  ["quantity", 32],
  ["value", 32],
  ["until", 32],
  ["occurredAt", 32],
  ["recordedAt", 32],
  ["previousBlock", 32],
] as const;

type Field = (typeof layout)[number][0];

/** What the word of facts says. */
export type Facts = Pick<
  Entry,
  | "action"
  | "stage"
  | "state"
  | "member"
  | "counterpart"
  | "quantity"
  | "value"
  | "until"
  | "occurredAt"
  | "recordedAt"
  | "previousBlock"
>;

/**
 * Packs facts into their word.
 *
 * @param kind - what the entry is about: its states are numbered by it
 * @throws {@link InvalidInput} when a field does not fit or is no word of the vocabulary
 */
export function packFacts(kind: Kind, facts: Facts): bigint {
  let word = "0x";
  for (const [field, width] of layout) {
    const number =
      field === "action"
        ? actions.indexOf(facts.action)
        : field === "state"
          ? states[kind].indexOf(facts.state)
          : facts[field];
    const fits = typeof number === "bigint" || Number.isInteger(number);
    if (!fits || number < 0 || number >= 2 ** width) {
      throw new InvalidInput(field, facts[field], rule(must.bits, { bits: width }));
    }
    // Hexadecimal digits cost less than shifts of a large number: every width is a multiple of 4.
    word += number.toString(16).padStart(width / 4, "0");
  }
  return BigInt(word);
}

/** The number of the action in a word of facts. */
export function actionNumber(word: bigint): number {
  return Number(word >> 248n);
}

/** The number of the resulting state in a word of facts. */
export function stateNumber(word: bigint): number {
  return Number((word >> 240n) & 0xffn);
}

/** The block of the entry before, in a word of facts. */
export function previousBlockOf(word: bigint): number {
  return Number(word & 0xffff_ffffn);
}

/**
 * Reads a word of facts.
 *
 * @param kind - what the entry is about
 * @throws {@link InvalidInput} when its action or state is none that this version knows
 */
export function unpackFacts(kind: Kind, word: bigint): Facts {
  const numbers = {} as Record<Field, bigint>;
  let rest = word;
  for (const [field, width] of [...layout].reverse()) {
    numbers[field] = rest & ((1n << BigInt(width)) - 1n);
    rest >>= BigInt(width);
  }
  const action = actions[Number(numbers.action)];
  const state: State | undefined = states[kind][Number(numbers.state)];
  if (action === undefined || action === "none") throw new InvalidInput("action", numbers.action, rule(must.unknown));
  if (state === undefined || state === "none")
    throw new InvalidInput("state", numbers.state, rule(must.noState, { kind }));
  const stage: Stage | undefined = stageOf(kind, action);
  return {
    action,
    stage,
    state,
    member: Number(numbers.member),
    counterpart: Number(numbers.counterpart),
    quantity: numbers.quantity,
    value: Number(numbers.value),
    until: Number(numbers.until),
    occurredAt: Number(numbers.occurredAt),
    recordedAt: Number(numbers.recordedAt),
    previousBlock: Number(numbers.previousBlock),
  };
}

const firstActions: Partial<Record<Action, readonly Kind[]>> = {
  register: ["product"],
  apply: ["requisition"],
  enrol: ["asset"],
  accept: ["asset"],
  split: ["asset"],
  commission: ["batch"],
  declare: ["batch"],
  // An item, or a batch, that had not entered the ledger.
  recall: ["asset", "batch"],
};

/** What a subject is, told by the facts of its first entry; `undefined` if this version knows nothing that begins so. */
export function kindOfFirst(word: bigint): Kind | undefined {
  const action = actions[actionNumber(word)];
  if (action === undefined || action === "none") return undefined;
  const possible = kindsByFirst(action);
  if (action !== "recall") return possible[0];
  // Of what is only announced, the state's number tells.
  return possible.find((kind) => states[kind][stateNumber(word)] === "announced");
}
/** What stands on the ledger for goods that do not expire. */
export const NO_EXPIRY = 0xffff_ffff;

/**
 * What an enrolment says, as an entry's value holds it: basis 8 · day of manufacture 24 (counted from 1970-01-01; 0 for none),
 * from the lowest bit.
 */
export function readBasis(value: number): { readonly basis: number; readonly madeAt: number | undefined } {
  const day = value >>> 8;
  return { basis: value & 0xff, madeAt: day === 0 ? undefined : day * 86_400 };
}

/** Two temperatures in tenths of a degree Celsius, as an entry's value holds them. */
export function temperatures(value: number): { readonly lowest: number; readonly highest: number } {
  return { lowest: (value << 16) >> 16, highest: value >> 16 };
}

/** What a subject may be, told by the action of its first entry; nothing, if none begins so. */
export function kindsByFirst(action: Action): readonly Kind[] {
  return firstActions[action] ?? [];
}
