import {
  choice,
  code,
  count,
  date,
  dosageForm,
  kind,
  list,
  maker,
  model,
  number,
  organisation,
  person,
  product,
  prose,
  type RecordFields,
  reason,
  registrationNumber,
  storage,
  strength,
  text,
  yesNo,
} from "./parts.ts";

const decision = {
  decision: text("decision's number", "批复文号"),
  decidedOn: date("decided on", "决定日期"),
  decidedBy: person("decided by", "决定人"),
  basis: prose("legal basis", "法律依据"),
};

/**
 * What products and corrections are recorded with: what a registration certificate (注册证) says, after the Measures for
 * the Registration and Filing of Medical Devices (医疗器械注册与备案管理办法, 2021), and why a regulator prescribed something.
 */
const registration = {
  required: { product, registrationNumber, maker },
  optional: {
    kind,
    code,
    model,
    riskClass: choice("risk class", "管理类别", { "1": "一类", "2": "二类", "3": "三类" }),
    category: text("classification code", "分类编码"),
    composition: prose("structure and composition", "结构及组成、成分"),
    intendedUse: prose("intended use", "适用范围、适应症"),
    strength,
    dosageForm,
    drugCode: text("national drug code", "国家药品代码"),
    insuranceCode: text("insurance code", "医保编码"),
    authority: organisation("issued by", "审批部门"),
    agent: organisation("agent", "代理人"),
    approvedOn: date("approved on", "批准日期"),
    validFrom: date("valid from", "生效日期"),
    validUntil: date("valid until", "有效期至"),
    requirements: text("technical requirements", "产品技术要求编号"),
    shelfLifeMonths: count("shelf life, months", "有效期、使用期限（月）", 1),
    singleUse: yesNo("single use", "一次性使用"),
    sterile: yesNo("sterile", "无菌"),
    implantable: yesNo("implantable", "植入"),
    storage,
  },
} satisfies RecordFields;

export const products = {
  register: registration,
  amend: registration,
  renew: {
    required: { registrationNumber },
    optional: {
      product,
      maker,
      reason,
      validUntil: date("valid until", "有效期至"),
      changes: list("changes", "变更内容", prose("change", "变更项")),
      ...decision,
    },
  },
  prescribe: {
    required: { reason },
    optional: {
      product,
      registrationNumber,
      witnessed: yesNo("a witness at each acceptance", "双人验收"),
      calibrationDays: count("days a calibration holds", "检定周期（日）"),
      lowest: number("lowest temperature, °C", "最低储存温度（℃）"),
      highest: number("highest temperature, °C", "最高储存温度（℃）"),
      ...decision,
    },
  },
  correct: {
    required: { reason: prose("what was wrong, and why", "更正原因") },
    optional: {
      before: prose("as recorded", "原记录"),
      after: prose("as it should be", "更正为"),
      requestedBy: person("requested by", "申请人"),
      approvedBy: person("approved by", "批准人"),
    },
  },
} as const satisfies Readonly<Record<string, RecordFields>>;
