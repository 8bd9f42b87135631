/**
 * `medtrace/verify`: what checks a bundle, a trace or a disclosure, and nothing else. It is pure: no provider, no module of
 * Node, no ABI. Everything here is also in `medtrace`.
 */
export {
  checkDisclosure,
  type DisclosedField,
  type Disclosure,
  type DisclosureProblem,
  disclosedDocument,
  readDisclosure,
} from "./details/disclosure.ts";
export { MalformedDisclosure } from "./details/errors.ts";
export type { FieldValue } from "./details/fields.ts";
export type { JsonObject, JsonScalar, JsonValue } from "./details/json.ts";
export { InvalidInput, MedtraceError } from "./errors/base.ts";
export { type Absence, type AbsenceCode, absences } from "./history/absences.ts";
export { graphOf, type OriginType, type TraceEdge, type TraceGraph, type TraceNode } from "./history/graph.ts";
export { type Life, type LifeStage, type LifeStep, lifeOf } from "./history/life.ts";
export type { OpenRecall } from "./history/recalls.ts";
export { readTrace } from "./history/shape.ts";
export { isLate, timeline } from "./history/timeline.ts";
export type { AsOf, Entry, Hex, History, LoggedEntry, Origin, Trace } from "./history/types.ts";
export {
  type Anchors,
  type Level,
  levels,
  type Problem,
  type ProblemCode,
  reaches,
  type Verdict,
  verify,
} from "./history/verify.ts";
export type { Action, Instruction, Kind, RecallLevel, Stage, State } from "./lifecycle/vocabulary.ts";
export { BUNDLE_FORMAT, type Bundle, type BundleEntry, type BundleHistory, readBundle } from "./proof/bundle.ts";
export { type Documented, type Documents, documentsOf, type ShownDocument } from "./proof/documents.ts";
export type { Present } from "./proof/present.ts";
export { type BundleVerdict, type Trusted, verifyBundle } from "./proof/verify.ts";
