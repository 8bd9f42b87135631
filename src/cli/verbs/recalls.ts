import { instructions, placeNumber, recallLevels } from "../../index.ts";
import { bytes, code, date, dateOrNone, optional, place, recalled, subject, whole, word } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { DETAILS, GTIN, HEAD, PUMP } from "./examples.ts";

/** Recalls, and what is done about them. */
export const recalls: VerbGroup = {
  heading: { en: "Recalls 召回:", zh: "召回：" },
  entries: true,
  verbs: [
    verb("recall", {
      description: {
        en: "recall a product, a batch or one item 召回, or raise its recall anew",
        zh: "召回产品、批次或单件，或再次发起召回",
      },
      who: {
        en: "Duty recall, in the product's manufacturer or a regulator",
        zh: "职责“召回”，在该产品的生产企业或监管机构",
      },
      positional: [recalled],
      options: [
        word("level", { en: "how serious it is, the first the most", zh: "召回级别，一级最严重" }, recallLevels),
        word("instruction", { en: "what holders are to do", zh: "要求持有者怎么做" }, instructions),
      ],
      example: `recall ${GTIN} --level second --instruction correct-on-site --as recaller`,
    }),
    verb("acknowledge", {
      description: { en: "say that the custodian knows of a recall 召回确认", zh: "确认保管方已知悉召回" },
      who: { en: "Duty keep, in the custodian", zh: "职责“保管”，在保管方" },
      positional: [code],
      options: [],
      example: `acknowledge ${PUMP} --as keeper`,
    }),
    verb("remedy", {
      description: { en: "say that what a recall asks for was done 整改", zh: "说明召回要求的整改已完成" },
      who: {
        en: "Duty maintain, in the custodian or a provider that it appointed",
        zh: "职责“维护”，在保管方或其委托的机构",
      },
      positional: [code],
      options: [],
      example: `remedy ${PUMP} --as technician`,
    }),
    verb("confirmRemedy", {
      description: {
        en: "confirm a remedy 整改复核: the item or parcel is clear of the recall",
        zh: "复核整改：该单件或分装不再受召回限制",
      },
      who: { en: "Duty release, in the custodian; not who did it", zh: "职责“放行”，在保管方；不得是整改者" },
      positional: [code],
      options: [],
      example: `confirm-remedy ${PUMP} --as head`,
    }),
    verb("lift", {
      description: { en: "lift a recall 解除召回", zh: "解除召回" },
      who: {
        en: "Duty recall, in the product's manufacturer or a regulator; a regulator's recall, in a regulator",
        zh: "职责“召回”，在该产品的生产企业或监管机构；监管机构的召回须由监管机构解除",
      },
      positional: [recalled],
      options: [
        bytes(
          "details",
          {
            en: "commitment to the report on the recall's effectiveness, 32 bytes",
            zh: "召回效果报告的承诺值，32 字节",
          },
          32,
        ),
      ],
      example: `lift ${GTIN} --details ${DETAILS} --as recaller`,
    }),
  ],
};

/** What may be done to any history. */
export const histories: VerbGroup = {
  heading: { en: "Any history 更正:", zh: "更正：" },
  entries: true,
  verbs: [
    verb("correct", {
      description: { en: "supersede an entry of the own organisation, once 更正", zh: "更正本机构的一条记录，仅一次" },
      who: {
        en: "A duty with which the entry's action is done, in the organisation whose entry it is",
        zh: "职责须能做该记录的操作，在该记录所属机构",
      },
      positional: [subject],
      options: [
        bytes(
          "head",
          {
            en: "the head that the entry led to, 27 bytes; `medtrace trace --json` shows it",
            zh: "该记录后的链头，27 字节；`medtrace trace --json` 可查",
          },
          27,
          "head",
        ),
        {
          ...optional(place),
          description: { en: "the place that it should have named", zh: "本应记录的地点" },
          excludes: ["value"],
        },
        optional(
          whole(
            "value",
            {
              en: "the number that it should have held, as `medtrace trace --json` shows it",
              zh: "本应记录的数值，形式同 `medtrace trace --json`",
            },
            0,
            0xffff_ffff,
          ),
        ),
        optional(
          dateOrNone("until", {
            en: "the moment until which it should have held, or none",
            zh: "本应记录的截止时刻，或 none",
          }),
        ),
        optional(
          bytes(
            "details",
            {
              en: "commitment to the document that should be behind it; by default, as it was",
              zh: "其背后文书的承诺值；默认不变",
            },
            32,
          ),
        ),
        optional(date("occurredAt", { en: "when it happened; by default, as it was", zh: "发生时间；默认不变" })),
      ],
      parameters: ({ place: name, value, ...rest }) => ({
        ...rest,
        value: name === undefined ? value : placeNumber(name),
      }),
      example: `correct ${PUMP} --head ${HEAD} --place "Ward 7" --as nurse`,
    }),
  ],
};
