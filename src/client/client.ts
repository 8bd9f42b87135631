import type { Signer } from "ethers";
import { type Audit, audit } from "../actions/audit.ts";
import { type CheckResult, check } from "../actions/check.ts";
import { type ConsentParameters, consent } from "../actions/consent.ts";
import { describe } from "../actions/describe.ts";
import { documents } from "../actions/documents.ts";
import { forward } from "../actions/forward.ts";
import { heads } from "../actions/heads.ts";
import { history } from "../actions/history.ts";
import { members } from "../actions/members.ts";
import { type Member, member, organisationName, placeName } from "../actions/names.ts";
import { type OrganisationInFull, organisation } from "../actions/organisation.ts";
import { nextOrganisation, type Organisation, organisations } from "../actions/organisations.ts";
import { type Parcel, type ParcelQuery, parcels } from "../actions/parcels.ts";
import { type Policy, policy } from "../actions/policy.ts";
import { type Product, product } from "../actions/product.ts";
import { type ProveParameters, prove } from "../actions/prove.ts";
import { type RecallImpact, recallImpact } from "../actions/recallImpact.ts";
import { type ScanParameters, type ScanResult, scan } from "../actions/scan.ts";
import { type Shown, show } from "../actions/show.ts";
import { together } from "../actions/together.ts";
import { trace } from "../actions/trace.ts";
import { verifyTrace } from "../actions/verifyTrace.ts";
import { type Connection, type ConnectParameters, openConnection } from "../connection/connection.ts";
import { bind, type Mined, type Write, type WriteDefinition } from "../connection/write.ts";
import type { Disclosure } from "../details/disclosure.ts";
import { subjectOf } from "../history/subjects.ts";
import type { AsOf, Entry, Hex, History, LoggedEntry, Trace } from "../history/types.ts";
import type { Anchors, Verdict } from "../history/verify.ts";
import type { ShownDocument } from "../proof/documents.ts";
import type { Consent } from "../verbs/consent.ts";
import { writes } from "./writes.ts";

/** Every verb that writes, bound to who acts. */
export type ActingVerbs = {
  readonly [V in keyof typeof writes]: (typeof writes)[V] extends WriteDefinition<infer P, infer R>
    ? Write<P, R>
    : never;
};

/** What a verb is told. */
export type ParametersOf<V extends keyof ActingVerbs> = Parameters<ActingVerbs[V]>[0];

/** A verb, and what it is told. */
export type StepOf = {
  readonly [V in keyof ActingVerbs]: { readonly verb: V; readonly parameters: ParametersOf<V> };
}[keyof ActingVerbs];

/** The verbs that write, and several of them at once. */
export type Acting = ActingVerbs & {
  /** Does several steps in one transaction: all of them, or none. */
  readonly together: Write<readonly StepOf[], Mined>;
  /** Signs that the own account may become a member of an organisation. */
  readonly consent: (parameters: ConsentParameters) => Promise<Consent>;
};

/** A connected ledger: it reads for anyone, and writes for whom `as` names. */
export interface Medtrace {
  readonly connection: Connection;
  /** The verbs that write, signed by this signer. */
  as(signer: Signer): Acting;
  /** May this item, or parcel, be used now, and if not, why? */
  check(code: string): Promise<CheckResult>;
  /** One subject's history: by a code in any form, or by its id. */
  history(target: string): Promise<History<LoggedEntry>>;
  /** One subject's history with those of its origins. */
  trace(target: string): Promise<Trace<LoggedEntry>>;
  /** Checks a trace, or first traces a code, against what this ledger stores. */
  verify(target: string | Trace): Promise<Verdict>;
  /** One subject's history with its proofs: the text of a bundle, which `verifyBundle` checks offline. */
  prove(target: string, parameters?: ProveParameters): Promise<string>;
  /** What is shown of documents, with what the entries that commit to them commit to besides. */
  documents(trace: Trace<LoggedEntry>, disclosures: readonly Disclosure[]): Promise<readonly ShownDocument[]>;
  /** Replays every history on the ledger, and compares every head with what it stores. */
  audit(): Promise<Audit>;
  /** Parcels of a product or a batch, that which expires first before the others. */
  parcels(query: ParcelQuery): Promise<readonly Parcel[]>;
  /** Is this pack, or case, one that its manufacturer made, and not yet dispensed, recalled or expired? */
  scan(parameters: ScanParameters): Promise<ScanResult>;
  /** The assets that come from a product, a batch, a requisition or an asset. */
  forward(target: string): Promise<readonly Hex[]>;
  /** What an open recall reaches: every holder, place and quantity, what was dispensed, who acknowledged. */
  recallImpact(target: string): Promise<RecallImpact>;
  /** The heads that the ledger stores. */
  heads(subjects: readonly Hex[], at?: AsOf): Promise<Anchors>;
  /** Who an account or a member's number stands for. */
  member(who: string | number): Promise<Member | undefined>;
  /** The members, of one organisation or of all. */
  members(organisation?: number): Promise<readonly Member[]>;
  /** An organisation: name, roles, suspension, policy, whom it appointed. */
  organisation(organisation: number): Promise<OrganisationInFull>;
  /** All organisations. */
  organisations(): Promise<readonly Organisation[]>;
  /** A product: registration, care, manufacturer, open recall. */
  product(target: string): Promise<Product>;
  /** What stands now of an item, a parcel, a batch, a product or a requisition. */
  show(target: string): Promise<Shown>;
  /** The name under which an organisation was admitted. */
  organisationName(organisation: number): Promise<string | undefined>;
  /** The name that an organisation gave a place. */
  placeName(organisation: number, place: number): Promise<string | undefined>;
  /** The number that the next organisation will be admitted under, to which its administrator consents. */
  nextOrganisation(): Promise<number>;
  /** How an organisation decides on buying and scrapping. */
  policy(organisation: number): Promise<Policy>;
  /** What an entry says beside its action and state, in words, English or Chinese: a place, an outcome, a reason, to whom. */
  describe(entry: Entry, language?: "en" | "zh"): Promise<string | undefined>;
  /** Ends the connection. */
  close(): void;
}

/**
 * Connects to a ledger.
 *
 * @param parameters - where the node is; by default `http://127.0.0.1:8545`, and the deployment is found by the chain's
 * id and first block
 * @throws `ChainUnreachable`, `DeploymentNotFound`, `DeploymentOfAnotherChain`, `WrongLedgerCode`
 *
 * @example
 * const m = await connect({ rpc: "http://127.0.0.1:8545" });
 * const { usable } = await m.check("(01)09521234543213(21)P-0001");
 */
export async function connect(parameters: ConnectParameters = {}): Promise<Medtrace> {
  const connection = await openConnection(parameters);
  return {
    connection,
    as: (signer) => actAs(connection, signer),
    check: (code) => check(connection, code),
    history: async (target) => history(connection, subjectOf(target).subject),
    trace: (target) => trace(connection, target),
    verify: (target) => verifyTrace(connection, target),
    prove: (target, parameters) => prove(connection, target, parameters),
    documents: (trace, disclosures) => documents(connection, trace, disclosures),
    audit: () => audit(connection),
    parcels: (query) => parcels(connection, query),
    scan: (parameters) => scan(connection, parameters),
    forward: (target) => forward(connection, target),
    recallImpact: (target) => recallImpact(connection, target),
    heads: (subjects, at) => heads(connection, subjects, at),
    member: (who) => member(connection, who),
    members: (organisation) => members(connection, organisation),
    organisation: (number) => organisation(connection, number),
    organisations: () => organisations(connection),
    product: (target) => product(connection, target),
    show: (target) => show(connection, target),
    organisationName: (organisation) => organisationName(connection, organisation),
    placeName: (organisation, place) => placeName(connection, organisation, place),
    nextOrganisation: () => nextOrganisation(connection),
    policy: (organisation) => policy(connection, organisation),
    describe: (entry, language) => describe(connection, entry, language),
    close: () => connection.provider.destroy(),
  };
}

function actAs(connection: Connection, signer: Signer): Acting {
  const connected = signer.provider === null ? signer.connect(connection.provider) : signer;
  const actor = { connection, signer: connected };
  const bound = Object.entries(writes).map(([verb, definition]) => [
    verb,
    bind(actor, definition as WriteDefinition<unknown, unknown>),
  ]);
  return {
    ...Object.fromEntries(bound),
    together: bind(actor, together(writes)),
    consent: (parameters: ConsentParameters) => consent(actor, parameters),
  } as Acting;
}
