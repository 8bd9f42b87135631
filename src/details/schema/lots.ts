import {
  certificate,
  count,
  date,
  dosageForm,
  expiry,
  group,
  lot,
  maker,
  model,
  organisation,
  person,
  product,
  productionDate,
  prose,
  quantity,
  type RecordFields,
  reason,
  registrationNumber,
  sterilisationLot,
  storage,
  strength,
  supplier,
  text,
  unit,
  units,
} from "./parts.ts";

const made = { product, model, registrationNumber, maker, productionDate, expiry, sterilisationLot, storage, unit };

/**
 * What lots are recorded with: the release of a lot, after the Good Manufacturing Practices for devices and drugs
 * (医疗器械生产质量管理规范、药品生产质量管理规范), and what becomes of its parts and its expiry.
 */
export const lots = {
  commission: {
    required: { lot, quantity },
    optional: {
      ...made,
      site: organisation("production site", "生产地址"),
      strength,
      dosageForm,
      packSize: count("units in a pack", "包装规格（每包装数量）", 1),
      testReport: text("test report", "检验报告书编号"),
      release: text("release certificate", "放行单编号"),
      releasedOn: date("released on", "放行日期"),
      releasedBy: person("released by", "放行人"),
      sterilisation: group(
        "sterilisation",
        "灭菌",
        { method: text("method", "灭菌方式") },
        { sterilisedOn: date("sterilised on", "灭菌日期"), validUntil: date("sterile until", "灭菌有效期至") },
      ),
    },
  },
  declare: {
    required: { lot },
    optional: {
      ...made,
      quantity,
      supplier,
      certificate,
      declaredBy: person("declared by", "申报人"),
    },
  },
  split: {
    required: { quantity },
    optional: {
      product,
      ...units,
      reason,
      destination: text("for", "去向"),
      label: text("label of the part", "分装标签"),
      splitBy: person("split by", "拆分人"),
      checkedBy: person("checked by", "复核人"),
    },
  },
  redate: {
    required: { reason, expiry },
    optional: {
      product,
      lot,
      maker,
      expiryBefore: date("expiry before", "原有效期至"),
      study: text("stability study", "稳定性研究编号"),
      decision: text("decision's number", "批复文号"),
      basis: prose("legal basis", "法律依据"),
      decidedBy: person("decided by", "审批人"),
    },
  },
} as const satisfies Readonly<Record<string, RecordFields>>;
