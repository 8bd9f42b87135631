import { anyInput, input, usage } from "../errors/base.ts";
import type { Phrase } from "../errors/phrase.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import type { PackMark } from "./marks.ts";
import type { PackUnit } from "./units.ts";

const packList: Phrase = {
  en: "Make it anew with `medtrace packs make`.",
  zh: "请用 `medtrace packs make` 重新制作。",
};

/** Thrown when a batch is to be serialised without a single pack. */
export class NoPacks extends input(
  "NoPacks",
  { en: "Give a file with a serial a line.", zh: "请给出每行一个序列号的文件。" },
  () => ({ field: "packs", value: [], rule: rule(must.oneSerial) }),
) {}

/** Thrown when a batch has more packs, or more cases, than one tree takes. Reading stopped there. */
export class TooManyUnits extends input(
  "TooManyUnits",
  { en: "Make a list for each part of the lot.", zh: "请按批次的各部分分别制作清单。" },
  // Of which there are too many, how many were read, and how many there may be.
  (field: "packs" | "cases", reached: number, most: number) => ({
    field,
    value: reached,
    rule: rule(must.atMost, { max: most }),
  }),
) {}

/** Thrown when two units of a batch have the same code. */
export class DuplicateUnitCode extends input(
  "DuplicateUnitCode",
  { en: "Give each code once.", zh: "每个编码请只给出一次。" },
  // The code, and the packs that each of the two units covers.
  (earlier: PackUnit, later: PackUnit) => ({
    field: "code",
    value: later.code,
    rule: rule(must.oneUnit),
    units: [earlier, later] as const,
  }),
) {}

/** Thrown when a case covers no packs, or packs that the batch does not have. */
export class InvalidCaseRange extends input(
  "InvalidCaseRange",
  { en: "Look at the case's first pack and count.", zh: "请核对箱的首个包装与数量。" },
  (unit: PackUnit, rule: Rule) => ({ field: "case", value: unit, rule }),
) {}

/** Thrown when a case holds a part of another and something else too. */
export class OverlappingCases extends input(
  "OverlappingCases",
  { en: "Look at the first packs and counts of both.", zh: "请核对两箱的首个包装与数量。" },
  // The case, and the one it holds a part of.
  (unit: PackUnit, other: PackUnit) => ({
    field: "case",
    value: unit,
    rule: rule(must.inOrOut, { code: other.code, first: other.first, last: other.first + other.count - 1 }),
    other,
  }),
) {}

/** Thrown when a code is to be proven that is on no unit of the batch. */
export class UnknownUnit extends input(
  "UnknownUnit",
  {
    en: "Compare the code with the label, and the pack list with the lot.",
    zh: "请将编码与标签、包装清单与批次核对。",
  },
  (code: string) => ({ field: "code", value: code, rule: rule(must.onNoUnit) }),
) {}

/** Thrown when a list of packs as handed on does not have its form. */
export class MalformedPackList extends input("MalformedPackList", packList, anyInput) {}

/** Thrown when the root that a list of packs states is not that of its codes: it was changed, or is not all there. */
export class WrongPackRoot extends input("WrongPackRoot", packList, (stated: Hex, computed: Hex) => ({
  field: "root",
  value: stated,
  rule: rule(must.givenByCodes, { root: computed }),
  computed,
})) {}

/** Thrown when an index is none that a batch's pack can have. */
export class InvalidPackIndex extends input("InvalidPackIndex", usage, (value: unknown, rule: Rule) => ({
  field: "pack",
  value,
  rule,
})) {}

/** Thrown when a range is empty, or goes beyond what a batch's packs can have as index. */
export class InvalidPackRange extends input("InvalidPackRange", usage, (first: number, count: number, rule: Rule) => ({
  field: "packs",
  value: { first, count },
  rule,
})) {}

/** Thrown when a pack is to be marked twice in one step. */
export class DuplicatePack extends input(
  "DuplicatePack",
  { en: "Name each pack once.", zh: "每个包装请只指明一次。" },
  (pack: number) => ({ field: "pack", value: pack, rule: rule(must.packOnce) }),
) {}

/** Thrown when a mark's word or mask is none, or marks are not in the order of their words. */
export class InvalidMark extends input("InvalidMark", usage, (index: number, { word, mask }: PackMark, rule: Rule) => ({
  field: `marks[${index}]`,
  value: { word, mask },
  rule,
})) {}
