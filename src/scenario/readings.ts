import type { Reason as CheckReason } from "../actions/check.ts";
import type { ScanReason, ScanVerdict } from "../actions/scan.ts";
import type { Medtrace } from "../client/client.ts";
import { type AbsenceCode, absences } from "../history/absences.ts";
import { timeline } from "../history/timeline.ts";
import { levels } from "../history/verify.ts";
import {
  actions,
  assetStates,
  instructions,
  recallLevels,
  type State,
  stages,
  states,
  terms,
} from "../lifecycle/vocabulary.ts";
import { packList, range } from "../verbs/compounds.ts";
import {
  choice,
  code as codeKind,
  type FieldKind,
  type Fields,
  list,
  optional,
  organisation,
  required,
  quantity as some,
  text,
  flag as truth,
  type ValuesOf,
  whole as wholeKind,
  word,
  words,
} from "../verbs/kinds.ts";

/** A verb that reads: what it is asked with, and what can be expected of its answer. */
export interface Reading {
  readonly with: Fields;
  readonly expect: Fields;
  ask(m: Medtrace, parameters: never): Promise<unknown>;
  /** What the answer says, by the names of `expect`. */
  tell(answer: never): Readonly<Record<string, unknown>>;
}

/** Each fact of its field's type; what the answer does not say is left out. */
type Told<E extends Fields> = { readonly [N in keyof Required<ValuesOf<E>>]: ValuesOf<E>[N] | undefined };

function reading<const W extends Fields, const E extends Fields, A>(definition: {
  readonly with: W;
  readonly expect: E;
  readonly ask: (m: Medtrace, parameters: ValuesOf<W>) => Promise<A>;
  readonly tell: (answer: A) => Told<E>;
}): Reading {
  return definition as unknown as Reading;
}

// Scenarios are written, and nobody is asked: no help is needed.
const NO_HELP = { en: "", zh: "" };
const may = <T>(kind: FieldKind<T>) => optional(kind, NO_HELP);
const code = required(
  codeKind(() => undefined),
  NO_HELP,
);
const whole = wholeKind(0, Number.MAX_SAFE_INTEGER);
const quantity: FieldKind<bigint> = some;
const called = (list: readonly string[]) => (at: number) => ({ en: list[at] ?? "", zh: list[at] ?? "" });
const wordOf = <const W extends string>(list: readonly W[]) => word(list, called(list));
const anyOf = <const W extends string>(list: readonly W[]) =>
  choice(list.map((one, at) => ({ word: one, name: called(list)(at) })));
const setOf = <const W extends string>(list: readonly W[]) => words(list, called(list));

const sorted = <T extends string | number>(values: Iterable<T>): readonly T[] => [...new Set(values)].sort();
const numbers = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

const reasons = [
  "unknown",
  "notEntered",
  "notConfirmed",
  "inTransit",
  "notAtHospital",
  "quarantined",
  "recalled",
  "calibrationLapsed",
  "expired",
  "faulty",
  "notReinstated",
  "scrapRequested",
  "scrapApproved",
  "disposed",
  "consumed",
  "custodianSuspended",
  "ledgerPaused",
] as const satisfies readonly CheckReason["code"][];
const scanReasons = [
  "batchUnknown",
  "notSerialised",
  "notInBatch",
  "lotDiffers",
  "expiryDiffers",
  "dispensed",
  "recalled",
  "expired",
] as const satisfies readonly ScanReason["code"][];
const verdicts = ["genuine", "dispensed", "recalled", "expired", "unknown"] as const satisfies readonly ScanVerdict[];
const absent = ["manufacturer", "supplier", "purchase"] as const satisfies readonly AbsenceCode[];
const anyState: readonly State[] = sorted(Object.values(states).flat()).filter((word) => word !== "none");

/** Every state that a step can lead to. */
export const stateWords: readonly string[] = anyState;

/** The verbs that read, by their names in the SDK. Nobody signs them. */
export const readings = {
  check: reading({
    with: { code },
    expect: {
      usable: may(truth),
      reasons: may(setOf(reasons)),
      state: may(wordOf(assetStates)),
      custodian: may(organisation),
      owner: may(organisation),
      terms: may(wordOf(terms)),
      quantity: may(quantity),
      recalls: may(whole),
    },
    ask: (m, { code }) => m.check(code),
    tell: ({ usable, reasons, state, custodian, owner, terms, quantity, recalls }) => ({
      usable,
      reasons: sorted(reasons.map(({ code }) => code)),
      state: state === "none" ? undefined : state,
      custodian,
      owner,
      terms,
      quantity,
      recalls: recalls.length,
    }),
  }),
  trace: reading({
    with: { target: code },
    expect: {
      entries: may(whole),
      actions: may(list(wordOf(actions))),
      state: may(anyOf(anyState)),
      absent: may(setOf(absent)),
    },
    ask: (m, { target }) => m.trace(target),
    tell: (trace) => {
      const own = timeline(trace).filter(({ subject }) => subject === trace.subject);
      return {
        entries: trace.histories.reduce((count, { entries }) => count + entries.length, 0),
        actions: own.map(({ action }) => action),
        state: own.at(-1)?.state,
        absent: sorted(absences(trace).map(({ code }) => code)),
      };
    },
  }),
  verify: reading({
    with: { target: code },
    expect: {
      level: may(anyOf(levels)),
      problems: may(whole),
      missingStages: may(setOf(stages)),
    },
    ask: (m, { target }) => m.verify(target),
    tell: ({ level, problems, missingStages }) => ({
      level,
      problems: problems.length,
      missingStages: sorted(missingStages),
    }),
  }),
  audit: reading({
    with: {},
    expect: { problems: may(whole), entries: may(whole) },
    ask: (m) => m.audit(),
    tell: ({ problems, entries }) => ({ problems: problems.length, entries }),
  }),
  scan: reading({
    with: { code, batch: may(code), proof: required(packList, NO_HELP) },
    expect: {
      verdict: may(wordOf(verdicts)),
      reasons: may(setOf(scanReasons)),
      packs: may(range),
    },
    ask: (m, parameters) => m.scan(parameters),
    tell: ({ verdict, reasons, packs }) => ({
      verdict,
      reasons: sorted(reasons.map(({ code }) => code)),
      packs: packs === undefined ? undefined : { first: packs.first, count: packs.count },
    }),
  }),
  parcels: reading({
    with: { code, organisation: may(organisation) },
    expect: { count: may(whole), quantity: may(quantity), lots: may(list(text())) },
    ask: (m, query) => m.parcels(query),
    tell: (parcels) => ({
      count: parcels.length,
      quantity: parcels.reduce((sum, { quantity }) => sum + quantity, 0n),
      lots: parcels.map(({ lot }) => lot),
    }),
  }),
  forward: reading({
    with: { target: code },
    expect: { count: may(whole) },
    ask: (m, { target }) => m.forward(target),
    tell: (assets) => ({ count: assets.length }),
  }),
  recallImpact: reading({
    with: { target: code },
    expect: {
      level: may(wordOf(recallLevels)),
      instruction: may(wordOf(instructions)),
      by: may(organisation),
      byRegulator: may(truth),
      inTime: may(truth),
      holdings: may(whole),
      held: may(quantity),
      inTransit: may(quantity),
      dispensed: may(quantity),
      ended: may(quantity),
      unacknowledged: may(list(organisation)),
    },
    ask: (m, { target }) => m.recallImpact(target),
    tell: ({ level, instruction, by, byRegulator, notice, holdings, totals, unacknowledged }) => ({
      level,
      instruction,
      by,
      byRegulator,
      inTime: notice === undefined ? undefined : notice.after <= notice.within,
      holdings: holdings.length,
      ...totals,
      unacknowledged: numbers(unacknowledged),
    }),
  }),
} as const satisfies Readonly<Record<string, Reading>>;
