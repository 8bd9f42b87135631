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
const notFinal = [...held, "inTransit", "scrapRequested", "scrapApproved"] as const satisfies readonly AssetState[];

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
export const lifecycle: Readonly<Record<Exclude<Kind, "product">, Readonly<Partial<Record<Action, Row>>>>> = {
  requisition: {
    apply: requisition("apply", "apply", ["none"], "requested"),
    approve: requisition("approve", "approve", ["requested"], "approved"),
    reject: requisition("approve", "approve", ["requested"], "rejected"),
    cancel: requisition("apply", "apply", ["requested", "approved"], "cancelled"),
    order: requisition("procure", "buy", ["approved"], "ordered"),
    ship: requisition("procure", "supply", ["ordered", "shipped"], "shipped"),
    // From ordered only if the supplier is not on the ledger; the last delivery fulfils instead.
    accept: requisition("accept", "inspect", ["ordered", "shipped"], "shipped"),
    refuse: requisition("accept", "inspect", ["shipped"], "same"),
    close: requisition("procure", "buy", ["ordered", "shipped"], "closed"),
  },
  asset: {
    enrol: asset(undefined, ["inspect"], ["none"], "stored"),
    ship: asset("procure", ["supply"], ["stored"], "inTransit"),
    accept: asset("accept", ["inspect"], ["none", "inTransit"], "stored"),
    refuse: asset("accept", ["inspect"], ["inTransit"], "before"),
    // An item of a single-use product is consumed instead.
    use: asset("use", ["use"], ["stored", "inUse"], "inUse"),
    store: asset("manage", ["keep"], ["stored", "inUse"], "stored"),
    move: asset("manage", ["keep"], held, "same"),
    withdraw: asset("manage", ["keep"], ["inTransit"], "before"),
    maintain: asset("maintain", ["maintain"], held, "same"),
    reportFault: asset("repair", ["use", "keep"], held, "faulty"),
    repair: asset("repair", ["maintain"], ["faulty"], "repaired"),
    reinstate: asset("repair", ["release"], ["repaired"], "stored"),
    requestScrap: asset("scrap", ["keep"], ["stored", "faulty"], "scrapRequested"),
    approveScrap: asset("scrap", ["approve"], ["scrapRequested"], "scrapApproved"),
    rejectScrap: asset("scrap", ["approve"], ["scrapRequested"], "before"),
    dispose: asset("scrap", ["dispose"], ["scrapApproved"], "disposed"),
    // A flag beside the state: while it is set, the asset is not usable.
    quarantine: asset("manage", ["keep"], notFinal, "same"),
    release: asset("manage", ["release"], notFinal, "same"),
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
  return kind === "product" ? undefined : lifecycle[kind][action]?.stage;
}
