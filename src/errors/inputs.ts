import type { Action } from "../lifecycle/vocabulary.ts";
import type { Words } from "./base.ts";
import { ruleInChinese } from "./rules.ts";
import { broken, DISCLOSURE, LABEL, PACK_LIST, REMADE, USAGE } from "./words.ts";

/** What an error of these has to say. */
interface Details {
  readonly field: string;
  readonly value: unknown;
  readonly rule: string;
  readonly path: string;
  readonly reason: string;
  readonly action: Action;
  readonly problems: readonly { readonly path: string; readonly rule: string }[];
}

/** What is said of inputs that are wrong by themselves, by the error's code: apart from their classes, which a verifier in a page loads. */
export const inputs: Readonly<Record<string, Words<Details>>> = {
  InvalidInput: { zh: broken, hint: USAGE },
  UnknownCodeForm: {
    zh: broken,
    hint: {
      en: "Give a GTIN, the bracketed text as printed, or a GS1 Digital Link.",
      zh: "请给出 8、12、13 或 14 位的 GTIN、如印刷的括号文本 (01)09521234543213(21)12345，或未压缩的 GS1 Digital Link；采购申请的自编号须用 --of 指明所属机构。",
    },
  },
  InvalidDigitalLink: { zh: broken, hint: LABEL },
  MissingGtin: { zh: broken, hint: LABEL },
  InvalidGtin: { zh: broken, hint: LABEL },
  WrongCheckDigit: {
    zh: broken,
    hint: {
      en: "Read the code again: a digit is wrong or two are swapped.",
      zh: "请再读一次编码：有一位错误，或两位颠倒。",
    },
  },
  MalformedSerial: { zh: broken, hint: LABEL },
  MalformedLot: { zh: broken, hint: LABEL },
  InvalidDate: { zh: broken, hint: LABEL },
  InvalidDataField: {
    zh: broken,
    hint: {
      en: "If the bracket belongs to a serial or a lot, write it as \\( .",
      zh: "若括号属于序列号或批号，请写作 \\( 。",
    },
  },
  UnknownApplicationIdentifier: {
    zh: broken,
    hint: {
      en: "Leave it out: product, serial, lot and expiry are enough.",
      zh: "请去掉它：产品、序列号、批号与效期即可。",
    },
  },
  DuplicateApplicationIdentifier: { zh: broken, hint: { en: "Give it once.", zh: "请只给出一次。" } },
  MissingSerial: {
    zh: broken,
    hint: {
      en: "Give the code with its serial (21); a parcel is named by its id, which `medtrace parcels` lists.",
      zh: "请给出带序列号（21）的编码；分装以标识指明，由 `medtrace parcels` 列出。",
    },
  },
  MissingLot: { zh: broken, hint: { en: "Give the code with its lot (10).", zh: "请给出带批号（10）的编码。" } },
  InvalidSscc: { zh: broken, hint: LABEL },
  InvalidField: {
    zh: broken,
    hint: {
      en: "`medtrace details schema` prints what a record's fields may be.",
      zh: "`medtrace details schema` 输出文书字段的要求。",
    },
  },
  UnknownField: {
    zh: broken,
    hint: {
      en: "`medtrace details show` prints the fields.",
      zh: "`medtrace details show` 输出各字段。",
    },
  },
  MalformedDetails: { zh: broken, hint: REMADE },
  MalformedDisclosure: { zh: broken, hint: DISCLOSURE },
  WrongCommitment: { zh: broken, hint: DISCLOSURE },
  InvalidDocument: {
    zh: ({ problems }) =>
      `${problems.map(({ path, rule }) => `${path || "/"}：${ruleInChinese(rule) ?? rule}`).join("；")}。`,
    hint: ({ action }) => ({
      en: `\`medtrace details schema\` prints what ${action} asks for.`,
      zh: "`medtrace details schema` 输出该操作的文书要求。",
    }),
  },
  DetailsFolderUnusable: {
    zh: ({ path, reason }) => `无法使用 ${path}：${reason}。`,
    hint: {
      en: "See its permissions, or name another folder by --store or MEDTRACE_DETAILS.",
      zh: "请检查其权限，或用 --store 或 MEDTRACE_DETAILS 指明另一文件夹。",
    },
  },
  WrongDetailsFile: {
    zh: ({ path, rule }) => `${path} 不含其文件名所指的明细：${ruleInChinese(rule) ?? rule}。`,
    hint: { en: "It was changed or is damaged: bring it back from a copy.", zh: "它被更改或损坏：请从副本恢复。" },
  },
  NoPacks: { zh: broken, hint: { en: "Give a file with a serial a line.", zh: "请给出每行一个序列号的文件。" } },
  TooManyUnits: {
    zh: broken,
    hint: { en: "Make a list for each part of the lot.", zh: "请按批次的各部分分别制作清单。" },
  },
  DuplicateUnitCode: { zh: broken, hint: { en: "Give each code once.", zh: "每个编码请只给出一次。" } },
  InvalidCaseRange: {
    zh: broken,
    hint: { en: "Look at the case's first pack and count.", zh: "请核对箱的首个包装与数量。" },
  },
  OverlappingCases: {
    zh: broken,
    hint: { en: "Look at the first packs and counts of both.", zh: "请核对两箱的首个包装与数量。" },
  },
  UnknownUnit: {
    zh: broken,
    hint: {
      en: "Compare the code with the label, and the pack list with the lot.",
      zh: "请将编码与标签、包装清单与批次核对。",
    },
  },
  MalformedPackList: { zh: broken, hint: PACK_LIST },
  WrongPackRoot: { zh: broken, hint: PACK_LIST },
  InvalidPackIndex: { zh: broken, hint: USAGE },
  InvalidPackRange: { zh: broken, hint: USAGE },
  DuplicatePack: { zh: broken, hint: { en: "Name each pack once.", zh: "每个包装请只指明一次。" } },
  InvalidMark: { zh: broken, hint: USAGE },
};
