import canonicalize from "canonicalize";
import { keccak256 } from "ethers/crypto";
import { isWellFormed } from "../details/json.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { ascending, bigint, hex, integer, list, readOrigin, record, wrong } from "../history/fields.ts";
import type { Hex, Origin } from "../history/types.ts";
import { readDocument, type ShownDocument } from "./documents.ts";

/** The version of the format, which `docs/bundle.md` describes. */
export const BUNDLE_FORMAT = "medtrace-bundle-1";

/** Whoever made a file up must not keep its checker busy: 64 Mi characters are some 80,000 entries with their proofs. */
const LONGEST_TEXT = 2 ** 26;
/** `/01/`, 14 digits, `/21/`, 20 characters of three each. */
const LONGEST_CODE = 82;
/** Headers have some 600 bytes, and on chains with few validators some thousand more with their seals. */
const LONGEST_HEADER = 2 ** 16;
/** A branch: 16 hashes of 33 bytes each, an empty value, and 3 bytes before. */
const LONGEST_NODE = 532;

/** An entry as its head commits to it; what follows from the others is left out. */
export interface BundleEntry {
  /** The number of the organisation whose member signed. */
  readonly organisation: number;
  /** The word of facts, 32 bytes. */
  readonly facts: Hex;
  readonly origin: Origin | undefined;
  readonly details: Hex;
}

export interface BundleHistory {
  readonly subject: Hex;
  /** Oldest first. */
  readonly entries: readonly BundleEntry[];
}

/** A trace that proves itself, given a block's hash: one file, which needs neither network nor server to check. */
export interface Bundle {
  readonly chainId: bigint;
  readonly ledger: Hex;
  /** The canonical code that was asked for; `undefined` for a subject without one. */
  readonly code: string | undefined;
  /** The traced subject's own first, then its origins' by ascending subject. */
  readonly histories: readonly BundleHistory[];
  /** The RLP of the header of the block that it speaks of. */
  readonly header: Hex;
  /** The nodes of the state's and the storage's trie on the paths to what is proven, each once, by ascending hash. */
  readonly nodes: readonly Hex[];
  /** What is shown of the documents behind the entries, by ascending commitment. */
  readonly documents: readonly ShownDocument[];
}

/**
 * Writes a bundle as the one text that stands for it: RFC 8785.
 *
 * @param bundle - the bundle
 */
export function writeBundle(bundle: Bundle): string {
  return canonicalize({
    format: BUNDLE_FORMAT,
    chainId: bundle.chainId.toString(),
    ledger: bundle.ledger,
    code: bundle.code,
    histories: bundle.histories.map(({ subject, entries }) => ({ subject, entries })),
    header: bundle.header,
    nodes: bundle.nodes,
    documents: bundle.documents.map(({ disclosure, marks, packsRoots }) => ({ disclosure, marks, packsRoots })),
  }) as string;
}

/**
 * Reads a bundle. What has no place in it, or stands there in another encoding than the one it has, is refused.
 *
 * @param text - the file's text
 * @returns the bundle; whether it proves anything is for `verifyBundle` to say
 * @throws `InvalidInput` naming the first field that is none, by its path
 */
export function readBundle(text: string): Bundle {
  const shown = record("bundle", parse(text));
  if (shown.format !== BUNDLE_FORMAT)
    throw wrong("bundle.format", shown.format, rule(must.exactly, { value: BUNDLE_FORMAT }));
  const { code } = shown;
  if (code !== undefined && (typeof code !== "string" || code.length > LONGEST_CODE || !isWellFormed(code)))
    throw wrong("bundle.code", typeof code, rule(must.textAtMost, { max: LONGEST_CODE }));
  const bundle: Bundle = {
    chainId: bigint("bundle.chainId", shown.chainId, 256),
    ledger: hex("bundle.ledger", shown.ledger, 20),
    code,
    histories: list("bundle.histories", shown.histories).map((one, at) => readHistory(`bundle.histories[${at}]`, one)),
    header: bytes("bundle.header", shown.header, LONGEST_HEADER),
    nodes: list("bundle.nodes", shown.nodes).map((node, at) => bytes(`bundle.nodes[${at}]`, node, LONGEST_NODE)),
    documents: list("bundle.documents", shown.documents).map((one, at) => readDocument(`bundle.documents[${at}]`, one)),
  };
  if (bundle.histories.length === 0) throw wrong("bundle.histories", shown.histories, rule(must.notEmpty));
  ascending(
    "bundle.histories",
    bundle.histories.slice(1).map(({ subject }) => subject),
    { en: ", by their subjects, but for the first", zh: "，按其主体，首个除外" },
  );
  ascending(
    "bundle.nodes",
    bundle.nodes.map((node) => keccak256(node)),
    { en: ", by their hashes", zh: "，按其哈希" },
  );
  ascending(
    "bundle.documents",
    bundle.documents.map(({ disclosure }) => disclosure.commitment),
    { en: ", by their commitments", zh: "，按其承诺值" },
  );
  // Another order of members, a space, a number or a text that is written differently, a member that is none.
  if (text !== writeBundle(bundle)) throw wrong("bundle", "its text", rule(must.canonical));
  return bundle;
}

function parse(text: string): unknown {
  if (text.length > LONGEST_TEXT)
    throw wrong("bundle", text.length, rule(must.charactersAtMost, { max: LONGEST_TEXT }));
  try {
    return JSON.parse(text);
  } catch {
    throw wrong("bundle", "its text", rule(must.json));
  }
}

function readHistory(path: string, value: unknown): BundleHistory {
  const history = record(path, value);
  const entries = list(`${path}.entries`, history.entries).map((one, at) => readEntry(`${path}.entries[${at}]`, one));
  if (entries.length === 0) throw wrong(`${path}.entries`, "[]", rule(must.notEmpty));
  return { subject: hex(`${path}.subject`, history.subject, 32), entries };
}

function readEntry(path: string, value: unknown): BundleEntry {
  const entry = record(path, value);
  return {
    organisation: integer(`${path}.organisation`, entry.organisation, 24),
    facts: hex(`${path}.facts`, entry.facts, 32),
    origin: entry.origin === undefined ? undefined : readOrigin(`${path}.origin`, entry.origin),
    details: hex(`${path}.details`, entry.details, 32),
  };
}

/** Some bytes, at least one. */
function bytes(path: string, value: unknown, longest: number): Hex {
  const fits = typeof value === "string" && value.length <= 2 + 2 * longest;
  if (!fits || !/^0x(?:[0-9a-f]{2})+$/.test(value)) {
    throw wrong(path, typeof value, rule(must.lowerHexAtMost, { bytes: longest }));
  }
  return value as Hex;
}
