import type { Instruction, RecallLevel } from "../../lifecycle/vocabulary.ts";
import {
  choice,
  conclusion,
  count,
  date,
  deviceNumber,
  group,
  list,
  lot,
  maker,
  measurements,
  model,
  number,
  organisation,
  person,
  product,
  prose,
  quantity,
  type RecordFields,
  reason,
  registrationNumber,
  serial,
  text,
  units,
  where,
  yesNo,
} from "./parts.ts";

/** Within how many days whoever has the goods is told, by level. */
const noticeDays: readonly (readonly [RecallLevel, number])[] = [
  ["first", 1],
  ["second", 3],
  ["third", 7],
];

/**
 * What recalls are recorded with, after the Measures for the Administration of Medical Device Recalls
 * (医疗器械召回管理办法, order 29): the decision with its hazard assessment, level and notice (1, 3 or 7 days), the holders'
 * measures, and the report on how effective it was.
 */
export const recalls = {
  recall: {
    required: {
      reason: prose("defect and reason", "缺陷和召回原因"),
      hazard: prose("hazard assessment", "危害评估"),
      measures: prose("what holders must do", "召回措施"),
      level: choice<RecallLevel>("level", "召回级别", { first: "一级", second: "二级", third: "三级" }),
    },
    optional: {
      product,
      model,
      registrationNumber,
      maker,
      decision: text("decision's number", "召回决定文号"),
      decidedOn: date("decided on", "决定日期"),
      instruction: choice<Instruction>("instruction", "召回指令", {
        stop: "停止使用",
        inspect: "检查",
        correctOnSite: "现场整改",
        sendBack: "退回",
      }),
      initiative: choice("whose initiative", "召回类型", { voluntary: "主动召回", ordered: "责令召回" }),
      scope: prose("scope", "召回范围"),
      lots: list("lots", "涉及批号", lot),
      serials: list("serial numbers", "涉及序列号", serial),
      made: count("units made", "生产数量"),
      supplied: count("units supplied", "销售数量"),
      regions: list("regions", "涉及地区", text("region", "地区")),
      noticeDays: {
        ...count("days to tell holders (1, 3, 7 by level)", "通知时限（日：一级 1，二级 3，三级 7）", 1),
        maximum: 365,
      },
      notice: text("notice's number", "召回通知编号"),
      noticeOn: date("notice given on", "通知日期"),
      publishedAt: text("published at", "公告网址"),
      planUntil: date("to be done by", "计划完成日期"),
      reportedTo: organisation("reported to", "报告监管部门"),
      responsible: person("responsible", "召回负责人"),
    },
    conditions: noticeDays.map(([level, days]) =>
      where("level", [level], ["noticeDays"], { noticeDays: { const: days } }),
    ),
  },
  acknowledge: {
    required: { receivedOn: date("notice received on", "收到通知日期") },
    optional: {
      product,
      ...units,
      notice: text("notice's number", "召回通知编号"),
      stoppedOn: date("use stopped on", "停止使用日期"),
      held: count("units held", "库存数量"),
      used: count("units used", "已使用数量"),
      patientsTold: count("patients told", "已告知患者数"),
      measures: prose("measures planned", "拟采取措施"),
      acknowledgedBy: person("acknowledged by", "确认人"),
    },
  },
  remedy: {
    required: {
      measures: prose("what was done", "整改内容"),
      doneOn: date("done on", "整改日期"),
      doneBy: person("done by", "整改人"),
    },
    optional: {
      product,
      deviceNumber,
      ...units,
      quantity,
      notice: text("notice's number", "召回通知编号"),
      provider: organisation("service provider", "服务机构"),
      firmware: text("firmware now", "现软件版本"),
      measurements,
    },
  },
  confirmRemedy: {
    required: { conclusion, confirmedBy: person("confirmed by", "复核人") },
    optional: {
      product,
      deviceNumber,
      ...units,
      confirmedOn: date("confirmed on", "复核日期"),
      measurements,
    },
  },
  lift: {
    required: {
      conclusion: prose("conclusion of the effectiveness report", "召回效果评估结论"),
      evaluatedOn: date("evaluated on", "评估日期"),
      evaluatedBy: person("evaluated by", "评估人"),
    },
    optional: {
      product,
      maker,
      report: text("report's number", "召回总结评估报告编号"),
      reason,
      told: count("holders told", "已通知单位数"),
      answered: count("holders that answered", "已反馈单位数"),
      recovery: group(
        "what became of the goods",
        "召回产品处理",
        { affected: count("units affected", "应召回数量") },
        {
          returned: count("units sent back", "退回数量"),
          corrected: count("units corrected on site", "现场整改数量"),
          destroyed: count("units destroyed", "销毁数量"),
          used: count("units used before", "已使用数量"),
          missing: count("units not found", "未召回数量"),
          percent: { ...number("recovered, %", "召回率（%）"), minimum: 0, maximum: 100 },
        },
      ),
      events: count("adverse events", "相关不良事件数"),
      further: prose("measures that go on", "后续措施"),
      preventive: prose("corrective and preventive action", "纠正和预防措施"),
      reportedTo: organisation("reported to", "报告监管部门"),
      effective: yesNo("effective", "召回有效"),
    },
  },
} as const satisfies Readonly<Record<string, RecordFields>>;
