import type { CalibrationResult } from "../../lifecycle/vocabulary.ts";
import { FILE_NAME, MEDIA_TYPE } from "../files.ts";

/** What something is called. */
export interface Labels {
  readonly en: string;
  readonly zh: string;
}

/** One field of a record: a JSON Schema (draft 2020-12) with the annotation `labels`. */
export interface FieldSchema {
  readonly type: string | readonly string[];
  readonly labels: Labels;
  readonly [keyword: string]: unknown;
}

/** Fields by name. */
export type Fields = Readonly<Record<string, FieldSchema>>;

/** What follows where a field says one of some words. */
export interface Condition {
  readonly if: object;
  readonly then: object;
}

/** What the record of one action holds, besides what every record does. */
export interface RecordFields {
  /** What is always known. */
  readonly required: Fields;
  /** What is known of some goods, or sometimes only. */
  readonly optional: Fields;
  readonly conditions?: readonly Condition[];
}

/** Something to see: more than spaces and characters without a shape, such as a zero-width space. */
export const NOT_BLANK = "[^\\s\\p{Cc}\\p{Cf}]";

/** A line. */
export function text(en: string, zh: string, maxLength = 200): FieldSchema {
  return { type: "string", minLength: 1, maxLength, pattern: NOT_BLANK, labels: { en, zh } };
}

/** Some paragraphs. */
export function prose(en: string, zh: string): FieldSchema {
  return text(en, zh, 4000);
}

/** A day, as in 2027-03-01. */
export function date(en: string, zh: string): FieldSchema {
  return { type: "string", format: "date", labels: { en, zh } };
}

/** A moment with its zone, as in 2027-03-01T08:30:00+08:00. */
export function moment(en: string, zh: string): FieldSchema {
  return { type: "string", format: "date-time", labels: { en, zh } };
}

/** How many; by default, of whatever can be counted. */
export function count(en: string, zh: string, minimum = 0): FieldSchema {
  return { type: "integer", minimum, labels: { en, zh } };
}

/** What is measured. */
export function number(en: string, zh: string): FieldSchema {
  return { type: "number", labels: { en, zh } };
}

/** Yes or no. */
export function yesNo(en: string, zh: string): FieldSchema {
  return { type: "boolean", labels: { en, zh } };
}

/** One of some words; `words` says what they are called in Chinese, in English they are what they say. */
export function choice<W extends string>(en: string, zh: string, words: Readonly<Record<W, string>>): FieldSchema {
  const named = Object.entries<string>(words).map(([word, name]) => [word, { en: spoken(word), zh: name }]);
  return { type: "string", enum: Object.keys(words), labels: { en, zh }, wordLabels: Object.fromEntries(named) };
}

/** Fields that belong together. */
export function group(en: string, zh: string, required: Fields, optional: Fields = {}): FieldSchema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    minProperties: 1,
    additionalProperties: false,
    labels: { en, zh },
  };
}

/** Several of the same kind. */
export function list(en: string, zh: string, items: FieldSchema): FieldSchema {
  return { type: "array", items, minItems: 1, maxItems: 200, labels: { en, zh } };
}

/** A word of the code as a person says it. */
export function spoken(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * What follows where a field says one of some words.
 *
 * @param field - the field, one of the record's own
 * @param words - the words
 * @param required - what must be given then
 * @param properties - what else holds of other fields then
 */
export function where(
  field: string,
  words: readonly string[],
  required: readonly string[],
  properties: object = {},
): Condition {
  return {
    if: { properties: { [field]: { enum: words } }, required: [field] },
    // Strict mode wants every required field named beside the word "required".
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { ...Object.fromEntries(required.map((name) => [name, true])), ...properties }, required },
  };
}

/**
 * What follows where a field says one of some words: one of several other fields is given.
 *
 * @param field - the field, one of the record's own
 * @param words - the words
 * @param either - of these, at least one must be given then
 */
export function whereEither(field: string, words: readonly string[], either: readonly string[]): Condition {
  const given = (name: string) => ({ properties: { [name]: true }, required: [name] });
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: where(field, words, []).if, then: { anyOf: either.map(given) } };
}

/** A person who did something, and signs for it. Never a patient. */
export function person(en: string, zh: string): FieldSchema {
  return group(
    en,
    zh,
    { name: text("name", "姓名") },
    {
      staffNumber: text("staff number", "工号"),
      department: text("department", "科室"),
      position: text("position", "职务、职称"),
      organisation: text("organisation", "所属机构"),
      contact: text("contact", "联系方式"),
      signedOn: date("signed on", "签字日期"),
    },
  );
}

/** An organisation, on the ledger or not. */
export function organisation(en: string, zh: string): FieldSchema {
  return group(
    en,
    zh,
    { name: text("name", "名称") },
    {
      licence: text("licence or credit code", "许可证号、统一社会信用代码"),
      address: text("address", "地址"),
      contact: text("contact", "联系方式"),
      country: text("country", "国家或地区"),
    },
  );
}

/** An amount of money. */
export function money(en: string, zh: string): FieldSchema {
  return group(en, zh, {
    amount: { type: "number", minimum: 0, labels: { en: "amount", zh: "金额" } },
    currency: { type: "string", pattern: "^[A-Z]{3}$", labels: { en: "currency (ISO 4217)", zh: "币种" } },
  });
}

/** A patient, by what `patientPseudonym` gives, and in no other way. */
export const patient: FieldSchema = {
  type: "string",
  pattern: "^0x[0-9a-f]{64}$",
  labels: { en: "patient (pseudonym)", zh: "患者假名" },
};

/** What names goods in every record of them. */
export const product = text("name", "名称");
export const model = text("model or specification", "型号、规格");
export const registrationNumber = text("registration or filing number", "注册证号、备案凭证号");
export const maker = organisation("maker (registrant)", "生产企业（注册人、备案人）");
export const supplier = organisation("supplier", "供货者");
export const quantity = count("quantity", "数量", 1);
export const unit = text("unit", "单位");
export const code = text("code (UDI)", "产品标识（UDI、药品追溯码）");
export const lot = text("lot", "生产批号");
export const serial = text("serial number", "序列号");
export const productionDate = date("production date", "生产日期");
export const expiry = date("expiry, or end of the service life", "有效期至、使用期限");
export const sterilisationLot = text("sterilisation lot", "灭菌批号");
export const kind = choice("kind", "类别", { device: "设备", drug: "药品", consumable: "耗材" });
export const department = text("department", "科室");
export const deviceNumber = text("device number of the institution", "设备编号（资产编号）");
export const startOfUse = date("start of use", "启用日期");
export const reason = prose("reason", "原因");
export const conclusion = choice<CalibrationResult>("conclusion", "结论", { passed: "合格", failed: "不合格" });
export const certificate = text("certificate of conformity", "合格证明文件编号");
export const strength = text("strength", "药品规格");
export const dosageForm = text("dosage form", "剂型");
export const storage = text("storage conditions", "储存条件");

/** What tells units of goods apart, and how long they last. */
export const units: Fields = { code, lot, serial, productionDate, expiry, sterilisationLot };

/** A committee's decision: in larger hospitals several departments decide. */
export const meeting = group(
  "meeting of the committee",
  "管理委员会会议",
  { heldOn: date("held on", "会议日期") },
  {
    committee: text("committee", "委员会"),
    departments: list("departments", "参会部门", text("department", "部门")),
    present: count("members present", "到会人数"),
    inFavour: count("in favour", "赞成票"),
    against: count("against", "反对票"),
    minutes: text("minutes' number", "会议纪要文号"),
  },
);

/** What travels with goods. */
export const transport: Fields = {
  carrier: organisation("carrier", "承运方"),
  vehicle: text("vehicle", "车牌号、运输工具"),
  waybill: text("waybill", "运单号"),
  packages: count("packages", "件数", 1),
  storage,
  logger: text("temperature logger", "温度记录仪编号"),
  temperatureAtDeparture: number("temperature at departure, °C", "启运温度（℃）"),
  temperatureAtArrival: number("temperature at arrival, °C", "到货温度（℃）"),
  departedAt: moment("departed at", "启运时间"),
  arrivedAt: moment("arrived at", "到货时间"),
};

/** What of a machine was replaced. */
export const replacedParts = list(
  "parts replaced",
  "更换零部件",
  group(
    "part",
    "零部件",
    { name: text("name", "名称") },
    {
      number: text("part number", "部件号"),
      lot: text("lot", "批号"),
      serial: text("serial number", "序列号"),
      quantity: count("quantity", "数量", 1),
      cost: money("cost", "费用"),
    },
  ),
);

/** What was measured, and whether it is within its limits. */
export const measurements = list(
  "measurements",
  "检测数据",
  group(
    "measurement",
    "检测项",
    { name: text("quantity measured", "检测项目"), measured: number("measured value", "实测值") },
    {
      nominal: number("nominal value", "标称值"),
      lowest: number("lowest allowed", "下限"),
      highest: number("highest allowed", "上限"),
      uncertainty: number("uncertainty", "不确定度"),
      unit: text("unit", "单位"),
      passed: yesNo("passed", "合格"),
    },
  ),
);

/** What every record may have. */
export const common: Fields = {
  files: list("files", "附件", {
    type: "object",
    properties: {
      name: { type: "string", pattern: FILE_NAME, labels: { en: "name", zh: "文件名" } },
      mediaType: { type: "string", pattern: MEDIA_TYPE, labels: { en: "media type", zh: "媒体类型" } },
      size: { type: "integer", minimum: 0, labels: { en: "bytes", zh: "字节数" } },
      sha256: { type: "string", pattern: "^0x[0-9a-f]{64}$", labels: { en: "SHA-256", zh: "SHA-256 摘要" } },
    },
    required: ["name", "size", "sha256"],
    additionalProperties: false,
    labels: { en: "file", zh: "附件" },
  }),
  remarks: prose("remarks", "备注"),
  own: {
    type: "object",
    minProperties: 1,
    maxProperties: 100,
    propertyNames: { minLength: 1, maxLength: 100 },
    additionalProperties: { type: ["string", "number", "boolean", "null"] },
    labels: { en: "the institution's own fields", zh: "本机构自定义项" },
  },
};
