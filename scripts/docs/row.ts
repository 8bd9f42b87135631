import { type AssetState, type Duty, duties, type Stage, type State, stages, states } from "../../src/index.ts";
import { wordsOf } from "../../src/lifecycle/words.ts";

/** The kinds that the table has rows for. */
export type TableKind = "requisition" | "asset";

/** The rules of a row, by their bit: the constants of `contracts/libraries/Lifecycle.sol`, in their order. */
export const flagBits = {
  record: 64,
  until: 65,
  appointable: 66,
  owned: 67,
  sign: 68,
  separate: 69,
  remember: 70,
  consume: 71,
  usable: 72,
  quarantine: 73,
  release: 74,
  addressee: 75,
  deadline: 76,
  calibrate: 77,
  coded: 78,
  concerned: 79,
  endOffer: 80,
  decide: 81,
  answer: 82,
  items: 83,
  parcels: 84,
  count: 85,
  head: 86,
  requisition: 87,
  regulator: 88,
  outside: 89,
  noApprover: 90,
  witness: 91,
  handsOn: 92,
  thoughSuspended: 93,
} as const;
export type Flag = keyof typeof flagBits;

/** A row of the table, decoded. */
export interface DecodedRow {
  readonly from: readonly State[];
  readonly to: State | "same" | "before";
  readonly duties: readonly Duty[];
  /** Least and largest `value`; `max` is `undefined` where any will do. */
  readonly value: { readonly min: number; readonly max: number | undefined };
  readonly stage: Stage | undefined;
  readonly flags: ReadonlySet<Flag>;
}

const [SAME, BEFORE, ANY] = [0xfe, 0xff, 0xff];
const LARGEST = Math.max(...Object.values(flagBits));

/**
 * Decodes a row, from the lowest bit: states from 16 · state to 8 · duties 16 · least value 8 · largest value 8 · stage 8 ·
 * rules.
 *
 * @param kind - what it is about
 * @param word - the packed row; 0 for none
 * @throws when it has a bit that this does not know
 */
export function decodeRow(kind: TableKind, word: bigint): DecodedRow | undefined {
  if (word === 0n) return undefined;
  if (word >> BigInt(LARGEST + 1) !== 0n) throw new Error(`A rule above bit ${LARGEST}: add it to row.ts.`);
  const bits = (shift: number, size: number): number => Number((word >> BigInt(shift)) & ((1n << BigInt(size)) - 1n));
  const names = states[kind];
  const from = wordsOf(names, bits(0, 16));
  const [to, max, stage] = [bits(16, 8), bits(48, 8), bits(56, 8)];
  return {
    from,
    to: to === SAME ? "same" : to === BEFORE ? "before" : known(names[to], `state ${to}`),
    duties: wordsOf(duties, bits(24, 16)),
    value: { min: bits(40, 8), max: max === ANY ? undefined : max },
    stage: stage === 0 ? undefined : known(stages[stage - 1], `stage ${stage}`),
    flags: new Set((Object.keys(flagBits) as Flag[]).filter((flag) => bits(flagBits[flag], 1) === 1)),
  };
}

function known<T>(word: T | undefined, what: string): T {
  if (word === undefined) throw new Error(`The vocabulary has no ${what}.`);
  return word;
}

/** The states in which a custodian has an asset at hand. */
export const held = ["stored", "inUse", "faulty", "repaired"] as const satisfies readonly AssetState[];
