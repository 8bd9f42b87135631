export type { Audit } from "./actions/audit.ts";
export type { CheckResult, Reason } from "./actions/check.ts";
export type { Claim, ClaimParameters } from "./actions/claim.ts";
export { type ConsentParameters, consentSigner, consentTypedData } from "./actions/consent.ts";
export type { Member } from "./actions/names.ts";
export type { Appointment, OrganisationInFull } from "./actions/organisation.ts";
export type { Organisation } from "./actions/organisations.ts";
export type { Parcel, ParcelQuery } from "./actions/parcels.ts";
export type { Policy } from "./actions/policy.ts";
export type { Care, Product } from "./actions/product.ts";
export { type Holding, NOTICE_DAYS, type RecallImpact } from "./actions/recallImpact.ts";
export type { DispensedPack, Dispensing, ScanParameters, ScanReason, ScanResult, ScanVerdict } from "./actions/scan.ts";
export type { SeenParameters } from "./actions/seen.ts";
export type {
  Approvals,
  Shown,
  ShownAsset,
  ShownBatch,
  ShownProduct,
  ShownRequisition,
} from "./actions/show.ts";
export type { Recorded, StepParameters } from "./actions/step.ts";
export { type Acting, connect, type Medtrace, type ParametersOf, type StepOf } from "./client/client.ts";
export { canonicalBatch, canonicalItem, canonicalProduct } from "./codes/canonical.ts";
export type { Code } from "./codes/code.ts";
export * from "./codes/errors.ts";
export { formatCode } from "./codes/format.ts";
export { checkDigit, normaliseGtin } from "./codes/gtin.ts";
export { parseCode } from "./codes/parse.ts";
export { canonicalSscc, isSscc, readSscc } from "./codes/sscc.ts";
export type { Connection, ConnectParameters } from "./connection/connection.ts";
export type { Deployment } from "./connection/deployment.ts";
export { fileOutbox, type Outbox, type SignedWrite } from "./connection/outbox.ts";
export type { Mined, Sent, Write } from "./connection/write.ts";
export {
  type CreateDetailsParameters,
  createDetails,
  type Details,
  type RandomBytes,
  readDetails,
} from "./details/details.ts";
export {
  checkDisclosure,
  type DisclosedField,
  type Disclosure,
  type DisclosureProblem,
  disclose,
  disclosedDocument,
  readDisclosure,
} from "./details/disclosure.ts";
export * from "./details/errors.ts";
export type { FieldValue } from "./details/fields.ts";
export { checkFile, type FileField, type FileParameters, type FileProblem, fileField } from "./details/files.ts";
export type { JsonObject, JsonScalar, JsonValue } from "./details/json.ts";
export { patientPseudonym } from "./details/patients.ts";
export { createRecord, type RecordSchema, schemaOf, validateDocument } from "./details/records.ts";
export type { FieldSchema, Fields, Labels } from "./details/schema/parts.ts";
export { type DetailsStore, folderStore, memoryStore } from "./details/store.ts";
export { InvalidInput, MedtraceError } from "./errors/base.ts";
export * from "./errors/chain.ts";
export { AmbiguousParcel, NoSuchParcel, NotEnoughUsable, type ParcelInShort } from "./errors/parcels.ts";
export * from "./errors/refusals/access.ts";
export * from "./errors/refusals/care.ts";
export * from "./errors/refusals/decisions.ts";
export * from "./errors/refusals/goods.ts";
export * from "./errors/refusals/history.ts";
export * from "./errors/refusals/lots.ts";
export * from "./errors/refusals/openzeppelin.ts";
export * from "./errors/refusals/organisations.ts";
export { Refusal } from "./errors/refusals/refusal.ts";
export * from "./errors/refusals/transfers.ts";
export { type Absence, type AbsenceCode, absences } from "./history/absences.ts";
export { NO_EXPIRY, packFacts, temperatures, unpackFacts } from "./history/facts.ts";
export { graphOf, type OriginType, type TraceEdge, type TraceGraph, type TraceNode } from "./history/graph.ts";
export {
  batchId,
  entryHead,
  genesisHead,
  itemId,
  nameText,
  parcelId,
  placeNumber,
  productId,
  requisitionId,
} from "./history/ids.ts";
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
export { lifecycle, type Row, stageOf } from "./lifecycle/table.ts";
export * from "./lifecycle/vocabulary.ts";
export { inWords } from "./lifecycle/words.ts";
export * from "./packs/errors.ts";
export {
  countOfMarks,
  marksOfPacks,
  marksOfRange,
  type PackMark,
  packsCommitment,
  packsOfMarks,
} from "./packs/marks.ts";
export { checkPackProof, type PackList, type PackParameters, type PackProof, PackTree } from "./packs/tree.ts";
export { canonicalUnit, MAX_PACKS, type PackUnit } from "./packs/units.ts";
export {
  BUNDLE_FORMAT,
  type Bundle,
  type BundleEntry,
  type BundleHistory,
  readBundle,
  writeBundle,
} from "./proof/bundle.ts";
export { type Documented, type Documents, documentsOf, type ShownDocument } from "./proof/documents.ts";
export type { Present } from "./proof/present.ts";
export { type BundleVerdict, type Trusted, verifyBundle } from "./proof/verify.ts";
export { type VerbGroup, verbGroups, verbs } from "./verbs/all.ts";
export { type ApprovalRule, packApprovals, unpackApprovals } from "./verbs/approvals.ts";
export type { Reading } from "./verbs/compounds.ts";
export type { Consent } from "./verbs/consent.ts";
export { labelOf } from "./verbs/labels.ts";
export type { Time } from "./verbs/values.ts";
export { type Verb, verbSchema } from "./verbs/verb.ts";
