import { id, ZeroHash } from "ethers";
import { checkDisclosure, type Disclosure, readDisclosure } from "../details/disclosure.ts";
import { ascending, hex, list, record } from "../history/fields.ts";
import { hashWords } from "../history/ids.ts";
import type { Hex, Trace } from "../history/types.ts";
import type { Problem } from "../history/verify.ts";
import { PACKS_TYPEHASH } from "../packs/marks.ts";

/** Some fields of a document, and what the entries that it is behind commit to besides. */
export interface ShownDocument {
  readonly disclosure: Disclosure;
  /** Of entries that dispense packs: the hashes of their marks, ascending. */
  readonly marks: readonly Hex[];
  /** Of entries that commission packs: their roots, ascending. */
  readonly packsRoots: readonly Hex[];
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

const COMMISSION_TYPEHASH = id("Commission(bytes32 details,bytes32 packsRoot)") as Hex;

/** What an entry says of a document and of packs that it dispenses. */
export function withMarks(commitment: Hex, marks: Hex): Hex {
  return hashWords([PACKS_TYPEHASH, commitment, marks]);
}

/** What an entry says of a document and of packs that it commissions. */
export function withPacksRoot(commitment: Hex, packsRoot: Hex): Hex {
  return hashWords([COMMISSION_TYPEHASH, commitment, packsRoot]);
}

/** What entries say where this document is behind them and packs are besides. */
function composed({ disclosure: { commitment }, marks, packsRoots }: ShownDocument): readonly Hex[] {
  return [
    ...marks.map((one) => withMarks(commitment, one)),
    ...packsRoots.map((one) => withPacksRoot(commitment, one)),
  ];
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
  const byDetails = new Map(
    documents.flatMap((document) =>
      [document.disclosure.commitment, ...composed(document)].map((details) => [details, document.disclosure]),
    ),
  );
  const shown = committing.flatMap((one) => {
    const disclosure = byDetails.get(one.details);
    return disclosure === undefined ? [] : [{ ...one, disclosure }];
  });
  const problems = documents.flatMap((document) => problemsOf(document, shown));
  return { shown, missing: committing.filter(({ details }) => !byDetails.has(details)), problems };
}

function problemsOf(document: ShownDocument, shown: Documents["shown"]): readonly Problem[] {
  const { disclosure } = document;
  const own = shown.filter((one) => one.disclosure === disclosure);
  const none = { subject: ZeroHash as Hex, position: undefined, expected: "an entry with these details" };
  const unmet = composed(document).filter((details) => !own.some((one) => one.details === details));
  const [first] = own;
  if (first === undefined) return [{ code: "documentForeign", ...none, actual: disclosure.commitment }];
  return [
    ...unmet.map((details): Problem => ({ code: "documentForeign", ...none, actual: details })),
    ...checkDisclosure(disclosure).map(({ path }): Problem => {
      const { subject, position } = first;
      return { code: "documentWrong", subject, position, expected: disclosure.commitment, actual: path };
    }),
  ];
}

/** Reads what a bundle shows of a document. */
export function readDocument(path: string, value: unknown): ShownDocument {
  const shown = record(path, value);
  const hashes = (field: "marks" | "packsRoots"): readonly Hex[] =>
    list(`${path}.${field}`, shown[field]).map((one, at) => hex(`${path}.${field}[${at}]`, one, 32));
  const [marks, packsRoots] = [hashes("marks"), hashes("packsRoots")];
  ascending(`${path}.marks`, marks);
  ascending(`${path}.packsRoots`, packsRoots);
  return { disclosure: readDisclosure(shown.disclosure), marks, packsRoots };
}
