import type { Means } from "../../lifecycle/vocabulary.ts";
import {
  choice,
  count,
  date,
  department,
  deviceNumber,
  group,
  maker,
  meeting,
  model,
  money,
  number,
  organisation,
  person,
  product,
  prose,
  quantity,
  type RecordFields,
  reason,
  registrationNumber,
  startOfUse,
  text,
  units,
  where,
  yesNo,
} from "./parts.ts";

const goods = { model, registrationNumber, maker, ...units, deviceNumber, department, startOfUse };

const meansWords: Readonly<Record<Means, string>> = {
  destroyed: "销毁",
  medicalWaste: "按医疗废物处置",
  sold: "变卖",
  tradedIn: "以旧换新",
  donated: "捐赠",
  lost: "丢失",
};

const appraisal = group(
  "technical appraisal",
  "技术鉴定",
  { finding: prose("finding", "鉴定意见") },
  {
    appraisedOn: date("appraised on", "鉴定日期"),
    appraisedBy: person("appraised by", "鉴定人"),
    report: text("report number", "鉴定报告编号"),
    cause: choice("cause", "报废原因类别", {
      worn: "使用期满",
      beyondRepair: "无法修复",
      notWorthRepair: "无维修价值",
      unsafe: "性能不达标、存在安全隐患",
      obsolete: "淘汰",
      expired: "过期",
      damaged: "损坏、污染",
      recalled: "召回",
      lost: "丢失",
    }),
  },
);

/**
 * What scrapping is recorded with: reason, appraisal, means, who destroyed it, who witnessed it, when; and the
 * destruction of what may be used once only, which the Regulations on the Supervision and Administration of Medical
 * Devices (医疗器械监督管理条例, 2021) ask to be recorded. Public hospitals' approvals and valuations are those of the rules
 * on state-owned assets of public institutions.
 */
export const scrapping = {
  requestScrap: {
    required: { product, quantity, reason: prose("reason", "报废原因") },
    optional: {
      ...goods,
      appraisal,
      proposedMeans: choice<Means>("proposed means", "拟处置方式", meansWords),
      requestedOn: date("requested on", "申请日期"),
      requestedBy: person("requested by", "申请人"),
      originalValue: money("original value", "原值"),
      netValue: money("net value", "净值"),
      repairs: count("repairs so far", "累计维修次数"),
      repairCost: money("cost of repairs so far", "累计维修费用"),
      hoursInAll: number("hours in all", "累计使用时间（小时）"),
    },
  },
  approveScrap: {
    required: { opinion: prose("opinion", "审批意见") },
    optional: {
      means: choice<Means>("means", "批准处置方式", meansWords),
      decidedBy: person("decided by", "审批人"),
      decidedOn: date("decided on", "审批日期"),
      meeting,
      decision: text("decision of the authority for state assets", "国有资产处置批复文号"),
      valuation: money("valuation", "评估价值"),
      conditions: prose("conditions", "附加条件"),
    },
  },
  rejectScrap: {
    required: { reason },
    optional: { decidedBy: person("decided by", "审批人"), decidedOn: date("decided on", "审批日期"), meeting },
  },
  dispose: {
    required: {
      product,
      quantity,
      means: choice<Means>("means", "处置方式", meansWords),
      disposedOn: date("disposed of on", "处置日期"),
      disposedBy: person("disposed of by", "处置人"),
    },
    optional: {
      ...goods,
      reason: prose("reason", "报废原因"),
      appraisal,
      destroyedBy: organisation("destroyed by", "销毁单位"),
      destroyedOn: date("destroyed on", "销毁日期"),
      method: text("way of destruction", "销毁方法"),
      place: text("place of destruction", "销毁地点"),
      witness: person("witness", "监销人"),
      singleUse: group(
        "destruction after single use",
        "一次性使用医疗器械销毁",
        { destroyed: count("units destroyed", "销毁数量", 1) },
        { used: count("units used", "使用数量"), unusable: yesNo("made unusable before", "已毁形") },
      ),
      wasteManifest: text("medical waste manifest", "医疗废物转移联单编号"),
      recipient: organisation("recipient", "接收方、受让方"),
      contract: text("contract", "合同、协议编号"),
      proceeds: money("proceeds", "处置收入"),
      valuation: money("valuation", "评估价值"),
      dataErased: yesNo("data was erased", "数据已清除"),
      radioactive: yesNo("radioactive source was removed", "放射源已移除"),
      lossReport: text("report of the loss", "丢失报告编号"),
    },
    conditions: [
      where("means", ["destroyed"], ["destroyedBy", "destroyedOn", "witness"]),
      // The manifest (转移联单) has its own days and signatures: of handing over, carrying and burning.
      where("means", ["medicalWaste"], ["wasteManifest", "destroyedBy"]),
      where("means", ["sold", "tradedIn", "donated"], ["recipient"]),
      where("means", ["lost"], ["lossReport"]),
    ],
  },
} as const satisfies Readonly<Record<string, RecordFields>>;
