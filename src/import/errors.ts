import { InvalidInput, MedtraceError } from "../errors/base.ts";
import type { RowProblem } from "./plan.ts";

/** The error that led to this one, and what the caller can do next. */
type Options = ConstructorParameters<typeof MedtraceError>[1];

/** Thrown when rows of a file break rules that need no chain to see. Nothing was written. */
export class RowsMalformed extends InvalidInput {
  override readonly code = "RowsMalformed";
  /** With all that is wrong, in the order of the rows. */
  override readonly details: InvalidInput["details"] & { readonly problems: readonly RowProblem[] };

  constructor(path: string, problems: readonly RowProblem[], options?: Options) {
    super("file", path, sentence(problems), {
      hint: "Nothing was written. Correct these rows, and import the file again.",
      ...options,
    });
    const [first] = problems;
    this.details = { field: first?.column ?? "file", value: first?.value, rule: first?.rule ?? "", problems };
  }
}

const MOST_PROBLEMS = 20;

function sentence(problems: readonly RowProblem[]): string {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ row, column, value, rule }) => {
    return `\n  row ${row}, ${column}${value === undefined ? "" : ` ${JSON.stringify(value)}`} ${rule}`;
  });
  const more = problems.length - told.length;
  return `must have rows that can be read, unlike:${told.join("")}${more > 0 ? `\n  … and ${more} more problems` : ""}`;
}

/** Thrown when a journal was begun for other rows. */
export class JournalOfAnotherFile extends MedtraceError {
  readonly code = "JournalOfAnotherFile";
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`${path} was begun for a file with other rows.`, {
      hint: "Import the file as it was then; or, if all of it was recorded or refused, name another journal by --journal.",
      ...options,
    });
    this.details = { path };
  }
}
