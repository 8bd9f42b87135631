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
import {
  code,
  type Field,
  type FieldMap,
  list,
  object,
  oneOf,
  optional,
  organisation,
  organisations,
  quantity,
  type Read,
  setOf,
  text,
  tree,
  truth,
  whole,
  wordOf,
} from "./kinds.ts";

/** A verb that reads: what it is asked with, and what can be expected of its answer. */
export interface Reading {
  readonly with: Field<object, false>;
  readonly expect: Field<object, false>;
  /** The values of `expect`, one by one. */
  readonly facts: FieldMap;
  ask(m: Medtrace, parameters: never): Promise<unknown>;
  /** What the answer says, by the names of `facts`. */
  tell(answer: never): Readonly<Record<string, unknown>>;
}

/** Each fact of its field's type; what the answer does not say is left out. */
type Told<E extends FieldMap> = { readonly [N in keyof E]: Read<E>[N] | undefined };

function reading<const W extends FieldMap, const E extends FieldMap, A>(definition: {
  readonly with: W;
  readonly expect: E;
  readonly ask: (m: Medtrace, parameters: Read<W>) => Promise<A>;
  readonly tell: (answer: A) => Told<E>;
}): Reading {
  return {
    ...(definition as unknown as Reading),
    with: object(definition.with, "what is asked"),
    expect: object(definition.expect, "what the answer must say"),
    facts: definition.expect,
  };
}

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
      usable: optional(truth),
      reasons: optional(setOf(reasons)),
      state: optional(oneOf(assetStates)),
      custodian: optional(organisation),
      owner: optional(organisation),
      terms: optional(oneOf(terms)),
      quantity: optional(quantity),
      recalls: optional(whole),
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
      entries: optional(whole),
      actions: optional(list(oneOf(actions))),
      state: optional(wordOf(anyState)),
      absent: optional(setOf(absent)),
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
      level: optional(wordOf(levels)),
      problems: optional(whole),
      missingStages: optional(setOf(stages)),
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
    expect: { problems: optional(whole), entries: optional(whole) },
    ask: (m) => m.audit(),
    tell: ({ problems, entries }) => ({ problems: problems.length, entries }),
  }),
  scan: reading({
    with: { code, batch: optional(code), proof: tree },
    expect: {
      verdict: optional(wordOf(verdicts)),
      reasons: optional(setOf(scanReasons)),
      packs: optional(object({ first: whole, count: whole })),
    },
    ask: (m, parameters) => m.scan(parameters),
    tell: ({ verdict, reasons, packs }) => ({
      verdict,
      reasons: sorted(reasons.map(({ code }) => code)),
      packs: packs === undefined ? undefined : { first: packs.first, count: packs.count },
    }),
  }),
  parcels: reading({
    with: { code, organisation: optional(organisation) },
    expect: { count: optional(whole), quantity: optional(quantity), lots: optional(list(text())) },
    ask: (m, query) => m.parcels(query),
    tell: (parcels) => ({
      count: parcels.length,
      quantity: parcels.reduce((sum, { quantity }) => sum + quantity, 0n),
      lots: parcels.map(({ lot }) => lot),
    }),
  }),
  forward: reading({
    with: { target: code },
    expect: { count: optional(whole) },
    ask: (m, { target }) => m.forward(target),
    tell: (assets) => ({ count: assets.length }),
  }),
  recallImpact: reading({
    with: { target: code },
    expect: {
      level: optional(oneOf(recallLevels)),
      instruction: optional(oneOf(instructions)),
      by: optional(organisation),
      byRegulator: optional(truth),
      inTime: optional(truth),
      holdings: optional(whole),
      held: optional(quantity),
      inTransit: optional(quantity),
      dispensed: optional(quantity),
      ended: optional(quantity),
      unacknowledged: optional(organisations),
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

/** A verb that reads. */
export type ReadVerb = keyof typeof readings;
