import { id, ZeroHash } from "ethers";
import { checkDisclosure, type Disclosure, readDisclosure } from "../details/disclosure.ts";
import { hex, record } from "../history/fields.ts";
import { hashWords } from "../history/ids.ts";
import type { Hex, Trace } from "../history/types.ts";
import type { Problem } from "../history/verify.ts";
import { PACKS_TYPEHASH } from "../packs/marks.ts";

/** Some fields of the document behind an entry. */
export interface ShownDocument {
  readonly disclosure: Disclosure;
  /** What the entry commits to besides: of packs dispensed, the hash of their marks; of packs commissioned, their root. */
  readonly beside: { readonly marks: Hex } | { readonly packsRoot: Hex } | undefined;
}

/** An entry that commits to a document. */
export interface Documented {
  readonly subject: Hex;
  /** Its position in its history, from 0. */
  readonly position: number;
  /** What it commits to. Of packs dispensed or commissioned, that may be the packs alone. */
  readonly details: Hex;
}

/** Which documents of a trace are shown, in whole or in part, and which are not. */
export interface Documents {
  readonly shown: readonly (Documented & { readonly disclosure: Disclosure })[];
  readonly missing: readonly Documented[];
}

const typeHashes = {
  marks: PACKS_TYPEHASH,
  packsRoot: id("Commission(bytes32 details,bytes32 packsRoot)"),
} as const;

/** What an entry says of a document, and of what it commits to besides. */
export function detailsOf({ disclosure: { commitment }, beside }: ShownDocument): Hex {
  if (beside === undefined) return commitment;
  if ("marks" in beside) return hashWords([typeHashes.marks, commitment, beside.marks]);
  return hashWords([typeHashes.packsRoot, commitment, beside.packsRoot]);
}

/**
 * Tells which documents of a trace are shown and which are missing, and what is wrong with those that are shown. That a
 * document is missing says nothing against the history.
 *
 * @param trace - a trace
 * @param documents - what is shown of the documents behind its entries
 * @returns the entries with what is shown of their documents, those whose documents are not shown, and the problems
 *
 * @example
 * const { shown, missing, problems } = documentsOf(trace, await m.documents(trace, [disclosure]));
 */
export function documentsOf(
  trace: Trace,
  documents: readonly ShownDocument[],
): Documents & { readonly problems: readonly Problem[] } {
  const committing = trace.histories.flatMap(({ subject, entries }) =>
    entries.flatMap(({ details }, position) => (details === ZeroHash ? [] : [{ subject, position, details }])),
  );
  const byDetails = new Map(documents.map((document) => [detailsOf(document), document.disclosure]));
  const shown = committing.flatMap((one) => {
    const disclosure = byDetails.get(one.details);
    return disclosure === undefined ? [] : [{ ...one, disclosure }];
  });
  const problems = documents.flatMap((document) => problemsOf(document, shown));
  return { shown, missing: committing.filter(({ details }) => !byDetails.has(details)), problems };
}

function problemsOf(document: ShownDocument, shown: Documents["shown"]): readonly Problem[] {
  const { disclosure } = document;
  const entry = shown.find((one) => one.disclosure === disclosure);
  const details = detailsOf(document);
  if (entry === undefined) {
    const none = { subject: ZeroHash as Hex, position: undefined, expected: "an entry with these details" };
    return [{ code: "documentForeign", ...none, actual: details }];
  }
  return checkDisclosure(disclosure).map(({ path }) => {
    const { subject, position } = entry;
    return { code: "documentWrong", subject, position, expected: disclosure.commitment, actual: path };
  });
}

/** Reads what a bundle shows of a document. */
export function readDocument(path: string, value: unknown): ShownDocument {
  const shown = record(path, value);
  const disclosure = readDisclosure(shown.disclosure);
  const { marks, packsRoot } = shown;
  if (marks !== undefined) return { disclosure, beside: { marks: hex(`${path}.marks`, marks, 32) } };
  if (packsRoot !== undefined) return { disclosure, beside: { packsRoot: hex(`${path}.packsRoot`, packsRoot, 32) } };
  return { disclosure, beside: undefined };
}
