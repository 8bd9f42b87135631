import { instructions, placeNumber, recallLevels } from "../../index.ts";
import { bytes, code, date, dateOrNone, optional, place, recalled, subject, whole, word } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { DETAILS, GTIN, HEAD, PUMP } from "./examples.ts";

/** Recalls, and what is done about them. */
export const recalls: VerbGroup = {
  heading: "Recalls 召回:",
  entries: true,
  verbs: [
    verb("recall", {
      description: "recall a product, a batch or one item 召回, or raise its recall anew",
      who: "Duty recall, in the product's manufacturer or a regulator",
      positional: [recalled],
      options: [
        word("level", "how serious it is, the first the most", recallLevels),
        word("instruction", "what holders are to do", instructions),
      ],
      example: `recall ${GTIN} --level second --instruction correct-on-site --as recaller`,
    }),
    verb("acknowledge", {
      description: "say that the custodian knows of a recall 召回确认",
      who: "Duty keep, in the custodian",
      positional: [code],
      options: [],
      example: `acknowledge ${PUMP} --as keeper`,
    }),
    verb("remedy", {
      description: "say that what a recall asks for was done 整改",
      who: "Duty maintain, in the custodian or a provider that it appointed",
      positional: [code],
      options: [],
      example: `remedy ${PUMP} --as technician`,
    }),
    verb("confirmRemedy", {
      description: "confirm a remedy 整改复核: the item or parcel is clear of the recall",
      who: "Duty release, in the custodian; not who did it",
      positional: [code],
      options: [],
      example: `confirm-remedy ${PUMP} --as head`,
    }),
    verb("lift", {
      description: "lift a recall 解除召回",
      who: "Duty recall, in the product's manufacturer or a regulator; a regulator's recall, in a regulator",
      positional: [recalled],
      options: [bytes("details", "commitment to the report on the recall's effectiveness, 32 bytes", 32)],
      example: `lift ${GTIN} --details ${DETAILS} --as recaller`,
    }),
  ],
};

/** What may be done to any history. */
export const histories: VerbGroup = {
  heading: "Any history 更正:",
  entries: true,
  verbs: [
    verb("correct", {
      description: "supersede an entry of the own organisation, once 更正",
      who: "A duty with which the entry's action is done, in the organisation whose entry it is",
      positional: [subject],
      options: [
        bytes("head", "the head that the entry led to, 27 bytes; `medtrace trace --json` shows it", 27, "head"),
        { ...optional(place), description: "the place that it should have named", excludes: ["value"] },
        optional(
          whole("value", "the number that it should have held, as `medtrace trace --json` shows it", 0, 0xffff_ffff),
        ),
        optional(dateOrNone("until", "the moment until which it should have held, or none")),
        optional(bytes("details", "commitment to the document that should be behind it; by default, as it was", 32)),
        optional(date("occurredAt", "when it happened; by default, as it was")),
      ],
      parameters: ({ place: name, value, ...rest }) => ({
        ...rest,
        value: name === undefined ? value : placeNumber(name),
      }),
      example: `correct ${PUMP} --head ${HEAD} --place "Ward 7" --as nurse`,
    }),
  ],
};
