import { InvalidInput, MedtraceError, type MedtraceErrorOptions } from "../errors/base.ts";
import type { Hex } from "../history/types.ts";
import type { Action } from "../lifecycle/vocabulary.ts";

/** Thrown when a document, or a field of it, is none that a commitment can be made to. The field is named by its path. */
export class InvalidField extends InvalidInput {
  override readonly code = "InvalidField";
}

/** Thrown when a document's fields have no such path, nor any below it. */
export class UnknownField extends InvalidInput {
  override readonly code = "UnknownField";

  constructor(path: string) {
    super("path", path, "is no field of this document, nor is any below it");
  }
}

/** Thrown when what is kept of a document does not have the form of details. */
export class MalformedDetails extends InvalidInput {
  override readonly code = "MalformedDetails";
}

/** Thrown when what is shown of a document does not have the form of a disclosure. */
export class MalformedDisclosure extends InvalidInput {
  override readonly code = "MalformedDisclosure";
}

/** Thrown when document and salts give another commitment than the one stated: something was changed, or is not all there. */
export class WrongCommitment extends InvalidInput {
  override readonly code = "WrongCommitment";
  /** The commitment as stated, and the one that document and salts give. */
  override readonly details: Readonly<{ field: string; value: unknown; rule: string; computed: Hex }>;

  constructor(stated: Hex, computed: Hex) {
    const rule = `must be ${computed}, which document and salts give`;
    super("commitment", stated, rule);
    this.details = { field: "commitment", value: stated, rule, computed };
  }
}

/** What is wrong with one place of a document. */
export interface DocumentProblem {
  /** Where, as a JSON Pointer. */
  readonly path: string;
  /** What stands there; `undefined` where nothing does. */
  readonly value: unknown;
  /** The rule that it breaks. */
  readonly rule: string;
}

/** Thrown when a document is not what the schema of its action asks for. */
export class InvalidDocument extends InvalidInput {
  override readonly code = "InvalidDocument";
  /** The first problem as field, value and rule, and all of them. */
  override readonly details: Readonly<{
    field: string;
    value: unknown;
    rule: string;
    action: Action;
    problems: readonly DocumentProblem[];
  }>;

  constructor(action: Action, problems: readonly [DocumentProblem, ...DocumentProblem[]]) {
    const [{ path, value, rule }, ...others] = problems;
    const rest = others.map((other) => `; ${other.path} ${other.rule}`).join("");
    super(path, value, `${rule}${rest}`, { hint: `\`medtrace details schema\` prints what ${action} asks for.` });
    this.details = { field: path, value, rule, action, problems };
  }
}

/** Thrown when a file or the folder that details are kept in cannot be read or written. */
export class DetailsFolderUnusable extends MedtraceError {
  readonly code = "DetailsFolderUnusable";
  readonly details: Readonly<{ path: string; reason: string }>;

  constructor(path: string, reason: string, options?: MedtraceErrorOptions) {
    super(`${path} cannot be used: ${reason}.`, options);
    this.details = { path, reason };
  }
}

/** Thrown when a file in the folder of details does not hold the details that it is named after. */
export class WrongDetailsFile extends MedtraceError {
  readonly code = "WrongDetailsFile";
  readonly details: Readonly<{ path: string; commitment: Hex; rule: string }>;

  constructor(path: string, commitment: Hex, rule: string, options?: MedtraceErrorOptions) {
    super(`${path} does not hold the details that it is named after: ${rule}.`, {
      hint: "It was changed or is damaged: bring it back from a copy.",
      ...options,
    });
    this.details = { path, commitment, rule };
  }
}
