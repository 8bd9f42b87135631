import { sha256 } from "ethers/crypto";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { isPlainObject, isWellFormed, shown } from "./json.ts";

/** What a document says of a file that is kept elsewhere: a certificate, a photograph. */
export interface FileField {
  /** What it is called. */
  readonly name: string;
  /** What kind of file it is, as in `application/pdf`. */
  readonly mediaType?: string;
  /** How many bytes. */
  readonly size: number;
  /** The SHA-256 of its bytes. */
  readonly sha256: Hex;
}

/** Why a file is not the one that a document names. */
export interface FileProblem {
  readonly code: "otherSize" | "otherHash";
  readonly expected: number | string;
  readonly actual: number | string;
}

/** What a file is called, and what kind it is. */
export type FileParameters = Pick<FileField, "name"> & { readonly mediaType?: string | undefined };

/** No path, so that nobody who saves a file under its name writes elsewhere. */
export const FILE_NAME = "^(?!\\.{1,2}$)[^/\\\\\\p{Cc}]{1,255}$";
/** RFC 6838, without parameters. */
export const MEDIA_TYPE = "^[a-z0-9][a-z0-9!#$&^_.+\\-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+\\-]{0,63}$";

/**
 * Says of a file what a document commits to: its hash. The file itself goes nowhere.
 *
 * @param bytes - the file
 * @param parameters - its name, without folders, and its media type
 * @returns a field for the document's `files`
 * @throws {@link InvalidInput} when the name is none of a file, or the media type is none
 * @example
 * const certificate = fileField(bytes, { name: "certificate.pdf", mediaType: "application/pdf" });
 */
export function fileField(bytes: Uint8Array, { name, mediaType }: FileParameters): FileField {
  if (!(bytes instanceof Uint8Array)) throw new InvalidInput("bytes", shown(bytes), rule(must.fileBytes));
  if (!matches(FILE_NAME, name)) throw new InvalidInput("name", shown(name), rule(must.fileName));
  if (mediaType !== undefined && !matches(MEDIA_TYPE, mediaType)) {
    throw new InvalidInput("mediaType", shown(mediaType), rule(must.mediaType));
  }
  const measured = { size: bytes.length, sha256: sha256(bytes) as Hex };
  return { name, ...(mediaType === undefined ? {} : { mediaType }), ...measured };
}

/**
 * Says whether a file is the one that a document names.
 *
 * @param field - the field of the document, proven or not
 * @param bytes - the file
 * @returns the problems; none if it is that file
 * @throws {@link InvalidInput} when the field has no size and no hash
 * @example
 * const problems = checkFile(field, bytes); // [] if it is the file
 */
export function checkFile(field: FileField, bytes: Uint8Array): readonly FileProblem[] {
  if (!isPlainObject(field) || typeof field.size !== "number" || !matches("^0x[0-9a-f]{64}$", field.sha256)) {
    throw new InvalidInput("field", shown(field), rule(must.sizeAndHash));
  }
  if (!(bytes instanceof Uint8Array)) throw new InvalidInput("bytes", shown(bytes), rule(must.fileBytes));
  const hash = sha256(bytes);
  return [
    ...(bytes.length === field.size
      ? []
      : [{ code: "otherSize", expected: field.size, actual: bytes.length } as const]),
    ...(hash === field.sha256 ? [] : [{ code: "otherHash", expected: field.sha256, actual: hash } as const]),
  ];
}

function matches(pattern: string, text: unknown): text is string {
  return typeof text === "string" && isWellFormed(text) && new RegExp(pattern, "u").test(text);
}
