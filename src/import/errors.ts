import { broken, input, told } from "../errors/base.ts";
import { shown } from "../errors/phrase.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { RowProblem } from "./plan.ts";

const MOST_PROBLEMS = 20;

/** Thrown when rows of a file break rules that need no chain to see. Nothing was written. */
export class RowsMalformed extends input(
  "RowsMalformed",
  {
    en: "Nothing was written. Correct these rows, and import the file again.",
    zh: "未写入任何内容。请更正这些行，然后重新导入。",
  },
  // The first problem as field, value and rule, and all of them, in the order of the rows.
  (path: string, problems: readonly [RowProblem, ...RowProblem[]]) => {
    const [first] = problems;
    const listed = (line: (problem: RowProblem, value: string) => string) =>
      problems.slice(0, MOST_PROBLEMS).map((one) => line(one, one.value === undefined ? "" : ` ${shown(one.value)}`));
    const more = problems.length - MOST_PROBLEMS;
    const rows = {
      en: [
        ...listed(({ row, column, rule }, value) => `\n  row ${row}, ${column}${value} ${rule.en}`),
        ...(more > 0 ? [`\n  … and ${more} more problems`] : []),
      ].join(""),
      zh: [
        ...listed(({ row, column, rule }, value) => `\n  第 ${row} 行，${column}${value}：${rule.zh}`),
        ...(more > 0 ? [`\n  … 另有 ${more} 处`] : []),
      ].join(""),
    };
    return {
      field: first.column,
      value: first.value,
      rule: first.rule,
      problems: problems.map((one) => ({ ...one, rule: one.rule.en })),
      words: {
        en: broken("file", path, rule(must.unlikeRows, { rows })).en,
        zh: `${problems.length} 处不合规定：${rows.zh}`,
      },
    };
  },
) {}

/** Thrown when a journal was begun for other rows. */
export class JournalOfAnotherFile extends told("JournalOfAnotherFile", (path: string) => ({
  details: { path },
  en: `${path} was begun for a file with other rows.`,
  zh: `${path} 属于内容不同的另一文件。`,
  hint: {
    en: "Import the file as it was then; or, if all of it was recorded or refused, name another journal by --journal.",
    zh: "请导入当时的文件；如其各行均已记录或被拒绝，请用 --journal 指明另一日志。",
  },
})) {}
