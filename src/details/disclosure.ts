import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { type Details, openDetails } from "./details.ts";
import { MalformedDisclosure, UnknownField } from "./errors.ts";
import { byPath, checkPath, fieldValue, isWithin, MAX_FIELDS, partOf } from "./fields.ts";
import { hexOf, type JsonObject, listOf, membersOf, shown } from "./json.ts";
import { LONGEST_PROOF, leadsTo, SALT, type SaltedField } from "./tree.ts";

/** A field that is shown, with what proves it. */
export interface DisclosedField extends SaltedField {
  /** The siblings from its leaf up to the commitment, 32 bytes each. */
  readonly proof: readonly Hex[];
}

/** Some fields of a document, shown with what proves that its commitment was made to them. */
export interface Disclosure {
  readonly format: "medtrace-disclosure-1";
  readonly commitment: Hex;
  /** In the order of their paths, by UTF-16 code units; each once, at least one. */
  readonly fields: readonly DisclosedField[];
}

/**
 * What a disclosure does not prove. `notProven`: the field's proof does not lead to the disclosure's commitment.
 * `otherCommitment`: the disclosure is of another commitment than the one asked about.
 */
export type DisclosureProblem =
  | { readonly code: "notProven"; readonly path: string; readonly commitment: Hex }
  | { readonly code: "otherCommitment"; readonly path: undefined; readonly expected: Hex; readonly commitment: Hex };

const FORMAT = "medtrace-disclosure-1";
const MEMBERS = ["format", "commitment", "fields"] as const;
const FIELD = ["path", "value", "salt", "proof"] as const;

/**
 * Shows some fields of a document and nothing of the others, but about how many there are.
 *
 * @param details - what its owner kept of the document
 * @param paths - the fields to show, as JSON Pointers; each stands for itself and all below it, the empty one for all
 * @returns what proves them to whoever has the commitment
 * @throws {@link UnknownField} when the document has nothing at one of the paths
 * @throws {@link InvalidInput} when no path is given
 * @throws the errors of {@link readDetails}
 * @example
 * const disclosure = disclose(details, ["/supplier", "/parts/0/lot"]);
 */
export function disclose(details: Details, paths: readonly string[]): Disclosure {
  if (paths.length === 0) throw new InvalidInput("paths", paths, rule(must.nameOneField));
  const { fields, tree } = openDetails(details);
  for (const path of paths) if (!fields.some((field) => isWithin(field.path, path))) throw new UnknownField(path);
  const shownFields = fields.flatMap((field, index): readonly DisclosedField[] =>
    paths.some((path) => isWithin(field.path, path)) ? [{ ...field, proof: tree.prove(index) }] : [],
  );
  return { format: FORMAT, commitment: details.commitment, fields: shownFields.sort(byPath) };
}

/**
 * Reads a disclosure from whoever shows it. Every value is checked, and each disclosure has one form only. That its
 * fields are proven is for {@link checkDisclosure} to say.
 *
 * @param value - what {@link disclose} made, after JSON
 * @returns the disclosure
 * @throws {@link MalformedDisclosure} naming the first member that is wrong by its path, as in `fields[2].salt`
 * @example
 * const disclosure = readDisclosure(JSON.parse(text));
 */
export function readDisclosure(value: unknown): Disclosure {
  const { format, commitment, fields } = membersOf("", value, MEMBERS, MalformedDisclosure);
  if (format !== FORMAT) throw new MalformedDisclosure("format", shown(format), rule(must.exactly, { value: FORMAT }));
  const root = hexOf("commitment", commitment, 32, MalformedDisclosure);
  const list = listOf("fields", fields, MalformedDisclosure);
  if (list.length === 0 || list.length > MAX_FIELDS) {
    throw new MalformedDisclosure("fields", list.length, rule(must.upTo, { max: MAX_FIELDS }));
  }
  const read = Array.from(list, (one, index) => readField(`fields[${index}]`, one));
  for (const [index, field] of read.entries()) {
    const before = read[index - 1];
    if (before !== undefined && byPath(before, field) >= 0) {
      throw new MalformedDisclosure(`fields[${index}].path`, shown(field.path), rule(must.afterBefore));
    }
  }
  partOf(read, MalformedDisclosure);
  return { format: FORMAT, commitment: root, fields: read };
}

function readField(at: string, value: unknown): DisclosedField {
  const field = membersOf(at, value, FIELD, MalformedDisclosure);
  const { path } = field;
  checkPath(`${at}.path`, MalformedDisclosure, path);
  const proof = listOf(`${at}.proof`, field.proof, MalformedDisclosure);
  if (proof.length > LONGEST_PROOF) {
    throw new MalformedDisclosure(`${at}.proof`, proof.length, rule(must.hashesAtMost, { max: LONGEST_PROOF }));
  }
  return {
    path,
    value: fieldValue(`${at}.value`, path, field.value, MalformedDisclosure),
    salt: hexOf(`${at}.salt`, field.salt, SALT, MalformedDisclosure),
    proof: Array.from(proof, (one, index) => hexOf(`${at}.proof[${index}]`, one, 32, MalformedDisclosure)),
  };
}

/**
 * Says what of a disclosure is not proven. Proven means: whoever made the commitment made it to this value at this path.
 * It does not mean that the value is true, nor that nothing else of the document matters.
 *
 * @param disclosure - the disclosure, from whoever shows it
 * @param commitment - the entry's details on the ledger, 32 bytes; left out, the disclosure's own
 * @returns the problems; none if every field is proven
 * @throws {@link MalformedDisclosure} when it is no disclosure
 * @throws {@link InvalidInput} when the commitment is not 32 bytes
 * @example
 * const problems = checkDisclosure(disclosure, entry.details);
 * if (problems.length === 0) console.log(disclosedDocument(disclosure));
 */
export function checkDisclosure(disclosure: Disclosure, commitment?: Hex): readonly DisclosureProblem[] {
  const { commitment: stated, fields } = readDisclosure(disclosure);
  const expected = commitment === undefined ? stated : hexOf("commitment", commitment, 32, InvalidInput);
  const unproven = fields.filter((field) => !leadsTo(stated, field, field.proof));
  return [
    ...(expected === stated
      ? []
      : [{ code: "otherCommitment", path: undefined, expected, commitment: stated } as const]),
    ...unproven.map(({ path }) => ({ code: "notProven", path, commitment: stated }) as const),
  ];
}

/**
 * Puts the shown fields together as the document has them, for reading. A list becomes an object by index, even where
 * all of it is shown: a disclosure does not prove that it ends there. Only {@link readDetails} gives lists.
 *
 * @param disclosure - the disclosure
 * @returns the part of the document that is shown
 * @throws {@link MalformedDisclosure} when it is no disclosure
 * @example
 * disclosedDocument(disclose(details, ["/parts/1/lot"])); // { parts: { "1": { lot: "L-7" } } }
 */
export function disclosedDocument(disclosure: Disclosure): JsonObject {
  return partOf(readDisclosure(disclosure).fields, MalformedDisclosure);
}
