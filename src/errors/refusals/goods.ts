import { day } from "../phrase.ts";
import { look, refusal, spoken } from "./refusal.ts";

/* Products, and how goods enter. */

/** Thrown when a product's code is not canonical, or its check digit is wrong. */
export class InvalidCode extends refusal("InvalidCode", ({ productCode }) => ({
  en: `"${productCode}" is no canonical product code.`,
  zh: `“${productCode}”不是规范的产品编码。`,
  hint: { en: "Give the GTIN as the label prints it.", zh: "请按标签给出 GTIN。" },
})) {}

/** Thrown when a serial is not 1 to 20 characters of GS1's character set 82. */
export class InvalidSerial extends refusal("InvalidSerial", ({ serial }) => ({
  en: `${serial} is no serial of 1 to 20 characters.`,
  zh: `${serial} 不是 1 至 20 个字符的序列号。`,
  hint: { en: "Give the serial as the label prints it (AI 21).", zh: "请按标签给出序列号（AI 21）。" },
})) {}

/** Thrown when a short text is empty or has a zero byte inside. */
export class InvalidText extends refusal("InvalidText", ({ text }) => ({
  en: `${text} is no text of 1 to 32 bytes.`,
  zh: `${text} 不是 1 至 32 字节的文本。`,
  hint: { en: "Give 1 to 32 bytes of UTF-8.", zh: "请给出 1 至 32 字节（UTF-8）。" },
})) {}

/** Thrown when a product has no kind, or a risk class outside 1 to 3. */
export class InvalidProduct extends refusal("InvalidProduct", ({ riskClass }) => ({
  en: `A product needs a kind, and a risk class from 1 to 3, not ${riskClass}.`,
  zh: `产品须有类别，以及 1 至 3 的风险类别，而非 ${riskClass}。`,
  hint: { en: "Give --kind and --risk-class.", zh: "请给出 --kind 与 --risk-class。" },
})) {}

/** Thrown when a period ends before it begins. */
export class InvalidPeriod extends refusal("InvalidPeriod", ({ from, until }) => ({
  en: `A period from ${day(from)} cannot end on ${day(until)}.`,
  zh: `自 ${day(from)} 起的期间不能止于 ${day(until)}。`,
  hint: { en: "Give an end after the beginning.", zh: "终点须在起点之后。" },
})) {}

/** Thrown when a unit was made outside its product's registration. */
export class NotRegisteredThen extends refusal("NotRegisteredThen", ({ madeAt, from, until }) => ({
  en: `It was made on ${day(madeAt)}; its product is registered from ${day(from)} to ${day(until)}.`,
  zh: `它生产于 ${day(madeAt)}；其产品的注册期为 ${day(from)} 至 ${day(until)}。`,
  hint: {
    en: "Look at the date of manufacture again; a regulator renews a registration.",
    zh: "请再核对生产日期；注册由监管机构延续。",
  },
})) {}

/** Thrown when the manufacturer is on the ledger, so that its goods enter only through it. */
export class OnlyThroughManufacturer extends refusal("OnlyThroughManufacturer", ({ manufacturer }) => ({
  en: `The product's manufacturer, organisation ${manufacturer}, is on the ledger: its goods enter only through it.`,
  zh: `该产品的生产企业（机构 ${manufacturer}）在账本上：其货物只能经由它入账。`,
  hint: { en: "Ask the manufacturer to enrol or commission it.", zh: "请由生产企业登记或投产登记。" },
})) {}

/** Thrown when the goods are of another product than the requisition's. Both are product numbers. */
export class WrongProduct extends refusal("WrongProduct", ({ product, required }) => ({
  en:
    product === 0
      ? `The goods are of a product that is not registered; product ${required} was ordered.`
      : `The goods are of product ${product}; product ${required} was ordered.`,
  zh:
    product === 0
      ? `货物所属产品未注册；订购的是产品 ${required}。`
      : `货物属产品 ${product}；订购的是产品 ${required}。`,
  hint: {
    en: "See with `medtrace show` what the requisition is for; refuse wrong goods with `medtrace refuse`.",
    zh: "请用 `medtrace show` 查看申请的产品；货物不符用 `medtrace refuse` 拒收。",
  },
})) {}

/** Thrown when the quantity is outside `min` to `max`. */
export class QuantityOutOfRange extends refusal("QuantityOutOfRange", ({ min, max, quantity }) => ({
  en: `The quantity must be ${min} to ${max}, not ${quantity}.`,
  zh: `数量须为 ${min} 至 ${max}，而非 ${quantity}。`,
  hint: look,
})) {}

/** Thrown when a place's number already stands for another name of the organisation. */
export class PlaceTaken extends refusal("PlaceTaken", ({ place, name }) => ({
  en: `Place number ${place} already stands for “${name}”.`,
  zh: `地点号 ${place} 已代表另一名称。`,
  hint: { en: "Write the place's name a little differently.", zh: "请将地点名称略作改写。" },
})) {}

/** Thrown when a registration is amended under which goods have entered. */
export class GoodsEntered extends refusal("GoodsEntered", () => ({
  en: "Goods of the product have entered: what it is cannot be amended any more.",
  zh: "该产品已有货物入账：不能再更正其注册内容。",
  hint: {
    en: "`medtrace renew` still changes its name, manufacturer and dates.",
    zh: "仍可用 `medtrace renew` 更改名称、生产企业和日期。",
  },
})) {}

/** Thrown when goods that were found, donated or exchanged enter without the day on which they were made. */
export class DayOfManufactureMissing extends refusal("DayOfManufactureMissing", ({ basis }) => ({
  en: `Goods that were ${spoken(basis)} enter with the day on which they were made.`,
  zh: "盘盈、受赠或换货的货物须写明生产日期。",
  hint: { en: "Say it as `madeAt`.", zh: "请以 --made-at 写明。" },
})) {}
