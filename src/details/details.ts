import { hexlify } from "ethers/utils";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { InvalidField, MalformedDetails, WrongCommitment } from "./errors.ts";
import { flatten, wholeOf } from "./fields.ts";
import { hexOf, isPlainObject, type JsonObject, membersOf, shown } from "./json.ts";
import { FieldTree, SALT, type SaltedField } from "./tree.ts";

/** A document with what its commitment was made of, as its owner keeps it. Who has it can prove, and show, all of it. */
export interface Details {
  readonly format: "medtrace-details-1";
  /** What an entry on the ledger says of it: the root of the tree over its fields. */
  readonly commitment: Hex;
  readonly document: JsonObject;
  /** The salt of each field, by its path. */
  readonly salts: Readonly<Record<string, Hex>>;
}

/** Where random bytes come from: in browsers and Node, `(length) => crypto.getRandomValues(new Uint8Array(length))`. */
export type RandomBytes = (length: number) => Uint8Array;

/** What {@link createDetails} takes besides the document. */
export interface CreateDetailsParameters {
  /** Gives as many bytes as asked for, none of which can be guessed. Whoever guesses a salt can try out its value. */
  readonly random: RandomBytes;
}

const FORMAT = "medtrace-details-1";
const MEMBERS = ["format", "commitment", "document", "salts"] as const;

/**
 * Salts each field of a document and commits to them all. Nothing of the document can be told from the commitment.
 *
 * @param document - a JSON object of at most 1,000 fields, 16 levels deep; no member is named like a list's index
 * @param parameters - where random bytes come from
 * @returns the document with its salts and its commitment
 * @throws {@link InvalidField} when the document holds what no commitment can be made to
 * @throws {@link InvalidInput} when `random` does not give as many bytes as asked for, or the same twice
 * @example
 * const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
 * const details = createDetails({ supplier: { name: "Demo Supplier" }, quantity: 2 }, { random });
 * await m.as(inspector).accept({ requisition, code, details: details.commitment });
 */
export function createDetails(document: JsonObject, { random }: CreateDetailsParameters): Details {
  const fields = flatten(document).map((field): SaltedField => ({ ...field, salt: saltOf(random(SALT)) }));
  const again = repeatedSalt(fields);
  if (again !== undefined) throw new InvalidInput("random", again.salt, rule(must.notSameBytes));
  return detailsOf(fields, new FieldTree(fields).commitment);
}

/**
 * Reads what its owner kept of a document, from JSON or whoever hands it on, and computes its commitment anew.
 *
 * @param value - what {@link createDetails} made, after JSON
 * @returns the details
 * @throws {@link MalformedDetails} when it has not the form, naming the first member that is wrong
 * @throws {@link InvalidField} when the document holds what no commitment can be made to
 * @throws {@link WrongCommitment} when document and salts give another commitment
 * @example
 * const details = readDetails(JSON.parse(text));
 */
export function readDetails(value: unknown): Details {
  return openDetails(value).details;
}

/** The same, with the fields and the tree over them, in which each has its place. */
export function openDetails(value: unknown): {
  readonly details: Details;
  readonly fields: readonly SaltedField[];
  readonly tree: FieldTree;
} {
  const { format, commitment, document, salts } = membersOf("", value, MEMBERS, MalformedDetails);
  if (format !== FORMAT) throw new MalformedDetails("format", shown(format), rule(must.exactly, { value: FORMAT }));
  const stated = hexOf("commitment", commitment, 32, MalformedDetails);
  if (!isPlainObject(salts)) throw new MalformedDetails("salts", shown(salts), rule(must.object));
  const fields = flatten(document).map((field): SaltedField => {
    const salt = Object.hasOwn(salts, field.path) ? salts[field.path] : undefined;
    return { ...field, salt: hexOf(`salts.${field.path}`, salt, SALT, MalformedDetails) };
  });
  if (Object.keys(salts).length !== fields.length) {
    const paths = new Set(fields.map(({ path }) => path));
    const other = Object.keys(salts).find((path) => !paths.has(path));
    throw new MalformedDetails(`salts.${other}`, undefined, rule(must.outNoSuchField));
  }
  const again = repeatedSalt(fields);
  if (again !== undefined) {
    throw new MalformedDetails(`salts.${again.path}`, again.salt, rule(must.notAnothers));
  }
  const tree = new FieldTree(fields);
  if (tree.commitment !== stated) throw new WrongCommitment(stated, tree.commitment);
  return { details: detailsOf(fields, stated), fields, tree };
}

function detailsOf(fields: readonly SaltedField[], commitment: Hex): Details {
  return {
    format: FORMAT,
    commitment,
    document: wholeOf(fields, InvalidField),
    salts: Object.fromEntries(fields.map(({ path, salt }) => [path, salt])),
  };
}

function saltOf(bytes: unknown): Hex {
  if (!(bytes instanceof Uint8Array) || bytes.length !== SALT) {
    throw new InvalidInput("random", shown(bytes), rule(must.manyBytes, { bytes: SALT }));
  }
  return hexlify(bytes) as Hex;
}

/** Who is shown one of two fields with the same salt could try out values of the other. */
function repeatedSalt(fields: readonly SaltedField[]): SaltedField | undefined {
  const seen = new Set<string>();
  return fields.find(({ salt }) => seen.size === seen.add(salt).size);
}
