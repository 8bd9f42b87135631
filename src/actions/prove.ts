import { isHexString, keccak256 } from "ethers";
import { attempt, type Connection, latestBlock, readSlots, request } from "../connection/connection.ts";
import type { Disclosure } from "../details/disclosure.ts";
import { InvalidInput } from "../errors/base.ts";
import {
  ChainReorganised,
  ChainUnreachable,
  ProofsUnavailable,
  StateUnavailable,
  UnknownBlock,
  UnsoundProof,
} from "../errors/chain.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { packFacts } from "../history/facts.ts";
import { list, record, wrong } from "../history/fields.ts";
import { subjectOf } from "../history/subjects.ts";
import type { AsOf, Entry, Hex, History, LoggedEntry, Trace } from "../history/types.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { type Bundle, type BundleEntry, writeBundle } from "../proof/bundle.ts";
import { documentsOf, type ShownDocument } from "../proof/documents.ts";
import { encodeHeader, readHeader } from "../proof/header.ts";
import { slotsOf } from "../proof/present.ts";
import { verifyBundle } from "../proof/verify.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { codeOf } from "./codes.ts";
import { documents } from "./documents.ts";
import { traceAt } from "./trace.ts";

export interface ProveParameters {
  /** The block to prove it at: its number or its hash. By default the newest; a node may have an older one's state no more. */
  readonly block?: number | Hex | undefined;
  /** What is shown of the documents behind its entries, as `disclose` makes it; by default, nothing. */
  readonly details?: readonly Disclosure[] | undefined;
}

/**
 * Proves a subject's history: one text, to be written to a file as it is, which `verifyBundle` checks without network and
 * server, given the hash of its block and the ledger's address.
 *
 * @param connection - the connection
 * @param target - a code in any form (with a serial: the item; with a lot: the batch; with neither: the product), or a
 * subject's id
 * @param parameters - the block, and what to show of documents
 * @returns the bundle's text (docs/bundle.md)
 * @throws `InvalidInput` when no entry commits to a document that is to be shown
 * @throws {@link ProofsUnavailable} when the node offers no `eth_getProof`, {@link StateUnavailable} when it has the block's
 * state no more, {@link UnknownBlock}, {@link UnsoundProof}, `UnknownSubject`, {@link ChainReorganised}
 *
 * @example
 * const text = await m.prove("(01)09521234543213(21)P-0001");
 */
export async function prove(
  connection: Connection,
  target: string,
  { block, details = [] }: ProveParameters = {},
): Promise<string> {
  const named = subjectOf(target);
  const read = (asOf: AsOf) => proveAt(connection, named, details, asOf);
  return block === undefined ? atOneBlock(connection, named.subject, read) : read(await blockOf(connection, block));
}

async function blockOf(connection: Connection, block: number | Hex): Promise<AsOf> {
  const found = await attempt(connection, () => connection.provider.getBlock(block));
  if (found === null || found.hash === null) throw new UnknownBlock(connection.rpc, block);
  return { block: found.number, hash: found.hash as Hex, time: found.timestamp };
}

async function proveAt(
  connection: Connection,
  named: ReturnType<typeof subjectOf>,
  disclosures: readonly Disclosure[],
  asOf: AsOf,
): Promise<string> {
  const header = await headerOf(connection, asOf);
  // Before anything is read at a block whose state the node may have no more.
  await getProof(connection, [], asOf);
  const trace = await traceAt(connection, named, asOf);
  const origins = trace.histories.slice(1).sort((a, b) => (a.subject < b.subject ? -1 : 1));
  const histories = [...trace.histories.slice(0, 1), ...origins];
  const slots = await neededSlots(connection, histories, asOf);
  const nodes = await nodesOf(connection, slots, asOf, readHeader(header)?.stateRoot);

  const kind = histories[0]?.kind as Kind;
  const code = trace.code ?? (await codeOf(connection, trace.subject, kind, asOf));
  const documents = await documentsFor(connection, trace, disclosures);
  const bundle = { ...bundleOf({ ...trace, code }, histories), header, nodes, documents };
  const trusted = { block: asOf.hash, ledger: connection.ledger };
  const first = verifyBundle(writeBundle(bundle), trusted);
  // Some nodes repeat what is inside another, or add what no path passes.
  const unused = new Set(first.problems.flatMap(({ code, actual }) => (code === "proofUnused" ? actual : [])));
  const text = writeBundle({ ...bundle, nodes: nodes.filter((node) => !unused.has(keccak256(node))) });
  const { level, problems } = unused.size === 0 ? first : verifyBundle(text, trusted);
  if (level !== "proven") throw new UnsoundProof(connection.rpc, problems[0]?.code ?? level);
  return text;
}

async function documentsFor(
  connection: Connection,
  trace: Trace<LoggedEntry>,
  disclosures: readonly Disclosure[],
): Promise<readonly ShownDocument[]> {
  const shown = await documents(connection, trace, disclosures);
  for (const { code, expected, actual } of documentsOf(trace, shown).problems) {
    const broken =
      code === "documentForeign" ? rule(must.committedTo) : rule(must.noFieldOf, { document: String(expected) });
    throw new InvalidInput("details", actual, broken);
  }
  const sorted = shown.toSorted((a, b) => (a.disclosure.commitment < b.disclosure.commitment ? -1 : 1));
  const twice = sorted.find(({ disclosure }, at) => disclosure.commitment === sorted[at + 1]?.disclosure.commitment);
  if (twice !== undefined) {
    throw new InvalidInput("details", twice.disclosure.commitment, rule(must.shownOnce));
  }
  return sorted;
}

async function headerOf(connection: Connection, { block, hash }: AsOf): Promise<Hex> {
  const answer = await request(connection, "eth_getBlockByHash", [hash, false]);
  if (typeof answer !== "object" || answer === null) throw new UnknownBlock(connection.rpc, block);
  const header = encodeHeader(answer as Record<string, unknown>);
  if (header === undefined)
    throw new UnsoundProof(connection.rpc, {
      en: `the header of block ${block} has another hash`,
      zh: `区块 ${block} 的头有另一哈希`,
    });
  return header;
}

/** The slots to prove: which they are follows from what stands in the first of them. */
async function neededSlots(
  connection: Connection,
  histories: readonly History[],
  { block }: AsOf,
): Promise<readonly Hex[]> {
  const words = new Map<Hex, Hex>();
  for (;;) {
    const slots = [...slotsOf(histories, (slot) => words.get(slot))];
    const open = slots.filter((slot) => !words.has(slot));
    if (open.length === 0) return slots;
    const read = await readSlots(connection, open, block);
    for (const [at, slot] of open.entries()) words.set(slot, read[at] as Hex);
  }
}

/** What `eth_getProof` answers (EIP-1186), as far as it is needed. */
interface ProofAnswer {
  readonly accountProof: readonly Hex[];
  readonly storageProof: readonly { readonly proof: readonly Hex[] }[];
}

async function nodesOf(
  connection: Connection,
  slots: readonly Hex[],
  asOf: AsOf,
  stateRoot: Hex | undefined,
): Promise<readonly Hex[]> {
  const { accountProof, storageProof } = readProof(await getProof(connection, slots, asOf), connection.rpc);
  const [root] = accountProof;
  // The block of that number may be another by now.
  if (root === undefined || keccak256(root) !== stateRoot) throw new ChainReorganised(connection.ledger, 1);
  const byHash = new Map<string, Hex>();
  for (const node of [...accountProof, ...storageProof.flatMap(({ proof }) => proof)]) {
    // RLP's empty text, where a trie is empty, is no node.
    if (node.length > 4) byHash.set(keccak256(node), node.toLowerCase() as Hex);
  }
  return [...byHash].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node);
}

function readProof(answer: unknown, rpc: string): ProofAnswer {
  try {
    const { accountProof, storageProof } = record("proof", answer);
    const nodes = (value: unknown) =>
      list("proof", value).map((node) => {
        if (!isHexString(node) || node.length % 2 === 1) throw wrong("proof", typeof node, rule(must.bytes));
        return node as Hex;
      });
    const proofs = list("storageProof", storageProof).map((one) => ({ proof: nodes(record("proof", one).proof) }));
    const account = nodes(accountProof);
    if (account.length === 0) throw wrong("accountProof", "[]", rule(must.notEmpty));
    return { accountProof: account, storageProof: proofs };
  } catch (cause) {
    throw new UnsoundProof(
      rpc,
      { en: "it is no answer to eth_getProof", zh: "它不是对 eth_getProof 的回答" },
      { cause },
    );
  }
}

async function getProof(connection: Connection, slots: readonly Hex[], asOf: AsOf): Promise<unknown> {
  const ask = (keys: readonly Hex[], block: string) =>
    request(connection, "eth_getProof", [connection.ledger, keys, block]);
  try {
    return await ask(slots, `0x${asOf.block.toString(16)}`);
  } catch (cause) {
    if (cause instanceof ChainUnreachable) throw cause;
    const { block } = await latestBlock(connection);
    const offered =
      block !== asOf.block &&
      (await ask([], "latest").then(
        () => true,
        () => false,
      ));
    throw offered
      ? new StateUnavailable(connection.rpc, asOf.block, { cause })
      : new ProofsUnavailable(connection.rpc, { cause });
  }
}

function bundleOf(
  { chainId, ledger, code }: Trace,
  histories: readonly History[],
): Omit<Bundle, "header" | "nodes" | "documents"> {
  return {
    chainId,
    ledger,
    code,
    histories: histories.map(({ subject, entries }) => ({ subject, entries: entries.map(entryOf) })),
  };
}

function entryOf(entry: Entry): BundleEntry {
  const { organisation, origin, details } = entry;
  const facts: Hex = `0x${packFacts(entry.kind, entry).toString(16).padStart(64, "0")}`;
  return { organisation, facts, origin, details };
}
