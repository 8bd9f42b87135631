import { placeNumber } from "../history/ids.ts";
import { instructionName, recallLevelName } from "../lifecycle/names.ts";
import { instructions, recallLevels } from "../lifecycle/vocabulary.ts";
import { DETAILS, GTIN, HEAD, PUMP } from "./examples.ts";
import { code, place, recalled, subject } from "./fields.ts";
import { commitment, head, moment, momentOrNone, optional, required, whole, word } from "./kinds.ts";
import { duty, entry } from "./verb.ts";

export const recall = entry("recall", {
  does: {
    en: "recall a product, a batch or one item, or raise its recall anew",
    zh: "召回产品、批次或单件，或再次发起召回",
  },
  who: duty("recall", { en: "the product's manufacturer or a regulator", zh: "该产品的生产企业或监管机构" }),
  by: ["target"],
  fields: {
    target: recalled,
    level: required(word(recallLevels, recallLevelName), {
      en: "how serious it is, the first the most",
      zh: "召回级别，一级最严重",
    }),
    instruction: required(word(instructions, instructionName), {
      en: "what holders are to do",
      zh: "要求持有者怎么做",
    }),
  },
  example: `recall ${GTIN} --level second --instruction correct-on-site --as recaller`,
});

export const acknowledge = entry("acknowledge", {
  does: { en: "say that the custodian knows of a recall", zh: "确认保管方已知悉召回" },
  who: duty("keep", { en: "the custodian", zh: "保管方" }),
  by: ["code"],
  fields: { code },
  example: `acknowledge ${PUMP} --as keeper`,
});

export const remedy = entry("remedy", {
  does: { en: "say that what a recall asks for was done", zh: "说明召回要求的整改已完成" },
  who: duty("maintain", { en: "the custodian or a provider that it appointed", zh: "保管方或其委托的机构" }),
  by: ["code"],
  fields: { code },
  example: `remedy ${PUMP} --as technician`,
});

export const confirmRemedy = entry("confirmRemedy", {
  does: {
    en: "confirm a remedy: the item or parcel is clear of the recall",
    zh: "复核整改：该单件或分装不再受召回限制",
  },
  who: duty("release", { en: "the custodian; not who did it", zh: "保管方；不得是整改者" }),
  by: ["code"],
  fields: { code },
  example: `confirm-remedy ${PUMP} --as head`,
});

export const lift = entry("lift", {
  does: { en: "lift a recall", zh: "解除召回" },
  who: duty("recall", {
    en: "the product's manufacturer or a regulator; a regulator's recall, in a regulator",
    zh: "该产品的生产企业或监管机构；监管机构的召回须由监管机构解除",
  }),
  by: ["target"],
  fields: {
    target: recalled,
    details: required(commitment, {
      en: "commitment to the report on the recall's effectiveness, 32 bytes",
      zh: "召回效果报告的承诺值，32 字节",
    }),
  },
  example: `lift ${GTIN} --details ${DETAILS} --as recaller`,
});

export const correct = entry("correct", {
  does: { en: "supersede an entry of the own organisation, once", zh: "更正本机构的一条记录，仅一次" },
  who: {
    en: "A duty with which the entry's action is done, in the organisation whose entry it is",
    zh: "职责须能做该记录的操作，在该记录所属机构",
  },
  by: ["target"],
  fields: {
    target: subject,
    head: required(head, {
      en: "the head that the entry led to, 27 bytes; `medtrace trace --json` shows it",
      zh: "该记录后的链头，27 字节；`medtrace trace --json` 可查",
    }),
    value: optional(whole(0, 0xffff_ffff), {
      en: "the number that it should have held, as `medtrace trace --json` shows it",
      zh: "本应记录的数值，形式同 `medtrace trace --json`",
    }),
    until: optional(momentOrNone, {
      en: "the moment until which it should have held, or none",
      zh: "本应记录的截止时刻，或 none",
    }),
    details: optional(commitment, {
      en: "commitment to the document that should be behind it; by default, as it was",
      zh: "其背后文书的承诺值；默认不变",
    }),
    occurredAt: optional(moment, { en: "when it happened; by default, as it was", zh: "发生时间；默认不变" }),
  },
  typed: {
    with: {
      place: optional(place, {
        en: "the place that it should have named",
        zh: "本应记录的地点",
        excludes: ["value"],
      }),
    },
    parameters: ({ place: named, ...rest }) => (named === undefined ? rest : { ...rest, value: placeNumber(named) }),
  },
  example: `correct ${PUMP} --head ${HEAD} --place "Ward 7" --as nurse`,
});
