import { anyInput, input } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Code } from "./code.ts";

const label: Phrase = { en: "Compare it with what the label prints.", zh: "请与标签所印核对。" };

/** Thrown when a text has none of the forms a code may be written in. */
export class UnknownCodeForm extends input(
  "UnknownCodeForm",
  {
    en:
      "Give a GTIN of 8, 12, 13 or 14 digits, the bracketed text as printed, (01)09521234543213(21)12345, " +
      "or an uncompressed GS1 Digital Link, https://id.gs1.org/01/09521234543213/21/12345. " +
      "The raw data of a scanner and compressed links are not read.",
    zh: "请给出 8、12、13 或 14 位的 GTIN、如印刷的括号文本 (01)09521234543213(21)12345，或未压缩的 GS1 Digital Link；采购申请的自编号须用 --of 指明所属机构。",
  },
  (text: string) => ({ field: "text", value: text, rule: rule(must.noForm) }),
) {}

/** Thrown when a GS1 Digital Link has a GTIN but what follows it breaks the syntax. */
export class InvalidDigitalLink extends input("InvalidDigitalLink", label, (text: string, rule: Rule) => ({
  field: "text",
  value: text,
  rule,
})) {}

/** Thrown when a bracketed text names no product. */
export class MissingGtin extends input("MissingGtin", label, (text: string) => ({
  field: "text",
  value: text,
  rule: rule(must.carryGtin),
})) {}

/** Thrown when a GTIN has a wrong length, or a character that is not a digit, or is all zeros. */
export class InvalidGtin extends input("InvalidGtin", label, (value: string, rule: Rule) => ({
  field: "gtin",
  value,
  rule,
})) {}

/** Thrown when the last digit of a GTIN does not follow from the others: at least one digit was misread. */
export class WrongCheckDigit extends input(
  "WrongCheckDigit",
  { en: "Read the code again: a digit is wrong or two are swapped.", zh: "请再读一次编码：有一位错误，或两位颠倒。" },
  // The offending GTIN, and the digit it would end in if the others were right.
  (gtin: string, expected: number) => ({
    field: "gtin",
    value: gtin,
    rule: rule(must.checkDigit, { digit: expected }),
    expected,
  }),
) {}

/** Thrown when a serial number is empty, too long, or has a character GS1 does not allow. */
export class MalformedSerial extends input("MalformedSerial", label, (value: string, rule: Rule) => ({
  field: "serial",
  value,
  rule,
})) {}

/** Thrown when a lot number is empty, too long, or has a character GS1 does not allow. */
export class MalformedLot extends input("MalformedLot", label, (value: string, rule: Rule) => ({
  field: "lot",
  value,
  rule,
})) {}

/** Thrown when a date is not of its form, is not in the calendar, or cannot be printed with two digits of its year. */
export class InvalidDate extends input("InvalidDate", label, anyInput) {}

/** Thrown when the value of an application identifier that is read over does not have its identifier's format. */
export class InvalidDataField extends input(
  "InvalidDataField",
  {
    en: "If the bracket belongs to a serial or a lot, write it as \\( .",
    zh: "若括号属于序列号或批号，请写作 \\( 。",
  },
  (ai: string, value: string) => ({ field: `(${ai})`, value, rule: rule(must.notGs1Format) }),
) {}

/** Thrown for an application identifier that GS1 has not assigned, or that is not known to leave the identity alone. */
export class UnknownApplicationIdentifier extends input(
  "UnknownApplicationIdentifier",
  { en: "Leave it out: product, serial, lot and expiry are enough.", zh: "请去掉它：产品、序列号、批号与效期即可。" },
  (ai: string) => ({ field: "applicationIdentifier", value: ai, rule: rule(must.notUnderstood) }),
) {}

/** Thrown when one application identifier appears with two values. */
export class DuplicateApplicationIdentifier extends input(
  "DuplicateApplicationIdentifier",
  { en: "Give it once.", zh: "请只给出一次。" },
  // The identifier, and the two values as read.
  (ai: string, first: string, second: string) => ({
    field: "applicationIdentifier",
    value: ai,
    rule: rule(must.oneValue),
    values: [first, second] as const,
  }),
) {}

/** Thrown when the form that names one item is asked of a code without a serial. */
export class MissingSerial extends input(
  "MissingSerial",
  {
    en: "Give the code with its serial (21); a parcel is named by its id, which `medtrace parcels` lists.",
    zh: "请给出带序列号（21）的编码；分装以标识指明，由 `medtrace parcels` 列出。",
  },
  (code: Code) => ({ field: "code", value: code, rule: rule(must.noSerial) }),
) {}

/** Thrown when the form that names a batch is asked of a code without a lot. */
export class MissingLot extends input(
  "MissingLot",
  { en: "Give the code with its lot (10).", zh: "请给出带批号（10）的编码。" },
  (code: Code) => ({ field: "code", value: code, rule: rule(must.noLot) }),
) {}

/** Thrown when the number of a logistic unit has a wrong length, character or check digit, or is all zeros. */
export class InvalidSscc extends input("InvalidSscc", label, (value: string, rule: Rule) => ({
  field: "sscc",
  value,
  rule,
})) {}
