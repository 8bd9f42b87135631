import { productKindName, trackingName } from "../lifecycle/names.ts";
import { productKinds, trackings } from "../lifecycle/vocabulary.ts";
import { GTIN } from "./examples.ts";
import { product } from "./fields.ts";
import {
  celsius,
  flag,
  moment,
  name,
  object,
  optional,
  organisation,
  organisationOrNone,
  required,
  whole,
  word,
} from "./kinds.ts";
import { duty, entry } from "./verb.ts";

const REGULATOR = duty("approve", { en: "a regulator", zh: "监管机构" });

const registration = {
  product,
  name: required(name, {
    en: "what people call it, Chinese and English in one: 1 to 96 bytes of UTF-8",
    zh: "通用名，可中英文并列：1 至 96 字节（UTF-8）",
  }),
  kind: required(word(productKinds, productKindName), { en: "what it is", zh: "是什么" }),
  riskClass: required(whole<1 | 2 | 3>(1, 3), { en: "1 to 3", zh: "1 至 3" }),
  singleUse: optional(flag, { en: "one use consumes it", zh: "一次性使用" }),
  tracking: optional(
    word(trackings, (at) => trackingName(trackings[at] ?? "serial")),
    { en: "how its units are told apart; by default, serial", zh: "追溯方式；默认为序列号" },
  ),
  unitsPerPack: optional(whole(1, 0xffff), {
    en: "how many base units make a pack; by default, 1",
    zh: "每包装多少最小单位；默认为 1",
  }),
  manufacturer: optional(organisation, {
    en: "its manufacturer; left out if that is not on the ledger",
    zh: "生产企业；不在账本上则不写",
  }),
  registeredFrom: required(moment, { en: "units may be made from here", zh: "可生产的起始时间" }),
  registeredUntil: required(moment, { en: "to here", zh: "可生产的截止时间" }),
} as const;

export const register = entry("register", {
  does: { en: "register a product", zh: "注册产品" },
  who: REGULATOR,
  by: ["product"],
  fields: registration,
  example:
    'register 09521000000018 --name "infusion pump 输液泵" --kind device --risk-class 2 --registered-from 2024-01-01 ' +
    "--registered-until 2034-01-01 --as officer",
});

export const amend = entry("amend", {
  does: {
    en: "say anew what a product is, before goods of it have entered",
    zh: "在货物入账之前更正产品的注册内容",
  },
  who: REGULATOR,
  by: ["product"],
  fields: registration,
  example:
    'amend 09521000000018 --name "infusion pump 输液泵" --kind device --risk-class 3 --registered-from 2024-01-01 ' +
    "--registered-until 2034-01-01 --as officer",
});

export const renew = entry("renew", {
  does: { en: "renew, shorten or end a product's registration", zh: "延续、缩短或终止产品注册" },
  who: REGULATOR,
  by: ["product"],
  fields: {
    product,
    manufacturer: required(organisationOrNone, {
      en: "its manufacturer from now on; 0 if that is not on the ledger",
      zh: "今后的生产企业；不在账本上则为 0",
    }),
    registeredUntil: required(moment, { en: "units may be made until here", zh: "可生产的截止时间" }),
    name: optional(name, { en: "what people call it from now on", zh: "今后的通用名" }),
  },
  example: `renew ${GTIN} --manufacturer 2 --registered-until 2034-01-01 --as officer`,
});

const lowest = { en: "lowest temperature to keep it at", zh: "保存的最低温度" };
const highest = { en: "highest one", zh: "最高值" };

export const prescribe = entry("prescribe", {
  does: { en: "prescribe how a product is cared for", zh: "规定产品的照管要求" },
  who: REGULATOR,
  by: ["product"],
  fields: {
    product,
    witnessed: optional(flag, {
      en: "a second person confirms wherever it comes in",
      zh: "双人验收：每次收货均由第二人复核",
    }),
    calibrationInterval: optional(whole(0, 0xffff), {
      en: "for how many days a calibration holds at most",
      zh: "强检最长有效天数",
    }),
    limits: optional(object({ lowest: required(celsius, lowest), highest: required(celsius, highest) }), {
      en: "lowest and highest temperature to keep it at",
      zh: "保存的最低与最高温度",
    }),
  },
  typed: {
    without: ["limits"],
    with: { lowest: optional(celsius, lowest), highest: optional(celsius, highest) },
    // One limit alone is given to the ledger with none beside it, which refuses it: there is no half a span.
    parameters: ({ lowest, highest, ...rest }) =>
      lowest === undefined && highest === undefined
        ? rest
        : { ...rest, limits: { lowest: lowest ?? 0, highest: highest ?? 0 } },
  },
  example: `prescribe ${GTIN} --calibration-interval 365 --lowest -10 --highest 40 --as officer`,
});
