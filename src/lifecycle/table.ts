import type { Action, AssetState, Duty, Kind, RequisitionState, Stage, State } from "./vocabulary.ts";

/** One row of the lifecycle table. */
export interface Row {
  /** The stage it belongs to; `undefined` before the first. */
  readonly stage: Stage | undefined;
  /** One of these duties is needed. */
  readonly duties: readonly Duty[];
  /** The states it may start from; "none" for a new subject. */
  readonly from: readonly State[];
  /** The state it leads to; "same" for the one it started from, "before" for the one that was remembered. */
  readonly to: State | "same" | "before";
}

const held = ["stored", "inUse", "faulty", "repaired"] as const satisfies readonly AssetState[];
const notFinal = [
  ...held,
  "inTransit",
  "scrapRequested",
  "scrapApproved",
  "inspected",
] as const satisfies readonly AssetState[];
const entered = [...notFinal, "disposed", "consumed"] as const satisfies readonly AssetState[];

function requisition(stage: Stage, duty: Duty, from: readonly RequisitionState[], to: RequisitionState | "same"): Row {
  return { stage, duties: [duty], from, to };
}

function asset(
  stage: Stage | undefined,
  duties: readonly Duty[],
  from: readonly AssetState[],
  to: AssetState | "same" | "before",
): Row {
  return { stage, duties, from, to };
}

/**
 * The lifecycle table: the mirror of `contracts/libraries/Lifecycle.sol`, which alone enforces it. It says what may
 * follow; who exactly, and what else a step requires, stands in docs/lifecycle.md.
 */
export const lifecycle: Readonly<Record<Exclude<Kind, "product" | "batch">, Readonly<Partial<Record<Action, Row>>>>> = {
  requisition: {
    apply: requisition("apply", "apply", ["none"], "requested"),
    // Stays where it is until the quorum is reached; from ordered and shipped only if it was urgent.
    approve: requisition("approve", "approve", ["requested", "ordered", "shipped"], "approved"),
    reject: requisition("approve", "approve", ["requested"], "rejected"),
    cancel: requisition("apply", "apply", ["requested", "approved"], "cancelled"),
    // From requested only if it is urgent.
    order: requisition("procure", "buy", ["requested", "approved"], "ordered"),
    ship: requisition("procure", "supply", ["ordered", "shipped"], "shipped"),
    // From ordered only if the supplier is not on the ledger; the last unit fulfils, if approved.
    accept: requisition("accept", "inspect", ["ordered", "shipped"], "shipped"),
    refuse: requisition("accept", "inspect", ["shipped"], "same"),
    settle: requisition("procure", "buy", ["ordered", "shipped"], "shipped"),
    close: requisition("procure", "buy", ["ordered", "shipped"], "closed"),
  },
  asset: {
    // What was manufactured is stored.
    enrol: asset(undefined, ["inspect"], ["none", "announced"], "inspected"),
    confirm: asset("accept", ["inspect"], ["inspected"], "stored"),
    ship: asset("procure", ["supply"], ["stored"], "inTransit"),
    // What needs a witness is inspected.
    accept: asset("accept", ["inspect"], ["none", "announced", "inTransit"], "stored"),
    refuse: asset("accept", ["inspect"], ["inTransit"], "before"),
    // An item of a single-use product is consumed instead.
    use: asset("use", ["use"], ["stored", "inUse"], "inUse"),
    // Of a parcel, which is consumed with the last of it.
    dispense: asset("use", ["use"], ["stored"], "stored"),
    // Within ten days.
    undo: asset("use", ["use"], ["stored", "consumed"], "stored"),
    store: asset("manage", ["keep"], ["stored", "inUse"], "stored"),
    // A part begins with it; the rest of the parcel stays as it is.
    split: asset("manage", ["keep"], ["none", "stored"], "stored"),
    move: asset("manage", ["keep"], held, "same"),
    stocktake: asset("manage", ["keep"], held, "same"),
    note: asset("manage", ["keep"], held, "same"),
    // A flag beside the state: while it is set, the asset is not usable.
    quarantine: asset("manage", ["keep"], notFinal, "same"),
    release: asset("manage", ["release"], notFinal, "same"),
    monitor: asset("manage", ["keep"], [...held, "inTransit"], "same"),
    // From faulty only to an appointed service provider.
    offer: asset("manage", ["keep"], ["stored", "faulty"], "inTransit"),
    sendBack: asset("manage", ["keep"], ["inspected", "stored", "faulty", "repaired"], "inTransit"),
    withdraw: asset("manage", ["keep"], ["inTransit"], "before"),
    decline: asset("manage", ["inspect"], ["inTransit"], "before"),
    // What would be stored of a witnessed product is inspected.
    take: asset("manage", ["inspect"], ["inTransit"], "before"),
    maintain: asset("maintain", ["maintain"], held, "same"),
    calibrate: asset("maintain", ["maintain"], held, "same"),
    remedy: asset("maintain", ["maintain"], held, "same"),
    confirmRemedy: asset("maintain", ["release"], held, "same"),
    reportFault: asset("repair", ["use", "keep"], held, "faulty"),
    repair: asset("repair", ["maintain"], ["faulty"], "repaired"),
    reinstate: asset("repair", ["release"], ["repaired"], "stored"),
    requestScrap: asset("scrap", ["keep"], ["inspected", "stored", "faulty"], "scrapRequested"),
    // Stays where it is until the quorum is reached.
    approveScrap: asset("scrap", ["approve"], ["scrapRequested"], "scrapApproved"),
    rejectScrap: asset("scrap", ["approve"], ["scrapRequested"], "before"),
    dispose: asset("scrap", ["dispose"], ["scrapApproved"], "disposed"),
    settle: asset("procure", ["buy"], entered, "same"),
    reassign: asset(undefined, ["approve"], notFinal, "same"),
    reportAdverseEvent: asset(undefined, ["use", "keep", "recall"], entered, "same"),
    // What has not entered is announced.
    recall: asset(undefined, ["recall"], ["none", "announced", ...entered], "same"),
    acknowledge: asset(undefined, ["keep"], entered, "same"),
    lift: asset(undefined, ["recall"], ["announced", ...entered], "same"),
  },
};

/**
 * The stage that an action belongs to.
 *
 * @param kind - what the entry is about
 * @param action - the entry's action
 * @returns the stage, or `undefined` for a step before the nine
 */
export function stageOf(kind: Kind, action: Action): Stage | undefined {
  return kind === "product" || kind === "batch" ? undefined : lifecycle[kind][action]?.stage;
}
