import { trackingName } from "../../lifecycle/names.ts";
import { inChinese, LOOK, moment, refused, spoken } from "./refusal.ts";

/* Batches, parcels and packs. */

/** Thrown when a lot number is not 1 to 20 characters of GS1's character set 82. */
export class InvalidLot extends refused("InvalidLot", {
  en: (d) => `${d.lot} is no lot number of 1 to 20 characters.`,
  zh: ({ lot }) => `${lot} 不是 1 至 20 个字符的批号。`,
  hint: { en: "Give the lot as the label prints it (AI 10).", zh: "请按标签给出批号（AI 10）。" },
}) {}

/** Thrown when a pack has no units, or a product that is told apart by serial has other packs than single units. */
export class InvalidPackSize extends refused("InvalidPackSize", {
  en: (d) => `A pack of this product cannot have ${d.unitsPerPack} units.`,
  zh: ({ unitsPerPack }) => `该产品的包装不能有 ${unitsPerPack} 个最小单位。`,
  hint: {
    en: "A product that is told apart by serial has packs of 1.",
    zh: "按序列号追溯的产品，每包装为 1。",
  },
}) {}

/** Thrown when units of the product are told apart in another way than the step needs. */
export class WrongTracking extends refused("WrongTracking", {
  en: (d) => `Units of this product are told apart by ${d.required}.`,
  zh: ({ required }) => `该产品按${trackingName(required).zh}追溯。`,
  hint: {
    en: "Give a code with that: a serial (21), or a lot (10).",
    zh: "请给出相应编码：序列号（21）或批号（10）。",
  },
}) {}

/** Thrown when a batch, or goods of it, expired. */
export class Expired extends refused("Expired", {
  en: (d) => `It expired at ${moment(d.expiry)}.`,
  zh: ({ expiry }) => `它已于 ${moment(expiry)} 过期。`,
  hint: { en: "Take another one, and have this one disposed of.", zh: "请另取，并将其报废处置。" },
}) {}

/** Thrown when a lot is said to expire at another time than its batch on the ledger. */
export class WrongExpiry extends refused("WrongExpiry", {
  en: (d) => `On the ledger, the lot expires at ${moment(d.required)}, not at ${moment(d.expiry)}.`,
  zh: ({ expiry, required }) => `账本上该批次的效期为 ${moment(required)}，而非 ${moment(expiry)}。`,
  hint: {
    en: "Look at the label again; a regulator can redate a lot that was declared wrongly.",
    zh: "请再核对标签；误报的效期由监管机构更改。",
  },
}) {}

/** Thrown when a step is for items only, and the asset is a parcel. */
export class NotForParcels extends refused("NotForParcels", {
  en: (d) => `The asset is a parcel: ${spoken(d.action)} is for items.`,
  zh: ({ action }) => `该资产是分装：“${inChinese(action)}”只用于单件。`,
  hint: { en: "From a parcel, dispense.", zh: "分装请用发放（dispense）。" },
}) {}

/** Thrown when a step is for parcels only, and the asset is an item. */
export class OnlyForParcels extends refused("OnlyForParcels", {
  en: (d) => `The asset is an item: ${spoken(d.action)} is for parcels.`,
  zh: ({ action }) => `该资产是单件：“${inChinese(action)}”只用于分装。`,
  hint: { en: "Of an item, use it.", zh: "单件请用使用（use）。" },
}) {}

/** Thrown when packs that have a code each are dispensed by quantity, or units without a code would enter their batch. */
export class Serialised extends refused("Serialised", {
  en: () => "Its packs have a code each.",
  zh: () => "其包装各有编码。",
  hint: { en: "Say which packs.", zh: "请指明哪些包装。" },
}) {}

/** Thrown when packs are named of a parcel whose packs have no codes. */
export class NotSerialised extends refused("NotSerialised", {
  en: () => "The parcel's packs have no codes.",
  zh: () => "该分装的包装没有编码。",
  hint: { en: "Say how many units.", zh: "请给出最小单位数。" },
}) {}

/** Thrown when a quantity of packs that have a code each is not whole packs. */
export class NotWholePacks extends refused("NotWholePacks", {
  en: (d) => `${d.quantity} units are no whole packs of ${d.unitsPerPack}.`,
  zh: ({ quantity, unitsPerPack }) => `${quantity} 个最小单位不是每包装 ${unitsPerPack} 个的整包装。`,
  hint: { en: "Give a multiple of it.", zh: "请给出其倍数。" },
}) {}

/** Thrown when a pack is not in the parcel's range, which goes from `first` to before `end`. */
export class PackOutOfRange extends refused("PackOutOfRange", {
  en: (d) => `Pack ${d.pack} is not in the parcel, which has ${d.first} to ${d.end - 1}.`,
  zh: ({ pack, first, end }) => `包装 ${pack} 不在该分装中：其中为 ${first} 至 ${end - 1}。`,
  hint: { en: "`medtrace parcels` says which packs each parcel has.", zh: "`medtrace parcels` 显示各分装的包装。" },
}) {}

/** Thrown when a part is split out of the middle of a serialised parcel, from `first` to before `end`. */
export class PartNotAtEnd extends refused("PartNotAtEnd", {
  en: (d) => `Packs ${d.first} to ${d.end - 1} are at neither end of the parcel.`,
  zh: ({ first, end }) => `包装 ${first} 至 ${end - 1} 不在该分装的任何一端。`,
  hint: {
    en: "Split twice: first all from the first of them on, then what is to stay.",
    zh: "请拆分两次：先从其首个起全部拆出，再拆出要留下的。",
  },
}) {}

/** Thrown when marks are missing or empty, or not in the order of their words. */
export class InvalidMarks extends refused("InvalidMarks", {
  en: (d) => `Marks of packs must be given in order and not empty; word ${d.word} is not.`,
  zh: ({ word }) => `包装标记须按序且不为空；第 ${word} 个字不符。`,
  hint: { en: "Give the packs in ascending order, each once.", zh: "请按递增顺序给出包装，各一次。" },
}) {}

/** Thrown when a pack was dispensed before, and is to be dispensed or split off. */
export class AlreadyDispensed extends refused("AlreadyDispensed", {
  en: (d) => `Pack ${d.pack} was dispensed before.`,
  zh: ({ pack }) => `包装 ${pack} 此前已发放。`,
  hint: {
    en: "One code, one sale: a second pack with this code is suspect. A scan tells who dispensed it, and when.",
    zh: "一码一售：出现第二个同码包装即可疑。`medtrace scan` 显示由谁、何时发放。",
  },
}) {}

/** Thrown when an entry that is to be undone dispensed other packs, or committed to another document. */
export class MarksMismatch extends refused("MarksMismatch", {
  en: () => "Those are not the packs and the document of that dispensing.",
  zh: () => "这些不是该次发放的包装与文书。",
  hint: { en: "`medtrace trace --json` shows what it dispensed.", zh: "`medtrace trace --json` 显示其发放内容。" },
}) {}

/** Thrown when an entry that is to be undone is no dispensing. */
export class NotDispensed extends refused("NotDispensed", {
  en: (d) => `Only a dispensing can be undone, not ${spoken(d.action)}.`,
  zh: ({ action }) => `只有发放可以撤销，“${inChinese(action)}”不可以。`,
  hint: { en: "Correct the entry instead.", zh: "请改为更正该记录。" },
}) {}

/** Thrown when a dispensing is undone after its last moment. */
export class UndoTooLate extends refused("UndoTooLate", {
  en: (d) => `The dispensing could be undone until ${moment(d.last)}.`,
  zh: ({ last }) => `该次发放可撤销至 ${moment(last)}。`,
  hint: { en: "Correct the entry, or take stock.", zh: "请更正该记录，或盘点。" },
}) {}

/** Thrown when a dispensing is undone a second time. */
export class AlreadyUndone extends refused("AlreadyUndone", {
  en: () => "The dispensing was undone already.",
  zh: () => "该次发放已被撤销。",
  hint: LOOK,
}) {}

/** Thrown when a dispensing is undone since which its parcel was handed on, remedied or settled, by this action. */
export class NotUndoable extends refused("NotUndoable", {
  en: (d) => `The dispensing cannot be undone: ${spoken(d.action)} followed it.`,
  zh: ({ action }) => `该次发放不能撤销：其后已有“${inChinese(action)}”。`,
  hint: { en: "Correct the entry, or take stock.", zh: "请更正该记录，或盘点。" },
}) {}
