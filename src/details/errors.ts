import { anyInput, broken, input, told, usage } from "../errors/base.ts";
import { type Phrase, phraseOf } from "../errors/phrase.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import type { Action } from "../lifecycle/vocabulary.ts";

const disclosure: Phrase = {
  en: "Ask whoever made it for another one: it was changed, or is not all there.",
  zh: "请向制作者另行索取：它被更改，或不完整。",
};

/** Thrown when a document, or a field of it, is none that a commitment can be made to. The field is named by its path. */
export class InvalidField extends input(
  "InvalidField",
  {
    en: "`medtrace details schema` prints what a record's fields may be.",
    zh: "`medtrace details schema` 输出文书字段的要求。",
  },
  anyInput,
) {}

/** Thrown when a document's fields have no such path, nor any below it. */
export class UnknownField extends input(
  "UnknownField",
  { en: "`medtrace details show` prints the fields.", zh: "`medtrace details show` 输出各字段。" },
  (path: string) => ({ field: "path", value: path, rule: rule(must.noField) }),
) {}

/** Thrown when what is kept of a document does not have the form of details. */
export class MalformedDetails extends input(
  "MalformedDetails",
  { en: "Make it anew with the command that wrote it.", zh: "请用写出它的命令重新制作。" },
  anyInput,
) {}

/** Thrown when what is shown of a document does not have the form of a disclosure. */
export class MalformedDisclosure extends input("MalformedDisclosure", disclosure, anyInput) {}

/** Thrown when document and salts give another commitment than the one stated: something was changed, or is not all there. */
export class WrongCommitment extends input("WrongCommitment", disclosure, (stated: Hex, computed: Hex) => ({
  field: "commitment",
  value: stated,
  rule: rule(must.givenBySalts, { commitment: computed }),
  computed,
})) {}

/** What is wrong with one place of a document. */
export interface DocumentProblem {
  /** Where, as a JSON Pointer. */
  readonly path: string;
  /** What stands there; `undefined` where nothing does. */
  readonly value: unknown;
  /** The rule that it breaks. */
  readonly rule: string;
}

/** The same, with its rule in every language. */
export interface BrokenDocument extends Omit<DocumentProblem, "rule"> {
  readonly rule: Rule;
}

/** Thrown when a document is not what the schema of its action asks for. */
export class InvalidDocument extends input(
  "InvalidDocument",
  usage,
  // The first problem as field, value and rule, and all of them.
  (action: Action, problems: readonly [BrokenDocument, ...BrokenDocument[]]) => {
    const [{ path, value, rule }, ...others] = problems;
    const rest = others.map((other) => `; ${other.path} ${other.rule.en}`).join("");
    return {
      field: path,
      value,
      rule,
      action,
      problems: problems.map((one): DocumentProblem => ({ ...one, rule: one.rule.en })),
      words: {
        en: broken(path, value, { ...rule, en: `${rule.en}${rest}` }).en,
        zh: `${problems.map((one) => `${one.path || "/"}：${one.rule.zh}`).join("；")}。`,
      },
      hint: {
        en: `\`medtrace details schema\` prints what ${action} asks for.`,
        zh: "`medtrace details schema` 输出该操作的文书要求。",
      },
    };
  },
) {}

/** Thrown when a file or the folder that details are kept in cannot be read or written. */
export class DetailsFolderUnusable extends told("DetailsFolderUnusable", (path: string, reason: string | Phrase) => ({
  details: { path, reason: phraseOf(reason).en },
  en: `${path} cannot be used: ${phraseOf(reason).en}.`,
  zh: `无法使用 ${path}：${phraseOf(reason).zh}。`,
  hint: {
    en: "See its permissions, or name another folder by --store or MEDTRACE_DETAILS.",
    zh: "请检查其权限，或用 --store 或 MEDTRACE_DETAILS 指明另一文件夹。",
  },
})) {}

/** Thrown when a file in the folder of details does not hold the details that it is named after. */
export class WrongDetailsFile extends told("WrongDetailsFile", (path: string, commitment: Hex, rule: Phrase) => ({
  details: { path, commitment, rule: rule.en },
  en: `${path} does not hold the details that it is named after: ${rule.en}.`,
  zh: `${path} 不含其文件名所指的明细：${rule.zh}。`,
  hint: { en: "It was changed or is damaged: bring it back from a copy.", zh: "它被更改或损坏：请从副本恢复。" },
})) {}
