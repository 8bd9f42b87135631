import type { Words } from "../errors/base.ts";
import { InvalidInput, MedtraceError } from "../errors/base.ts";
import { ruleInChinese } from "../errors/rules.ts";
import { quoted } from "../errors/words.ts";
import type { RowProblem } from "./plan.ts";

/** The error that led to this one, and what the caller can do next. */
type Options = ConstructorParameters<typeof MedtraceError>[1];

/** Thrown when rows of a file break rules that need no chain to see. Nothing was written. */
export class RowsMalformed extends InvalidInput {
  override readonly code = "RowsMalformed";
  static override readonly words: Words<RowsMalformed["details"]> = {
    zh: ({ problems }) =>
      `${problems.length} 处不合规定：${problems
        .slice(0, 20)
        .map(
          ({ row, column, value: cell, rule }) =>
            `\n  第 ${row} 行，${column}${cell === undefined ? "" : ` ${quoted(cell)}`}：${ruleInChinese(rule) ?? rule}`,
        )
        .join("")}${problems.length > 20 ? `\n  … 另有 ${problems.length - 20} 处` : ""}`,
    hint: {
      en: "Nothing was written. Correct these rows, and import the file again.",
      zh: "未写入任何内容。请更正这些行，然后重新导入。",
    },
  };
  /** With all that is wrong, in the order of the rows. */
  override readonly details: InvalidInput["details"] & { readonly problems: readonly RowProblem[] };

  constructor(path: string, problems: readonly RowProblem[], options?: Options) {
    super("file", path, sentence(problems), options);
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
  static override readonly words: Words<JournalOfAnotherFile["details"]> = {
    zh: ({ path }) => `${path} 属于内容不同的另一文件。`,
    hint: {
      en: "Import the file as it was then; or, if all of it was recorded or refused, name another journal by --journal.",
      zh: "请导入当时的文件；如其各行均已记录或被拒绝，请用 --journal 指明另一日志。",
    },
  };
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`${path} was begun for a file with other rows.`, options);
    this.details = { path };
  }
}
