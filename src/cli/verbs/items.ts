import {
  bases,
  calibrationResults,
  harms,
  InvalidInput,
  means,
  outcomes,
  quarantineReasons,
  remarks,
} from "../../index.ts";
import { readReadings } from "../files.ts";
import {
  celsius,
  code,
  date,
  expiry,
  file,
  item,
  label,
  optional,
  organisation,
  place,
  quantity,
  whole,
  word,
} from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { inDays, NEW_PUMP, PUMP } from "./examples.ts";

const keeps = "Duty keep, in the custodian";
const maintains = "Duty maintain, in the custodian or a provider that it appointed";

/** What happens to an item, or a parcel, at its custodian. */
export const items: VerbGroup = {
  heading: "Items and parcels 单件与分装:",
  entries: true,
  verbs: [
    verb("enrol", {
      description: "enter an item, or units of a lot, that no acceptance brings 登记",
      who: "Duty inspect; of what was manufactured, in the product's manufacturer",
      positional: [label],
      options: [
        optional(word("basis", "how it came; by default, manufactured", bases)),
        optional({ ...quantity, description: "how many base units, of a lot" }),
        optional(expiry),
      ],
      example: `enrol ${NEW_PUMP} --as maker`,
    }),
    verb("confirm", {
      description: "confirm what another member enrolled, or accepted with a witness 复核",
      who: "Duty inspect, in the custodian; another member than the first",
      positional: [code],
      options: [],
      example: `confirm ${NEW_PUMP} --as witness`,
    }),
    verb("use", {
      description: "put an item to use 使用; a single-use one is consumed",
      who: "Duty use, in the custodian",
      positional: [item],
      options: [optional(place)],
      example: `use ${PUMP} --place ICU-3 --as nurse`,
    }),
    verb("store", {
      description: "store an item or a parcel 入库",
      who: keeps,
      positional: [code],
      options: [optional(place)],
      example: `store ${PUMP} --place "设备科 Store" --as keeper`,
    }),
    verb("move", {
      description: "move an item or a parcel to another place 转移",
      who: keeps,
      positional: [code],
      options: [place],
      example: `move ${PUMP} --place "Ward 7" --as keeper`,
    }),
    verb("stocktake", {
      description: "record what a stocktake counted 盘点",
      who: keeps,
      positional: [code],
      options: [
        whole("counted", "how many base units were found; of an item 1, or 0 if it is missing", 0, 0xffff_ffff),
      ],
      example: `stocktake ${PUMP} --counted 1 --as keeper`,
    }),
    verb("note", {
      description: "record a coded remark 备注",
      who: keeps,
      positional: [code],
      options: [
        word("remark", "what it is about", remarks),
        optional(whole("figure", "a figure that belongs to it, such as hours", 0, 0xff_ffff)),
      ],
      example: `note ${PUMP} --remark operating-hours --figure 1250 --as keeper`,
    }),
    verb("quarantine", {
      description: "quarantine an item or a parcel 隔离: it is not usable until it is released",
      who: keeps,
      positional: [code],
      options: [word("reason", "why", quarantineReasons)],
      example: `quarantine ${PUMP} --reason suspected --as keeper`,
    }),
    verb("release", {
      description: "release an item or a parcel from quarantine 解除隔离",
      who: "Duty release, in the custodian",
      positional: [code],
      options: [],
      example: `release ${PUMP} --as head`,
    }),
    verb("monitor", {
      description: "record what the cold chain measured 监测",
      who: `${keeps} or a provider that it appointed`,
      positional: [code],
      options: [
        optional(celsius("lowest", "lowest reading of the span")),
        optional(celsius("highest", "highest one")),
        optional(date("from", "when the span began; --occurred-at says when it ended")),
        {
          ...optional(
            file(
              "readings",
              "instead of all that: a file of a logger's readings, a line each: moment, degrees, as in 2027-03-01T08:30Z,4.5",
            ),
          ),
          excludes: ["lowest", "highest", "from", "occurredAt"],
        },
      ],
      parameters: async ({ readings: path, ...rest }) => {
        if (path !== undefined) return { ...rest, readings: await readReadings(path) };
        for (const field of ["lowest", "highest"] as const) {
          if (rest[field] === undefined) throw new InvalidInput(field, undefined, "must be given, or readings");
        }
        return rest;
      },
      example: `monitor ${PUMP} --lowest 18.5 --highest 24 --as keeper`,
    }),
    verb("maintain", {
      description: "record maintenance 维护",
      who: maintains,
      positional: [item],
      options: [
        word("outcome", "what it found", outcomes),
        optional(date("until", "when the next maintenance is due")),
      ],
      example: `maintain ${PUMP} --outcome passed --until ${inDays(180)} --as technician`,
    }),
    verb("calibrate", {
      description: "record a calibration 强检",
      who: maintains,
      positional: [item],
      options: [
        word("result", "what it found; a failed one quarantines the item", calibrationResults),
        optional(date("until", "the last second at which it holds; left out when it failed")),
      ],
      example: `calibrate ${PUMP} --result passed --until ${inDays(300)} --as technician`,
    }),
    verb("reportFault", {
      description: "report a fault 报修",
      who: "Duty use or keep, in the custodian",
      positional: [item],
      options: [],
      example: `report-fault ${PUMP} --as nurse`,
    }),
    verb("repair", {
      description: "record a repair 维修",
      who: maintains,
      positional: [item],
      options: [],
      example: `repair ${PUMP} --as technician`,
    }),
    verb("reinstate", {
      description: "let a repaired item be used again 恢复使用",
      who: "Duty release, in the custodian; not who repaired it",
      positional: [item],
      options: [],
      example: `reinstate ${PUMP} --as head`,
    }),
    verb("requestScrap", {
      description: "request the scrapping 申请报废 of an item or a parcel",
      who: `${keeps}, which owns it`,
      positional: [code],
      options: [],
      example: `request-scrap ${PUMP} --as keeper`,
    }),
    verb("approveScrap", {
      description: "approve a scrapping 批准报废",
      who: "Duty approve, in the custodian or the outside approver; not who requested it",
      positional: [code],
      options: [],
      example: `approve-scrap ${PUMP} --as head`,
    }),
    verb("rejectScrap", {
      description: "reject a scrapping 驳回报废",
      who: "Duty approve, in the custodian or the outside approver; not who requested it",
      positional: [code],
      options: [],
      example: `reject-scrap ${PUMP} --as head`,
    }),
    verb("dispose", {
      description: "dispose of an item or a parcel 处置: its end",
      who: "Duty dispose, in the custodian; not who approved it",
      positional: [code],
      options: [word("means", "how", means)],
      example: `dispose ${PUMP} --means medical-waste --as disposer`,
    }),
    verb("reportAdverseEvent", {
      description: "report an adverse event 不良事件; no patient is named",
      who: "Duty use, keep or recall, in the custodian, the product's manufacturer or a regulator",
      positional: [code],
      options: [word("harm", "what it did", harms)],
      example: `report-adverse-event ${PUMP} --harm malfunction --as nurse`,
    }),
    verb("reassign", {
      description: "name a new custodian and owner 改派",
      who: "Duty approve, in a regulator",
      positional: [code],
      options: [
        organisation("custodian", "the organisation that is to hold it"),
        optional(organisation("owner", "the one that is to own it; by default, the custodian")),
      ],
      example: `reassign ${PUMP} --custodian 5 --as officer`,
    }),
  ],
};
