import { productKinds, trackings } from "../../index.ts";
import { celsius, date, flag, type Input, name, optional, organisation, product, whole, word } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { GTIN } from "./examples.ts";

const who = { en: "Duty approve, in a regulator", zh: "职责“审批”，在监管机构" };
const riskClass = whole("riskClass", { en: "1 to 3", zh: "1 至 3" }, 1, 3) as Input<"riskClass", 1 | 2 | 3, true>;

const named = name("name", {
  en: "what people call it, Chinese and English in one: 1 to 96 bytes of UTF-8",
  zh: "通用名，可中英文并列：1 至 96 字节（UTF-8）",
});
const registration = [
  named,
  word("kind", { en: "what it is", zh: "是什么" }, productKinds),
  riskClass,
  flag("singleUse", { en: "one use consumes it", zh: "一次性使用" }),
  optional(
    word(
      "tracking",
      { en: "how its units are told apart; by default, serial", zh: "追溯方式；默认为序列号" },
      trackings,
    ),
  ),
  optional(
    whole(
      "unitsPerPack",
      { en: "how many base units make a pack; by default, 1", zh: "每包装多少最小单位；默认为 1" },
      1,
      0xffff,
    ),
  ),
  optional(
    organisation("manufacturer", {
      en: "its manufacturer; left out if that is not on the ledger",
      zh: "生产企业；不在账本上则不写",
    }),
  ),
  date("registeredFrom", { en: "units may be made from here", zh: "可生产的起始时间" }),
  date("registeredUntil", { en: "to here", zh: "可生产的截止时间" }),
] as const;

/** What a regulator says of products. */
export const products: VerbGroup = {
  heading: { en: "Products 产品:", zh: "产品：" },
  entries: true,
  verbs: [
    verb("register", {
      description: { en: "register a product 注册", zh: "注册产品" },
      who,
      positional: [product],
      options: registration,
      example:
        'register 09521000000018 --name "infusion pump 输液泵" --kind device --risk-class 2 --registered-from 2024-01-01 ' +
        "--registered-until 2034-01-01 --as officer",
    }),
    verb("amend", {
      description: {
        en: "say anew what a product is, before goods of it have entered 更正注册",
        zh: "在货物入账之前更正产品的注册内容",
      },
      who,
      positional: [product],
      options: registration,
      example:
        'amend 09521000000018 --name "infusion pump 输液泵" --kind device --risk-class 3 --registered-from 2024-01-01 ' +
        "--registered-until 2034-01-01 --as officer",
    }),
    verb("renew", {
      description: { en: "renew, shorten or end a product's registration 延续注册", zh: "延续、缩短或终止产品注册" },
      who,
      positional: [product],
      options: [
        organisation(
          "manufacturer",
          {
            en: "its manufacturer from now on; 0 if that is not on the ledger",
            zh: "今后的生产企业；不在账本上则为 0",
          },
          0,
        ),
        date("registeredUntil", { en: "units may be made until here", zh: "可生产的截止时间" }),
        optional({ ...named, description: { en: "what people call it from now on", zh: "今后的通用名" } }),
      ],
      example: `renew ${GTIN} --manufacturer 2 --registered-until 2034-01-01 --as officer`,
    }),
    verb("prescribe", {
      description: { en: "prescribe how a product is cared for 规定", zh: "规定产品的照管要求" },
      who,
      positional: [product],
      options: [
        flag("witnessed", {
          en: "a second person confirms wherever it comes in 双人验收",
          zh: "双人验收：每次收货均由第二人复核",
        }),
        optional(
          whole(
            "calibrationInterval",
            { en: "for how many days a calibration 强检 holds at most", zh: "强检最长有效天数" },
            1,
            0xffff,
          ),
        ),
        optional(celsius("lowest", { en: "lowest temperature to keep it at", zh: "保存的最低温度" })),
        optional(celsius("highest", { en: "highest one", zh: "最高值" })),
      ],
      parameters: ({ lowest, highest, ...rest }) => {
        // One limit alone is given to the ledger with none beside it, which refuses it: there is no half a span.
        const limits = { lowest: lowest ?? 0, highest: highest ?? 0 };
        return { ...rest, limits: lowest === undefined && highest === undefined ? undefined : limits };
      },
      example: `prescribe ${GTIN} --calibration-interval 365 --lowest -10 --highest 40 --as officer`,
    }),
  ],
};
