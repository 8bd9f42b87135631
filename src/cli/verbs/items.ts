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

const keeps = { en: "Duty keep, in the custodian", zh: "职责“保管”，在保管方" };
const maintains = {
  en: "Duty maintain, in the custodian or a provider that it appointed",
  zh: "职责“维护”，在保管方或其委托的机构",
};

/** What happens to an item, or a parcel, at its custodian. */
export const items: VerbGroup = {
  heading: { en: "Items and parcels 单件与分装:", zh: "单件与分装：" },
  entries: true,
  verbs: [
    verb("enrol", {
      description: {
        en: "enter an item, or units of a lot, that no acceptance brings 登记",
        zh: "登记未经验收入账的单件或一批数量",
      },
      who: {
        en: "Duty inspect; of what was manufactured, in the product's manufacturer",
        zh: "职责“验收”；属生产的，须在该产品的生产企业",
      },
      positional: [label],
      options: [
        optional(word("basis", { en: "how it came; by default, manufactured", zh: "来源依据；默认为生产" }, bases)),
        optional({ ...quantity, description: { en: "how many base units, of a lot", zh: "批次的数量，以最小单位计" } }),
        optional(expiry),
        optional(
          date("madeAt", {
            en: "when it was made: of what was found, donated or exchanged; of existing stock, where it is known",
            zh: "生产日期：盘盈、受赠、换货必填；存量已知则填",
          }),
        ),
      ],
      example: `enrol ${NEW_PUMP} --as maker`,
    }),
    verb("confirm", {
      description: {
        en: "confirm what another member enrolled, or accepted with a witness 复核",
        zh: "复核另一成员登记或双人验收的货物",
      },
      who: {
        en: "Duty inspect, in the custodian; another member than the first",
        zh: "职责“验收”，在保管方；须为另一成员",
      },
      positional: [code],
      options: [],
      example: `confirm ${NEW_PUMP} --as witness`,
    }),
    verb("use", {
      description: { en: "put an item to use 使用; a single-use one is consumed", zh: "使用单件；一次性的即被用尽" },
      who: { en: "Duty use, in the custodian", zh: "职责“使用”，在保管方" },
      positional: [item],
      options: [optional(place)],
      example: `use ${PUMP} --place ICU-3 --as nurse`,
    }),
    verb("store", {
      description: { en: "store an item or a parcel 入库", zh: "单件或分装入库" },
      who: keeps,
      positional: [code],
      options: [optional(place)],
      example: `store ${PUMP} --place "设备科 Store" --as keeper`,
    }),
    verb("move", {
      description: { en: "move an item or a parcel to another place 转移", zh: "将单件或分装转移到另一地点" },
      who: keeps,
      positional: [code],
      options: [place],
      example: `move ${PUMP} --place "Ward 7" --as keeper`,
    }),
    verb("stocktake", {
      description: { en: "record what a stocktake counted 盘点", zh: "记录盘点结果" },
      who: keeps,
      positional: [code],
      options: [
        whole(
          "counted",
          {
            en: "how many base units were found; of an item 1, or 0 if it is missing",
            zh: "盘得的最小单位数；单件为 1，缺失为 0",
          },
          0,
          0xffff_ffff,
        ),
      ],
      example: `stocktake ${PUMP} --counted 1 --as keeper`,
    }),
    verb("note", {
      description: { en: "record a coded remark 备注", zh: "记录编码备注" },
      who: keeps,
      positional: [code],
      options: [
        word("remark", { en: "what it is about", zh: "关于什么" }, remarks),
        optional(
          whole("figure", { en: "a figure that belongs to it, such as hours", zh: "相关数字，如小时数" }, 0, 0xff_ffff),
        ),
      ],
      example: `note ${PUMP} --remark operating-hours --figure 1250 --as keeper`,
    }),
    verb("quarantine", {
      description: {
        en: "quarantine an item or a parcel 隔离: it is not usable until it is released",
        zh: "隔离单件或分装：解除前不可用",
      },
      who: keeps,
      positional: [code],
      options: [word("reason", { en: "why", zh: "原因" }, quarantineReasons)],
      example: `quarantine ${PUMP} --reason suspected --as keeper`,
    }),
    verb("release", {
      description: { en: "release an item or a parcel from quarantine 解除隔离", zh: "解除单件或分装的隔离" },
      who: { en: "Duty release, in the custodian", zh: "职责“放行”，在保管方" },
      positional: [code],
      options: [],
      example: `release ${PUMP} --as head`,
    }),
    verb("monitor", {
      description: { en: "record what the cold chain measured 监测", zh: "记录冷链监测" },
      who: { en: `${keeps.en} or a provider that it appointed`, zh: `${keeps.zh}或其委托的机构` },
      positional: [code],
      options: [
        optional(celsius("lowest", { en: "lowest reading of the span", zh: "期间最低读数" })),
        optional(celsius("highest", { en: "highest one", zh: "最高值" })),
        optional(
          date("from", {
            en: "when the span began; --occurred-at says when it ended",
            zh: "期间的起点；终点由 --occurred-at 说明",
          }),
        ),
        {
          ...optional(
            file("readings", {
              en: "instead of all that: a file of a logger's readings, a line each: moment, degrees, as in 2027-03-01T08:30Z,4.5",
              zh: "或者：记录仪读数文件，每行一个：时刻,摄氏度，如 2027-03-01T08:30Z,4.5",
            }),
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
      description: { en: "record maintenance 维护", zh: "记录维护" },
      who: maintains,
      positional: [item],
      options: [
        word("outcome", { en: "what it found", zh: "结果" }, outcomes),
        optional(date("until", { en: "when the next maintenance is due", zh: "下次维护的日期" })),
      ],
      example: `maintain ${PUMP} --outcome passed --until ${inDays(180)} --as technician`,
    }),
    verb("calibrate", {
      description: { en: "record a calibration 强检", zh: "记录强检" },
      who: maintains,
      positional: [item],
      options: [
        word(
          "result",
          { en: "what it found; a failed one quarantines the item", zh: "结果；不合格则隔离该单件" },
          calibrationResults,
        ),
        optional(
          date("until", {
            en: "the last second at which it holds; left out when it failed",
            zh: "有效期的最后一秒；不合格时不写",
          }),
        ),
      ],
      example: `calibrate ${PUMP} --result passed --until ${inDays(300)} --as technician`,
    }),
    verb("reportFault", {
      description: { en: "report a fault 报修", zh: "报修" },
      who: { en: "Duty use or keep, in the custodian", zh: "职责“使用”或“保管”，在保管方" },
      positional: [item],
      options: [],
      example: `report-fault ${PUMP} --as nurse`,
    }),
    verb("repair", {
      description: { en: "record a repair 维修", zh: "记录维修" },
      who: maintains,
      positional: [item],
      options: [],
      example: `repair ${PUMP} --as technician`,
    }),
    verb("reinstate", {
      description: { en: "let a repaired item be used again 恢复使用", zh: "使已修复的单件恢复使用" },
      who: { en: "Duty release, in the custodian; not who repaired it", zh: "职责“放行”，在保管方；不得是维修者" },
      positional: [item],
      options: [],
      example: `reinstate ${PUMP} --as head`,
    }),
    verb("requestScrap", {
      description: { en: "request the scrapping 申请报废 of an item or a parcel", zh: "申请报废单件或分装" },
      who: { en: `${keeps.en}, which owns it`, zh: `${keeps.zh}，且为所有方` },
      positional: [code],
      options: [],
      example: `request-scrap ${PUMP} --as keeper`,
    }),
    verb("approveScrap", {
      description: { en: "approve a scrapping 批准报废", zh: "批准报废" },
      who: {
        en: "Duty approve, in the custodian or the outside approver; not who requested it",
        zh: "职责“审批”，在保管方或外部审批方；不得是申请者",
      },
      positional: [code],
      options: [],
      example: `approve-scrap ${PUMP} --as head`,
    }),
    verb("rejectScrap", {
      description: { en: "reject a scrapping 驳回报废", zh: "驳回报废" },
      who: {
        en: "Duty approve, in the custodian or the outside approver; not who requested it",
        zh: "职责“审批”，在保管方或外部审批方；不得是申请者",
      },
      positional: [code],
      options: [],
      example: `reject-scrap ${PUMP} --as head`,
    }),
    verb("dispose", {
      description: { en: "dispose of an item or a parcel 处置: its end", zh: "处置单件或分装：其终点" },
      who: { en: "Duty dispose, in the custodian; not who approved it", zh: "职责“处置”，在保管方；不得是批准者" },
      positional: [code],
      options: [word("means", { en: "how", zh: "方式" }, means)],
      example: `dispose ${PUMP} --means medical-waste --as disposer`,
    }),
    verb("reportAdverseEvent", {
      description: { en: "report an adverse event 不良事件; no patient is named", zh: "报告不良事件；不写患者姓名" },
      who: {
        en: "Duty use, keep or recall, in the custodian, the product's manufacturer or a regulator",
        zh: "职责“使用”“保管”或“召回”，在保管方、生产企业或监管机构",
      },
      positional: [code],
      options: [word("harm", { en: "what it did", zh: "造成的后果" }, harms)],
      example: `report-adverse-event ${PUMP} --harm malfunction --as nurse`,
    }),
    verb("reassign", {
      description: { en: "name a new custodian and owner 改派", zh: "改派保管方与所有方" },
      who: { en: "Duty approve, in a regulator", zh: "职责“审批”，在监管机构" },
      positional: [code],
      options: [
        organisation("custodian", { en: "the organisation that is to hold it", zh: "将保管它的机构" }),
        optional(
          organisation("owner", {
            en: "the one that is to own it; by default, the custodian",
            zh: "将拥有它的机构；默认为保管方",
          }),
        ),
      ],
      example: `reassign ${PUMP} --custodian 5 --as officer`,
    }),
  ],
};
