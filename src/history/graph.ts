import type { Kind } from "../lifecycle/vocabulary.ts";
import type { Entry, Hex, History, Origin, Trace } from "./types.ts";

/** What it means that an entry comes from another. */
export type OriginType =
  /** Of an application, a batch's entry of units, an item's enrolment: the product. */
  | "ofProduct"
  /** Of a parcel's enrolment, or of the acceptance that declares it: the batch. */
  | "ofBatch"
  /** Of an asset's delivery: the requisition's entry of the same step. */
  | "underRequisition"
  /** Of a requisition's delivery: the asset as it was before. */
  | "delivers"
  /** Of a part's first entry: the parcel that it was split from. */
  | "splitFrom"
  /** The entry that a correction supersedes. */
  | "corrects"
  /** The dispensing that an undoing takes back. */
  | "undoes"
  /** Of what a holder does about a recall: what is recalled, the batch or the product. */
  | "answers"
  /** What the ledger writes without an origin, with one: no such entry is anchored. */
  | "comesFrom";

/** An entry of a trace. Its head is the node's id. */
export interface TraceNode<E extends Entry = Entry> {
  readonly head: Hex;
  readonly subject: Hex;
  readonly kind: Kind;
  /** Its position in its history, from 0. */
  readonly position: number;
  readonly entry: History<E>["entries"][number];
}

/** What leads from an entry back to an earlier one, each by its head. */
export type TraceEdge =
  /** To the one before in the same history. */
  | { readonly type: "follows"; readonly from: Hex; readonly to: Hex }
  /** To its origin; to nothing where the trace does not have that head, as of a requisition's other goods. */
  | { readonly type: OriginType; readonly from: Hex; readonly to: Hex | undefined; readonly origin: Origin };

/** A trace as a graph: it has no cycle where the hashes follow, since a head commits to what its entry comes from. */
export interface TraceGraph<E extends Entry = Entry> {
  readonly nodes: readonly TraceNode<E>[];
  readonly edges: readonly TraceEdge[];
}

/**
 * Shows a trace as a graph: its entries, and what each follows and comes from. Of a trace that `verify` finds nothing
 * wrong with, the graph has no cycle.
 *
 * @param trace - a trace
 * @returns nodes and edges, history by history, as the trace has them
 *
 * @example
 * const { edges } = graphOf(await m.trace("(01)09521234543213(21)P-0001"));
 * const deliveries = edges.filter(({ type }) => type === "underRequisition");
 */
export function graphOf<E extends Entry>(trace: Trace<E>): TraceGraph<E> {
  const nodes = trace.histories.flatMap(({ subject, kind, entries }) =>
    entries.map((entry, position): TraceNode<E> => ({ head: entry.head, subject, kind, position, entry })),
  );
  const kinds = new Map(trace.histories.map(({ subject, kind }) => [subject, kind]));
  const known = new Set(nodes.map(({ head, subject }) => `${subject} ${head}`));
  const edges = trace.histories.flatMap(({ entries }) =>
    entries.flatMap((entry, position): readonly TraceEdge[] => {
      const { head: from, origin } = entry;
      const before = entries[position - 1];
      const follows = before === undefined ? [] : [{ type: "follows", from, to: before.head } as const];
      if (origin === undefined) return follows;
      const type = originType(entry, kinds.get(origin.subject));
      const to = known.has(`${origin.subject} ${origin.head}`) ? origin.head : undefined;
      return [...follows, { type, from, to, origin }];
    }),
  );
  return { nodes, edges };
}

/**
 * What an entry's origin means.
 *
 * @param entry - its kind and its action
 * @param origin - the kind of the origin, which tells a batch from a product, and from an asset; `undefined` where the
 * trace does not have its history
 * @returns the meaning; "comesFrom" of what the ledger writes without an origin
 */
export function originType({ kind, action }: Pick<Entry, "kind" | "action">, origin: Kind | undefined): OriginType {
  switch (`${kind} ${action}` as const) {
    case "requisition apply":
    case "batch commission":
    case "batch declare":
      return "ofProduct";
    case "asset enrol":
      return origin === "batch" ? "ofBatch" : "ofProduct";
    case "requisition accept":
      return origin === "batch" ? "ofBatch" : "delivers";
    case "requisition ship":
    case "requisition refuse":
    case "requisition settle":
      return "delivers";
    case "asset ship":
    case "asset accept":
    case "asset refuse":
    case "asset settle":
      return "underRequisition";
    case "asset split":
      return "splitFrom";
    case "asset undo":
      return "undoes";
    case "asset acknowledge":
    case "asset remedy":
    case "asset confirmRemedy":
      return "answers";
    case "product correct":
    case "requisition correct":
    case "batch correct":
    case "asset correct":
      return "corrects";
    default:
      return "comesFrom";
  }
}
