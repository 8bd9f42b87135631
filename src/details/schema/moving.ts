import type { QuarantineReason } from "../../lifecycle/vocabulary.ts";
import {
  choice,
  conclusion,
  count,
  date,
  department,
  deviceNumber,
  group,
  list,
  moment,
  money,
  number,
  organisation,
  person,
  product,
  prose,
  quantity,
  type RecordFields,
  reason,
  text,
  transport,
  units,
  yesNo,
} from "./parts.ts";

const goods = { product, deviceNumber, ...units, quantity };
const condition = prose("condition", "现状");
const accessories = list("accessories", "附件", text("accessory", "附件名称"));
const place = text("place", "存放地点");

/**
 * What keeping and handing over are recorded with. Monitoring holds what the Good Supply Practice for drugs
 * (药品经营质量管理规范) asks of the cold chain: which logger, how often (at least every 30 minutes in storage, every 5 on
 * the way), what it read, and what was done about an excursion.
 */
export const moving = {
  store: {
    required: { place },
    optional: {
      ...goods,
      position: text("shelf or position", "货位"),
      condition,
      temperature: number("temperature, °C", "温度（℃）"),
      humidity: number("relative humidity, %", "相对湿度（%）"),
      storedBy: person("stored by", "入库人"),
    },
  },
  move: {
    required: { to: text("to", "转入地点") },
    optional: {
      ...goods,
      from: text("from", "转出地点"),
      department,
      reason,
      condition,
      accessories,
      movedOn: date("moved on", "转移日期"),
      handedOverBy: person("handed over by", "移交人"),
      receivedBy: person("received by", "接收人"),
    },
  },
  stocktake: {
    required: { counted: count("counted", "实盘数量") },
    optional: {
      ...goods,
      place,
      plan: text("stocktaking plan", "盘点计划编号"),
      countedOn: date("counted on", "盘点日期"),
      booked: count("booked", "账面数量"),
      difference: prose("why they differ", "差异原因"),
      handling: prose("what is done about it", "处理意见"),
      condition,
      countedBy: person("counted by", "盘点人"),
      witness: person("witness", "监盘人"),
    },
  },
  monitor: {
    required: { logger: text("logger's number", "温度记录仪编号") },
    optional: {
      ...goods,
      place,
      vehicle: text("vehicle", "车牌号、运输工具"),
      situation: choice("situation", "场景", { stored: "储存", moving: "运输" }),
      intervalMinutes: number("minutes between readings (30 stored, 5 moving)", "记录间隔（分钟：储存 30，运输 5）"),
      startedAt: moment("from", "开始时间"),
      endedAt: moment("until", "结束时间"),
      readings: count("readings", "记录条数", 1),
      lowest: number("lowest, °C", "最低温度（℃）"),
      highest: number("highest, °C", "最高温度（℃）"),
      mean: number("mean, °C", "平均温度（℃）"),
      humidityLowest: number("lowest relative humidity, %", "最低相对湿度（%）"),
      humidityHighest: number("highest relative humidity, %", "最高相对湿度（%）"),
      loggerCertificate: text("logger's calibration certificate", "记录仪校准证书编号"),
      loggerCalibratedUntil: date("logger calibrated until", "记录仪校准有效期至"),
      excursions: list(
        "excursions",
        "超温记录",
        group(
          "excursion",
          "超温",
          { startedAt: moment("from", "开始时间"), endedAt: moment("until", "结束时间") },
          {
            lowest: number("lowest, °C", "最低温度（℃）"),
            highest: number("highest, °C", "最高温度（℃）"),
            alarmAt: moment("alarm at", "报警时间"),
            cause: prose("cause", "原因"),
            measures: prose("what was done", "处置措施"),
          },
        ),
      ),
      monitoredBy: person("responsible", "责任人"),
    },
  },
  quarantine: {
    required: { reason: prose("reason", "隔离原因") },
    optional: {
      ...goods,
      cause: choice<QuarantineReason>("kind of reason", "原因类别", {
        suspected: "可疑",
        damaged: "损坏",
        documentsMissing: "资料不全",
        adverseEvent: "不良事件",
        other: "其他",
      }),
      place,
      marked: yesNo("set apart and marked", "已隔离并标识"),
      foundBy: person("found by", "发现人"),
      measures: prose("measures", "措施"),
    },
  },
  release: {
    required: { conclusion, releasedBy: person("released by", "放行人") },
    optional: {
      ...goods,
      investigation: prose("investigation", "调查情况"),
      testReport: text("test report", "检验报告书编号"),
      releasedOn: date("released on", "放行日期"),
    },
  },
  offer: {
    required: { purpose: prose("purpose", "移交目的") },
    optional: {
      ...goods,
      agreement: text("agreement", "协议编号"),
      to: organisation("to", "接收方"),
      condition,
      accessories,
      fee: money("fee or price", "费用、价款"),
      deposit: money("deposit", "押金"),
      dueBackOn: date("due back on", "归还日期"),
      disinfected: yesNo("cleaned and disinfected", "已清洁消毒"),
      transport: group("transport", "运输情况", {}, transport),
      handedOverBy: person("handed over by", "移交人"),
    },
  },
  sendBack: {
    required: { reason: prose("reason", "退回原因") },
    optional: {
      ...goods,
      to: organisation("to", "接收方"),
      recall: text("recall notice", "召回通知编号"),
      condition,
      accessories,
      disinfected: yesNo("cleaned and disinfected", "已清洁消毒"),
      returnNote: text("return note", "退货单号"),
      transport: group("transport", "运输情况", {}, transport),
      handedOverBy: person("handed over by", "移交人"),
    },
  },
  take: {
    required: { condition, receivedBy: person("received by", "接收人") },
    optional: {
      ...goods,
      receivedOn: date("received on", "接收日期"),
      accessories,
      differences: prose("differences found", "差异"),
      transport: group("transport", "运输情况", {}, transport),
    },
  },
  decline: { required: { reason }, optional: { ...goods, declinedBy: person("declined by", "经办人") } },
  withdraw: { required: { reason }, optional: { ...goods, withdrawnBy: person("withdrawn by", "经办人") } },
  reassign: {
    required: { reason, decision: text("decision's number", "决定文号") },
    optional: {
      ...goods,
      decidedOn: date("decided on", "决定日期"),
      basis: prose("legal basis", "法律依据"),
      custodian: organisation("new custodian", "新保管方"),
      owner: organisation("new owner", "新所有方"),
      decidedBy: person("decided by", "决定人"),
    },
  },
} as const satisfies Readonly<Record<string, RecordFields>>;
