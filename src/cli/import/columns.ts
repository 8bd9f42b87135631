import { bases, calibrationResults, outcomes, remarks } from "../../index.ts";
import { basisName, calibrationResultName, outcomeName, type Phrase, remarkName } from "../../lifecycle/names.ts";
import { actionNames } from "../../lifecycle/vocabulary.ts";
import { type Input, kebab } from "../options.ts";
import type { Verb } from "../verb.ts";
import { claim } from "../verb.ts";
import { verbGroups } from "../verbs/all.ts";

/** The verbs that rows can tell: what comes in large numbers. */
export const importable = [
  "enrol",
  "confirm",
  "accept",
  "dispense",
  "use",
  "store",
  "move",
  "stocktake",
  "note",
  "maintain",
  "calibrate",
  "acknowledge",
] as const;
export type Importable = (typeof importable)[number];

/** What a column is called in Chinese, the usual name first; its English name is the field's. */
const chinese: Readonly<Record<string, readonly string[]>> = {
  action: ["动作", "步骤"],
  code: ["编码", "条码", "UDI", "唯一标识"],
  requisition: ["采购申请", "申请单号"],
  of: ["申请机构"],
  basis: ["来源依据", "来源"],
  quantity: ["数量"],
  expiry: ["效期", "有效期", "有效期至", "失效日期"],
  madeAt: ["生产日期"],
  place: ["地点", "存放地点"],
  batch: ["批次", "批次编码"],
  occurredAt: ["发生时间", "发生日期"],
  details: ["明细", "明细承诺"],
  expected: ["链头"],
  expectedAsset: ["资产链头"],
  counted: ["实盘数量", "盘点数量"],
  remark: ["备注类别"],
  figure: ["数值"],
  outcome: ["结果", "维护结果"],
  result: ["检定结论", "检定结果"],
  until: ["有效至", "下次到期", "下次维护日期"],
};

/** What a refused row has besides, in the file that it is written to; it is not read. */
export const REFUSAL = "refusal";
const refusals: ReadonlySet<string> = new Set([REFUSAL, "拒绝原因"]);

/** Inputs that rows cannot tell: files, and packs by their indices. */
const notInRows: ReadonlySet<string> = new Set(["tree", "packs", "firstPack", "count"]);

/** What a verb's rows can say. */
export function inputsOf(name: Importable): readonly Input[] {
  const group = verbGroups.find(({ verbs }) => verbs.some((one) => one.name === name));
  const verb = group?.verbs.find((one) => one.name === name) as Verb;
  const own = [...verb.positional, ...verb.options].filter(({ field }) => !notInRows.has(field));
  return [...own, ...claim.filter(({ field }) => own.every((one) => one.field !== field))];
}

/**
 * The field that a column's heading means, in English or Chinese.
 *
 * @returns `undefined` where it means none; {@link REFUSAL} where it is to be passed over
 */
export function fieldOf(heading: string): string | undefined {
  if (refusals.has(heading.toLowerCase())) return REFUSAL;
  const plain = flat(heading);
  const found = Object.entries(chinese).find(
    ([field, names]) => flat(field) === plain || names.some((name) => flat(name) === plain),
  );
  return found?.[0];
}

/** All headings, for the message that one is none. */
export function headings(): string {
  return Object.entries(chinese)
    .map(([field, [name]]) => `${kebab(field)} ${name}`)
    .join(", ");
}

const flat = (text: string): string => text.replace(/[\s_-]/g, "").toLowerCase();

type Names = readonly [words: readonly string[], name: (index: number) => Phrase];

const words: Readonly<Record<string, Names>> = {
  basis: [bases, basisName],
  outcome: [outcomes, outcomeName],
  result: [calibrationResults, calibrationResultName],
  remark: [remarks, remarkName],
};

/**
 * A cell as the command line takes it: words may be Chinese or written otherwise, moments as spreadsheets write them.
 *
 * @param field - what the cell says
 * @param cell - as it stands in the file
 * @param zone - where its moments are, as in "+08:00", if they name none
 */
export function asTyped(field: string, cell: string, zone?: string): string {
  const [list, name] = words[field] ?? [];
  if (list !== undefined && name !== undefined) {
    const at = list.findIndex((word, index) => flat(word) === flat(cell) || name(index).zh === cell);
    return at <= 0 ? cell : kebab(list[at] as string);
  }
  if (!moments.has(field)) return cell;
  const [, year = "", month = "", day = "", hours = "", rest = "", own = ""] =
    /^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?(?:[ T]?(\d{1,2})(:\d{2}(?::\d{2})?))?(Z|[+-]\d{2}:\d{2})?$/.exec(
      cell,
    ) ?? [];
  if (year === "") return cell;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  // Goods are usable until the end of a day as labels have it, wherever that is read.
  if (hours === "" && (zone === undefined || field === "expiry")) return date;
  return `${date}T${hours === "" ? "00:00" : `${hours.padStart(2, "0")}${rest}`}${own || (zone ?? "")}`;
}

const moments: ReadonlySet<string> = new Set(["expiry", "madeAt", "occurredAt", "until"]);

/** The verb that a word means, in English or Chinese. */
export function verbOf(word: string): Importable | undefined {
  return importable.find((one) => flat(one) === flat(word) || actionNames[one] === word);
}
