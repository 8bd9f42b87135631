import { trackingName } from "../../lifecycle/names.ts";
import { moment } from "../phrase.ts";
import { actionInChinese, look, refusal, spoken } from "./refusal.ts";

/* Batches, parcels and packs. */

/** Thrown when a lot number is not 1 to 20 characters of GS1's character set 82. */
export class InvalidLot extends refusal("InvalidLot", ({ lot }) => ({
  en: `${lot} is no lot number of 1 to 20 characters.`,
  zh: `${lot} 不是 1 至 20 个字符的批号。`,
  hint: { en: "Give the lot as the label prints it (AI 10).", zh: "请按标签给出批号（AI 10）。" },
})) {}

/** Thrown when a pack has no units, or a product that is told apart by serial has other packs than single units. */
export class InvalidPackSize extends refusal("InvalidPackSize", ({ unitsPerPack }) => ({
  en: `A pack of this product cannot have ${unitsPerPack} units.`,
  zh: `该产品的包装不能有 ${unitsPerPack} 个最小单位。`,
  hint: { en: "A product that is told apart by serial has packs of 1.", zh: "按序列号追溯的产品，每包装为 1。" },
})) {}

/** Thrown when units of the product are told apart in another way than the step needs. */
export class WrongTracking extends refusal("WrongTracking", ({ required }) => ({
  en: `Units of this product are told apart by ${required}.`,
  zh: `该产品按${trackingName(required).zh}追溯。`,
  hint: {
    en: "Give a code with that: a serial (21), or a lot (10).",
    zh: "请给出相应编码：序列号（21）或批号（10）。",
  },
})) {}

/** Thrown when a batch, or goods of it, expired. */
export class Expired extends refusal("Expired", ({ expiry }) => ({
  en: `It expired at ${moment(expiry)}.`,
  zh: `它已于 ${moment(expiry)} 过期。`,
  hint: { en: "Take another one, and have this one disposed of.", zh: "请另取，并将其报废处置。" },
})) {}

/** Thrown when a lot is said to expire at another time than its batch on the ledger. */
export class WrongExpiry extends refusal("WrongExpiry", ({ required, expiry }) => ({
  en: `On the ledger, the lot expires at ${moment(required)}, not at ${moment(expiry)}.`,
  zh: `账本上该批次的效期为 ${moment(required)}，而非 ${moment(expiry)}。`,
  hint: {
    en: "Look at the label again; a regulator can redate a lot that was declared wrongly.",
    zh: "请再核对标签；误报的效期由监管机构更改。",
  },
})) {}

/** Thrown when a step is for items only, and the asset is a parcel. */
export class NotForParcels extends refusal("NotForParcels", ({ action }) => ({
  en: `The asset is a parcel: ${spoken(action)} is for items.`,
  zh: `该资产是分装：“${actionInChinese(action)}”只用于单件。`,
  hint: { en: "From a parcel, dispense.", zh: "分装请用发放（dispense）。" },
})) {}

/** Thrown when a step is for parcels only, and the asset is an item. */
export class OnlyForParcels extends refusal("OnlyForParcels", ({ action }) => ({
  en: `The asset is an item: ${spoken(action)} is for parcels.`,
  zh: `该资产是单件：“${actionInChinese(action)}”只用于分装。`,
  hint: { en: "Of an item, use it.", zh: "单件请用使用（use）。" },
})) {}

/** Thrown when packs that have a code each are dispensed by quantity, or units without a code would enter their batch. */
export class Serialised extends refusal("Serialised", () => ({
  en: "Its packs have a code each.",
  zh: "其包装各有编码。",
  hint: { en: "Say which packs.", zh: "请指明哪些包装。" },
})) {}

/** Thrown when packs are named of a parcel whose packs have no codes. */
export class NotSerialised extends refusal("NotSerialised", () => ({
  en: "The parcel's packs have no codes.",
  zh: "该分装的包装没有编码。",
  hint: { en: "Say how many units.", zh: "请给出最小单位数。" },
})) {}

/** Thrown when a quantity of packs that have a code each is not whole packs. */
export class NotWholePacks extends refusal("NotWholePacks", ({ quantity, unitsPerPack }) => ({
  en: `${quantity} units are no whole packs of ${unitsPerPack}.`,
  zh: `${quantity} 个最小单位不是每包装 ${unitsPerPack} 个的整包装。`,
  hint: { en: "Give a multiple of it.", zh: "请给出其倍数。" },
})) {}

/** Thrown when a pack is not in the parcel's range, which goes from `first` to before `end`. */
export class PackOutOfRange extends refusal("PackOutOfRange", ({ pack, first, end }) => ({
  en: `Pack ${pack} is not in the parcel, which has ${first} to ${end - 1}.`,
  zh: `包装 ${pack} 不在该分装中：其中为 ${first} 至 ${end - 1}。`,
  hint: { en: "`medtrace parcels` says which packs each parcel has.", zh: "`medtrace parcels` 显示各分装的包装。" },
})) {}

/** Thrown when a part is split out of the middle of a serialised parcel, from `first` to before `end`. */
export class PartNotAtEnd extends refusal("PartNotAtEnd", ({ first, end }) => ({
  en: `Packs ${first} to ${end - 1} are at neither end of the parcel.`,
  zh: `包装 ${first} 至 ${end - 1} 不在该分装的任何一端。`,
  hint: {
    en: "Split twice: first all from the first of them on, then what is to stay.",
    zh: "请拆分两次：先从其首个起全部拆出，再拆出要留下的。",
  },
})) {}

/** Thrown when marks are missing or empty, or not in the order of their words. */
export class InvalidMarks extends refusal("InvalidMarks", ({ word }) => ({
  en: `Marks of packs must be given in order and not empty; word ${word} is not.`,
  zh: `包装标记须按序且不为空；第 ${word} 个字不符。`,
  hint: { en: "Give the packs in ascending order, each once.", zh: "请按递增顺序给出包装，各一次。" },
})) {}

/** Thrown when a pack was dispensed before, and is to be dispensed or split off. */
export class AlreadyDispensed extends refusal("AlreadyDispensed", ({ pack }) => ({
  en: `Pack ${pack} was dispensed before.`,
  zh: `包装 ${pack} 此前已发放。`,
  hint: {
    en: "One code, one sale: a second pack with this code is suspect. A scan tells who dispensed it, and when.",
    zh: "一码一售：出现第二个同码包装即可疑。`medtrace scan` 显示由谁、何时发放。",
  },
})) {}

/** Thrown when an entry that is to be undone dispensed other packs, or committed to another document. */
export class MarksMismatch extends refusal("MarksMismatch", () => ({
  en: "Those are not the packs and the document of that dispensing.",
  zh: "这些不是该次发放的包装与文书。",
  hint: { en: "`medtrace trace --json` shows what it dispensed.", zh: "`medtrace trace --json` 显示其发放内容。" },
})) {}

/** Thrown when an entry that is to be undone is no dispensing. */
export class NotDispensed extends refusal("NotDispensed", ({ action }) => ({
  en: `Only a dispensing can be undone, not ${spoken(action)}.`,
  zh: `只有发放可以撤销，“${actionInChinese(action)}”不可以。`,
  hint: { en: "Correct the entry instead.", zh: "请改为更正该记录。" },
})) {}

/** Thrown when a dispensing is undone after its last moment. */
export class UndoTooLate extends refusal("UndoTooLate", ({ last }) => ({
  en: `The dispensing could be undone until ${moment(last)}.`,
  zh: `该次发放可撤销至 ${moment(last)}。`,
  hint: { en: "Correct the entry, or take stock.", zh: "请更正该记录，或盘点。" },
})) {}

/** Thrown when a dispensing is undone a second time. */
export class AlreadyUndone extends refusal("AlreadyUndone", () => ({
  en: "The dispensing was undone already.",
  zh: "该次发放已被撤销。",
  hint: look,
})) {}

/** Thrown when a dispensing is undone since which its parcel was handed on, remedied or settled, by this action. */
export class NotUndoable extends refusal("NotUndoable", ({ action }) => ({
  en: `The dispensing cannot be undone: ${spoken(action)} followed it.`,
  zh: `该次发放不能撤销：其后已有“${actionInChinese(action)}”。`,
  hint: { en: "Correct the entry, or take stock.", zh: "请更正该记录，或盘点。" },
})) {}
