import { ZeroHash } from "ethers/constants";
import { id } from "ethers/hash";
import { checkDisclosure, type Disclosure, readDisclosure } from "../details/disclosure.ts";
import { InvalidInput } from "../errors/base.ts";
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

/** How an entry's details are made of a document: of it alone, of it and of packs dispensed, or of packs commissioned. */
type Composition = "alone" | "dispense" | "commission";

/** What entries say where this document is behind them, and how that is made of it. */
function composed({ disclosure: { commitment }, marks, packsRoots }: ShownDocument): readonly [Hex, Composition][] {
  return [
    [commitment, "alone"],
    ...marks.map((one): [Hex, Composition] => [withMarks(commitment, one), "dispense"]),
    ...packsRoots.map((one): [Hex, Composition] => [withPacksRoot(commitment, one), "commission"]),
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
  const byDetails = new Map<Hex, { readonly how: Composition; readonly disclosures: readonly Disclosure[] }>();
  for (const document of documents) {
    for (const [details, how] of composed(document)) {
      const disclosures = [...(byDetails.get(details)?.disclosures ?? []), document.disclosure];
      byDetails.set(details, { how, disclosures });
    }
  }
  const shown: Documents["shown"][number][] = [];
  const missing: Documented[] = [];
  for (const { subject, entries } of trace.histories) {
    for (const [position, { action, details }] of entries.entries()) {
      if (details === ZeroHash) continue;
      const { how, disclosures = [] } = byDetails.get(details) ?? {};
      const isShown = how === "alone" || how === action;
      if (!isShown) missing.push({ subject, position, details });
      else for (const disclosure of disclosures) shown.push({ subject, position, details, disclosure });
    }
  }
  const first = new Map<Hex, Documented>();
  for (const one of shown) if (!first.has(one.details)) first.set(one.details, one);
  return { shown, missing, problems: documents.flatMap((document) => problemsOf(document, first)) };
}

/** What is wrong with what is shown of a document, given the first entry with each details that it explains. */
function problemsOf(document: ShownDocument, entries: ReadonlyMap<Hex, Documented>): readonly Problem[] {
  const { disclosure } = document;
  const none = { subject: ZeroHash as Hex, position: undefined, expected: "an entry with these details" };
  const all = composed(document).map(([details]) => details);
  const first = all.map((details) => entries.get(details)).find((one) => one !== undefined);
  if (first === undefined) return [{ code: "documentForeign", ...none, actual: disclosure.commitment }];
  // That no entry commits to the document alone is no problem where one commits to it with packs.
  const unmet = all.slice(1).filter((details) => !entries.has(details));
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
  try {
    return { disclosure: readDisclosure(shown.disclosure), marks, packsRoots };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { field, value: none } = error.details;
    throw new InvalidInput([`${path}.disclosure`, ...(field === "" ? [] : [field])].join("."), none, error.rule, {
      cause: error,
    });
  }
}
