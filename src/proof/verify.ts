import { ZeroHash } from "ethers/constants";
import { keccak256 } from "ethers/crypto";
import { InvalidInput } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import { kindOfFirst, previousBlockOf, unpackFacts } from "../history/facts.ts";
import { hex, lower, placed } from "../history/fields.ts";
import { entryHead, genesisHead, NO_HEAD } from "../history/ids.ts";
import { expecting } from "../history/problems.ts";
import { readStatus } from "../history/storage.ts";
import type { AsOf, Entry, Hex, History, Trace } from "../history/types.ts";
import { type Problem, type ProblemCode, type Verdict, verify } from "../history/verify.ts";
import { stages } from "../lifecycle/vocabulary.ts";
import { type Bundle, type BundleHistory, readBundle } from "./bundle.ts";
import { type Documents, documentsOf } from "./documents.ts";
import { type Header, readHeader } from "./header.ts";
import { hasCode, type Named, type Present, presentOf, slotsOf, statusSlotOf, type Words } from "./present.ts";
import { openStorage } from "./storage.ts";
import { TrieNodes } from "./trie.ts";

/** What the checker knows, from elsewhere than the bundle. */
export interface Trusted {
  /** The hash of the block that the bundle speaks of. */
  readonly block?: Hex | undefined;
  /** The ledger's address: anybody may deploy another, and write there what it likes. */
  readonly ledger?: Hex | undefined;
}

/** What is known of a bundle after checking it. */
export interface BundleVerdict extends Verdict {
  /** What it shows; `undefined` where it is no bundle. */
  readonly trace: Trace | undefined;
  /** What the ledger stores of the traced subject at that block, its open recalls among it; `undefined` where that is not proven. */
  readonly present: Present | undefined;
  /** Which documents behind the entries it shows, and which are missing: that lowers no level. */
  readonly documents: Documents;
}

/**
 * Checks a bundle, without any connection.
 *
 * - *intact*: every hash follows, up to the hash of the block that the bundle itself names.
 * - *proven*: besides, that is the block whose hash the checker gives, and the ledger is the one that the checker gives.
 *   Without both, anybody could have made up the chain, or the ledger.
 *
 * @param text - the bundle's text, as it stands in the file
 * @param trusted - what the checker knows from elsewhere
 * @returns level, as-of block, problems, missing stages, the trace, and what is stored at present
 * @throws `InvalidInput` when what the checker knows is no hash or no address; never for what the file says
 *
 * @example
 * const { level, problems, present } = verifyBundle(text, { block, ledger });
 */
export function verifyBundle(text: string, trusted: Trusted = {}): BundleVerdict {
  const { block, ledger } = readTrusted(trusted);
  const bundle = readOrReport(text);
  if ("problem" in bundle) return nothingOf(bundle.problem, NEVER);
  const header = readHeader(bundle.header);
  if (header === undefined)
    return nothingOf(problemOf("headerMalformed", { en: "a block's header", zh: "区块头" }, bundle.header), NEVER);
  const asOf: AsOf = { block: header.block, hash: header.hash, time: header.time };

  const named = bundle.histories.map(nameOf);
  const misnamed = named.find((one) => "problem" in one);
  if (misnamed !== undefined && "problem" in misnamed) return nothingOf(misnamed.problem, asOf);
  const subjects = named as readonly Named[];

  const storage = provenWords(bundle, header, subjects);
  const { words } = storage;
  let problems = storage.problems;
  const trace = traceOf(bundle, subjects, words, asOf);
  if ("problem" in trace) return nothingOf(trace.problem, asOf);
  const { missingStages, problems: ofTrace } = verify(trace);
  problems = problems.concat(ofTrace);
  const traced = subjects[0] as Named;
  if (storage.isWhole) {
    for (const [index, { subject, entries }] of trace.histories.entries()) {
      const stored = statusOf(subjects[index] as Named, words)?.head;
      const head = entries.at(-1)?.head;
      if (stored !== head) problems.push(problemOf("storedHeadDiffers", stored, head, subject));
    }
    if (bundle.code === undefined && hasCode(traced, words)) {
      problems.push(
        problemOf("codeMissing", { en: "its canonical code", zh: "其规范编码" }, undefined, traced.subject),
      );
    }
  }

  const { problems: ofDocuments, ...documents } = documentsOf(trace, bundle.documents);
  problems = problems.concat(ofDocuments);

  const contradicts = problems.length > 0;
  if (block !== undefined && block !== asOf.hash) problems.push(problemOf("blockUnknown", block, asOf.hash));
  if (ledger !== undefined && ledger !== bundle.ledger) {
    problems.push(problemOf("ledgerForeign", ledger, bundle.ledger));
  }
  const isProven = problems.length === 0 && block !== undefined && ledger !== undefined;
  return {
    level: contradicts ? "none" : isProven ? "proven" : "intact",
    asOf,
    problems,
    missingStages,
    trace,
    present: contradicts ? undefined : presentOf(traced, words),
    documents,
  };
}

/** Of what is no bundle, nothing is known. */
const NEVER: AsOf = { block: 0, hash: ZeroHash as Hex, time: 0 };

function nothingOf(problem: Problem, asOf: AsOf): BundleVerdict {
  return {
    level: "none",
    asOf,
    problems: [problem],
    missingStages: stages,
    trace: undefined,
    present: undefined,
    documents: { shown: [], missing: [] },
  };
}

function problemOf(
  code: ProblemCode,
  expected: string | Phrase | undefined,
  actual: unknown,
  subject = ZeroHash as Hex,
  position?: number,
): Problem {
  if (typeof expected !== "object") return { code, subject, position, expected, actual };
  return expecting({ code, subject, position, expected: expected.en, actual }, expected);
}

function readTrusted({ block, ledger }: Trusted): Trusted {
  return {
    block: block === undefined ? undefined : hex("block", lower(block), 32),
    ledger: ledger === undefined ? undefined : hex("ledger", lower(ledger), 20),
  };
}

function readOrReport(text: string): Bundle | { readonly problem: Problem } {
  try {
    return readBundle(text);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { problem: problemOf("bundleMalformed", placed(error), error.details.value) };
  }
}

/** What a history is about, told by its first entry. */
function nameOf({ subject, entries }: BundleHistory): Named | { readonly problem: Problem } {
  const facts = entries[0]?.facts;
  const kind = facts === undefined ? undefined : kindOfFirst(BigInt(facts));
  if (kind !== undefined) return { subject, kind };
  return {
    problem: problemOf(
      "entryMalformed",
      { en: "the first entry of a history", zh: "历史的首条记录" },
      facts,
      subject,
      0,
    ),
  };
}

/** What a bundle's nodes prove. */
interface Proven {
  readonly words: Words;
  /** Whether they prove every word that is needed. */
  readonly isWhole: boolean;
  /** What is missing, and what proves nothing. */
  readonly problems: Problem[];
}

/** The words that the bundle proves. */
function provenWords({ nodes: given, ledger }: Bundle, { stateRoot }: Header, subjects: readonly Named[]): Proven {
  const nodes = new TrieNodes(given);
  const storage = openStorage(nodes, stateRoot, ledger);
  if (!("word" in storage)) {
    const problem =
      "absent" in storage
        ? problemOf("ledgerMissing", ledger, undefined)
        : problemOf("proofMissing", storage.missing, undefined);
    return { words: () => undefined, isWhole: false, problems: [problem] };
  }
  const problems: Problem[] = [];
  const read = new Map<Hex, Hex | undefined>();
  const missing = new Set<Hex>();
  const words = (slot: Hex): Hex | undefined => {
    if (read.has(slot)) return read.get(slot);
    const found = storage.word(slot);
    if ("missing" in found && !missing.has(found.missing)) {
      problems.push(problemOf("proofMissing", found.missing, undefined));
      missing.add(found.missing);
    }
    const word = "missing" in found ? undefined : found.word;
    read.set(slot, word);
    return word;
  };
  for (const slot of slotsOf(subjects, words)) words(slot);
  for (const node of nodes.unused) problems.push(problemOf("proofUnused", undefined, keccak256(node)));
  return { words, isWhole: missing.size === 0, problems };
}

function statusOf(named: Named, words: Words) {
  const slot = statusSlotOf(named, words);
  const word = slot === undefined ? undefined : words(slot);
  return word === undefined ? undefined : readStatus(word);
}

/** The trace that a bundle shows: what its entries say, with the heads and blocks that follow. */
function traceOf(
  { chainId, ledger, code, histories }: Bundle,
  subjects: readonly Named[],
  words: Words,
  asOf: AsOf,
): Trace | { readonly problem: Problem } {
  const read: History[] = [];
  for (const [index, { subject, entries }] of histories.entries()) {
    const named = subjects[index] as Named;
    const { kind } = named;
    const decoded: (Entry & { readonly head: Hex })[] = [];
    let head = genesisHead(chainId, ledger, subject);
    for (const [position, { organisation, facts, origin, details }] of entries.entries()) {
      const next = entries[position + 1];
      // The next entry says where this one stands; of the last one, the ledger does.
      const block =
        next === undefined ? (statusOf(named, words)?.lastBlock ?? asOf.block) : previousBlockOf(BigInt(next.facts));
      head = entryHead(head, {
        subject,
        organisation,
        facts: BigInt(facts),
        origin: origin?.subject ?? (ZeroHash as Hex),
        originHead: origin?.head ?? NO_HEAD,
        details,
      });
      try {
        decoded.push({
          subject,
          kind,
          ...unpackFacts(kind, BigInt(facts)),
          organisation,
          origin,
          details,
          block,
          head,
        });
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        return { problem: problemOf("entryMalformed", error.rule, facts, subject, position) };
      }
    }
    read.push({ subject, kind, entries: decoded });
  }
  return { chainId, ledger, code, subject: (subjects[0] as Named).subject, histories: read, asOf };
}
