import {
  basisName,
  calibrationResultName,
  harmName,
  meansName,
  outcomeName,
  quarantineReasonName,
  remarkName,
} from "../lifecycle/names.ts";
import {
  bases,
  calibrationResults,
  harms,
  means,
  outcomes,
  quarantineReasons,
  remarks,
} from "../lifecycle/vocabulary.ts";
import { readings } from "./compounds.ts";
import { inDays, NEW_PUMP, PUMP } from "./examples.ts";
import { code, expiry, item, label, place, quantity } from "./fields.ts";
import { celsius, moment, oneOrMore, optional, organisation, required, whole, word } from "./kinds.ts";
import { duty, entry } from "./verb.ts";

const CUSTODIAN = { en: "the custodian", zh: "保管方" };
const APPOINTED = { en: "the custodian or a provider that it appointed", zh: "保管方或其委托的机构" };
const DECIDER = {
  en: "the custodian or the outside approver; not who requested it",
  zh: "保管方或外部审批方；不得是申请者",
};
const elsewhere = optional(place, place.help);

export const enrol = entry("enrol", {
  does: { en: "enter an item, or units of a lot, that no acceptance brings", zh: "登记未经验收入账的单件或一批数量" },
  who: {
    duties: ["inspect"],
    en: "Duty inspect; of what was manufactured, in the product's manufacturer",
    zh: "职责“验收”；属生产的，须在该产品的生产企业",
  },
  by: ["code"],
  fields: {
    code: label,
    basis: optional(word(bases, basisName), {
      en: "how it came; by default, manufactured",
      zh: "来源依据；默认为生产",
    }),
    quantity: optional(quantity, { en: "how many base units, of a lot", zh: "批次的数量，以最小单位计" }),
    expiry,
    madeAt: optional(moment, {
      en: "when it was made: of what was found, donated or exchanged; of existing stock, where it is known",
      zh: "生产日期：盘盈、受赠、换货必填；存量已知则填",
    }),
  },
  example: `enrol ${NEW_PUMP} --as maker`,
});

export const confirm = entry("confirm", {
  does: {
    en: "confirm what another member enrolled, or accepted with a witness",
    zh: "复核另一成员登记或双人验收的货物",
  },
  who: duty("inspect", { en: "the custodian; another member than the first", zh: "保管方；须为另一成员" }),
  by: ["code"],
  fields: { code },
  example: `confirm ${NEW_PUMP} --as witness`,
});

export const use = entry("use", {
  does: { en: "put an item to use; a single-use one is consumed", zh: "使用单件；一次性的即被用尽" },
  who: duty("use", CUSTODIAN),
  by: ["code"],
  fields: { code: item, place: elsewhere },
  example: `use ${PUMP} --place ICU-3 --as nurse`,
});

export const store = entry("store", {
  does: { en: "store an item or a parcel", zh: "单件或分装入库" },
  who: duty("keep", CUSTODIAN),
  by: ["code"],
  fields: { code, place: elsewhere },
  example: `store ${PUMP} --place "设备科 Store" --as keeper`,
});

export const move = entry("move", {
  does: { en: "move an item or a parcel to another place", zh: "将单件或分装转移到另一地点" },
  who: duty("keep", CUSTODIAN),
  by: ["code"],
  fields: { code, place },
  example: `move ${PUMP} --place "Ward 7" --as keeper`,
});

export const stocktake = entry("stocktake", {
  does: { en: "record what a stocktake counted", zh: "记录盘点结果" },
  who: duty("keep", CUSTODIAN),
  by: ["code"],
  fields: {
    code,
    counted: required(whole(0, 0xffff_ffff), {
      en: "how many base units were found; of an item 1, or 0 if it is missing",
      zh: "盘得的最小单位数；单件为 1，缺失为 0",
    }),
  },
  example: `stocktake ${PUMP} --counted 1 --as keeper`,
});

export const note = entry("note", {
  does: { en: "record a coded remark", zh: "记录编码备注" },
  who: duty("keep", CUSTODIAN),
  by: ["code"],
  fields: {
    code,
    remark: required(word(remarks, remarkName), { en: "what it is about", zh: "关于什么" }),
    figure: optional(whole(0, 0xff_ffff), {
      en: "a figure that belongs to it, such as hours",
      zh: "相关数字，如小时数",
    }),
  },
  example: `note ${PUMP} --remark operating-hours --figure 1250 --as keeper`,
});

export const quarantine = entry("quarantine", {
  does: {
    en: "quarantine an item or a parcel: it is not usable until it is released",
    zh: "隔离单件或分装：解除前不可用",
  },
  who: duty("keep", CUSTODIAN),
  by: ["code"],
  fields: { code, reason: required(word(quarantineReasons, quarantineReasonName), { en: "why", zh: "原因" }) },
  example: `quarantine ${PUMP} --reason suspected --as keeper`,
});

export const release = entry("release", {
  does: { en: "release an item or a parcel from quarantine", zh: "解除单件或分装的隔离" },
  who: duty("release", CUSTODIAN),
  by: ["code"],
  fields: { code },
  example: `release ${PUMP} --as head`,
});

export const monitor = entry("monitor", {
  does: { en: "record what the cold chain measured", zh: "记录冷链监测" },
  who: duty("keep", APPOINTED),
  by: ["code"],
  fields: {
    code: required(oneOrMore(code), code.help),
    lowest: optional(celsius, { en: "lowest reading of the span", zh: "期间最低读数" }),
    highest: optional(celsius, { en: "highest one", zh: "最高值" }),
    from: optional(moment, {
      en: "when the span began; the moment at which it happened says when it ended",
      zh: "期间的起点；终点由发生时间说明",
      columns: ["起点", "开始时间"],
    }),
    readings: optional(readings, {
      en: "instead of all that: a file of a logger's readings, a line each: moment, degrees, as in 2027-03-01T08:30Z,4.5",
      zh: "或者：记录仪读数文件，每行一个：时刻,摄氏度，如 2027-03-01T08:30Z,4.5",
      excludes: ["lowest", "highest", "from", "occurredAt"],
    }),
  },
  example: `monitor ${PUMP} --lowest 18.5 --highest 24 --as keeper`,
});

export const maintain = entry("maintain", {
  does: { en: "record maintenance", zh: "记录维护" },
  who: duty("maintain", APPOINTED),
  by: ["code"],
  fields: {
    code: item,
    outcome: required(word(outcomes, outcomeName), { en: "what it found", zh: "结果" }),
    until: optional(moment, { en: "when the next maintenance is due", zh: "下次维护的日期" }),
  },
  example: `maintain ${PUMP} --outcome passed --until ${inDays(180)} --as technician`,
});

export const calibrate = entry("calibrate", {
  does: { en: "record a calibration", zh: "记录强检" },
  who: duty("maintain", APPOINTED),
  by: ["code"],
  fields: {
    code: item,
    result: required(word(calibrationResults, calibrationResultName), {
      en: "what it found; a failed one quarantines the item",
      zh: "结果；不合格则隔离该单件",
    }),
    until: optional(moment, {
      en: "the last second at which it holds; left out when it failed",
      zh: "有效期的最后一秒；不合格时不写",
    }),
  },
  example: `calibrate ${PUMP} --result passed --until ${inDays(300)} --as technician`,
});

export const reportFault = entry("reportFault", {
  does: { en: "report a fault", zh: "报修" },
  who: duty(["use", "keep"], CUSTODIAN),
  by: ["code"],
  fields: { code: item },
  example: `report-fault ${PUMP} --as nurse`,
});

export const repair = entry("repair", {
  does: { en: "record a repair", zh: "记录维修" },
  who: duty("maintain", APPOINTED),
  by: ["code"],
  fields: { code: item },
  example: `repair ${PUMP} --as technician`,
});

export const reinstate = entry("reinstate", {
  does: { en: "let a repaired item be used again", zh: "使已修复的单件恢复使用" },
  who: duty("release", { en: "the custodian; not who repaired it", zh: "保管方；不得是维修者" }),
  by: ["code"],
  fields: { code: item },
  example: `reinstate ${PUMP} --as head`,
});

export const requestScrap = entry("requestScrap", {
  does: { en: "request the scrapping of an item or a parcel", zh: "申请报废单件或分装" },
  who: duty("keep", { en: "the custodian, which owns it", zh: "保管方，且为所有方" }),
  by: ["code"],
  fields: { code },
  example: `request-scrap ${PUMP} --as keeper`,
});

export const approveScrap = entry("approveScrap", {
  does: { en: "approve a scrapping", zh: "批准报废" },
  who: duty("approve", DECIDER),
  by: ["code"],
  fields: { code },
  example: `approve-scrap ${PUMP} --as head`,
});

export const rejectScrap = entry("rejectScrap", {
  does: { en: "reject a scrapping", zh: "驳回报废" },
  who: duty("approve", DECIDER),
  by: ["code"],
  fields: { code },
  example: `reject-scrap ${PUMP} --as head`,
});

export const dispose = entry("dispose", {
  does: { en: "dispose of an item or a parcel: its end", zh: "处置单件或分装：其终点" },
  who: duty("dispose", { en: "the custodian; not who approved it", zh: "保管方；不得是批准者" }),
  by: ["code"],
  fields: { code, means: required(word(means, meansName), { en: "how", zh: "方式" }) },
  example: `dispose ${PUMP} --means medical-waste --as disposer`,
});

export const reportAdverseEvent = entry("reportAdverseEvent", {
  does: { en: "report an adverse event; no patient is named", zh: "报告不良事件；不写患者姓名" },
  who: duty(["use", "keep", "recall"], {
    en: "the custodian, the product's manufacturer or a regulator",
    zh: "保管方、生产企业或监管机构",
  }),
  by: ["code"],
  fields: { code, harm: required(word(harms, harmName), { en: "what it did", zh: "造成的后果" }) },
  example: `report-adverse-event ${PUMP} --harm malfunction --as nurse`,
});

export const reassign = entry("reassign", {
  does: { en: "name a new custodian and owner", zh: "改派保管方与所有方" },
  who: duty("approve", { en: "a regulator", zh: "监管机构" }),
  by: ["code"],
  fields: {
    code,
    custodian: required(organisation, { en: "the organisation that is to hold it", zh: "将保管它的机构" }),
    owner: optional(organisation, {
      en: "the one that is to own it; by default, the custodian",
      zh: "将拥有它的机构；默认为保管方",
    }),
  },
  example: `reassign ${PUMP} --custodian 5 --as officer`,
});
