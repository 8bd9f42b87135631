import { NO_EXPIRY } from "../history/facts.ts";
import type {
  ApprovalRule,
  Approvals,
  Medtrace,
  Member,
  OpenRecall,
  Organisation,
  OrganisationInFull,
  Product,
  Shown,
  ShownAsset,
  ShownBatch,
  ShownRequisition,
} from "../index.ts";
import {
  dutyName,
  memberStatusName,
  type Phrase,
  productKindName,
  roleName,
  stateName,
  termsName,
  trackingName,
} from "../lifecycle/names.ts";
import { productKinds, terms } from "../lifecycle/vocabulary.ts";
import type { Say } from "./language.ts";
import { day, nameOf, oneLine, recallText, units } from "./print.ts";
import { table } from "./table.ts";

/** A line: what it is, and its value; left out where there is none. */
type Line = readonly [Phrase, string | undefined];

function lines(say: Say, title: string, all: readonly Line[]): string {
  const said = all.flatMap(([what, value]) => (value === undefined ? [] : [[say(what), oneLine(value)]]));
  return [title, table(said)].join("\n");
}

const listed = (say: Say, phrases: readonly Phrase[]): string =>
  phrases.map(say).join(say({ en: ", ", zh: "、" })) || say({ en: "none", zh: "无" });
const yesOrNo = (say: Say, is: boolean): string => say(is ? { en: "yes", zh: "是" } : { en: "no", zh: "否" });
const moment = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
const asOfLine = (say: Say, { block, time }: Shown["asOf"]): Line => [
  { en: "as of", zh: "截至" },
  say({ en: `block ${block}, ${moment(time)}`, zh: `区块 ${block}，${moment(time)}` }),
];

/** All organisations, a line each. */
export function printOrganisations(say: Say, organisations: readonly Organisation[]): string {
  const head = [
    { en: "number", zh: "编号" },
    { en: "name 机构", zh: "机构" },
    { en: "roles 角色", zh: "角色" },
    { en: "", zh: "" },
  ];
  const rows = organisations.map((one) => [
    `${one.organisation}`,
    oneLine(one.name ?? "–"),
    listed(say, one.roles.map(roleName)),
    one.suspended ? say({ en: "suspended", zh: "已暂停" }) : "",
  ]);
  return table([head.map(say), ...rows]);
}

/** An organisation, and its members. */
export async function printOrganisation(
  m: Medtrace,
  say: Say,
  { organisation, name, roles, suspended, onboardingUntil, policy, appointments }: OrganisationInFull,
  members: readonly Member[],
): Promise<string> {
  const outside = policy.outsideApprover === undefined ? undefined : await nameOf(m, say, policy.outsideApprover);
  const appointed = await Promise.all(
    appointments.map(async ({ provider, duties, until }) => {
      const [who, what] = [await nameOf(m, say, provider), listed(say, duties.map(dutyName))];
      return say({ en: `${who}: ${what}, until ${day(until)}`, zh: `${who}：${what}，至 ${day(until)}` });
    }),
  );
  const none = say({ en: "one approval everywhere", zh: "均为一次审批" });
  return [
    lines(say, oneLine(name ?? say({ en: `organisation ${organisation}`, zh: `机构 ${organisation}` })), [
      [{ en: "number", zh: "编号" }, `${organisation}`],
      [{ en: "roles 角色", zh: "角色" }, listed(say, roles.map(roleName))],
      [{ en: "suspended", zh: "已暂停" }, yesOrNo(say, suspended)],
      [
        { en: "enrols existing stock 存量登记", zh: "存量登记" },
        onboardingUntil === undefined
          ? say({ en: "no", zh: "否" })
          : say({ en: `until ${moment(onboardingUntil)}`, zh: `至 ${moment(onboardingUntil)}` }),
      ],
      [{ en: "policy 审批规则", zh: "审批规则" }, rulesText(say, policy.rules) || none],
      [{ en: "floor 监管底线", zh: "监管底线" }, rulesText(say, policy.floor) || none],
      [{ en: "outside approver", zh: "外部审批方" }, outside],
      [{ en: "urgent orders 紧急采购", zh: "紧急采购" }, yesOrNo(say, policy.urgent)],
      [{ en: "appointed 委托", zh: "委托" }, appointed.join("; ") || undefined],
    ]),
    "",
    await printMembers(m, say, members, false),
  ].join("\n");
}

function rulesText(say: Say, rules: readonly ApprovalRule[]): string {
  return rules
    .map(({ purpose, kind, riskClass, approvals, outside }) => {
      const goods = productKindName(productKinds.indexOf(kind));
      const what = purpose === "buy" ? { en: "buy", zh: "采购" } : { en: "scrap", zh: "报废" };
      return say({
        en: `${what.en} ${goods.en} of class ${riskClass}: ${approvals}${outside ? ", one outside" : ""}`,
        zh: `${what.zh}${riskClass} 类${goods.zh}：${approvals} 次${outside ? "，其中一次由外部" : ""}`,
      });
    })
    .join("; ");
}

/** Members, a line each. */
export async function printMembers(
  m: Medtrace,
  say: Say,
  members: readonly Member[],
  withOrganisation = true,
): Promise<string> {
  if (members.length === 0) return say({ en: "no members", zh: "没有成员" });
  const head = [
    { en: "member 成员", zh: "成员" },
    ...(withOrganisation ? [{ en: "organisation 机构", zh: "机构" }] : []),
    { en: "duties 职责", zh: "职责" },
    { en: "status", zh: "状态" },
    { en: "account 账户", zh: "账户" },
  ];
  const rows = await Promise.all(
    members.map(async ({ member, organisation, duties, status, account }) => [
      `${member}`,
      ...(withOrganisation ? [await nameOf(m, say, organisation)] : []),
      listed(say, duties.map(dutyName)),
      say(memberStatusName(status)),
      account,
    ]),
  );
  return table([head.map(say), ...rows]);
}

/** One member. */
export async function printMember(m: Medtrace, say: Say, one: Member): Promise<string> {
  const { member, organisation, duties, status, account } = one;
  return lines(say, say({ en: `member ${member}`, zh: `成员 ${member}` }), [
    [{ en: "account 账户", zh: "账户" }, account],
    [{ en: "organisation 机构", zh: "机构" }, `${await nameOf(m, say, organisation)} (${organisation})`],
    [{ en: "duties 职责", zh: "职责" }, listed(say, duties.map(dutyName))],
    [{ en: "status", zh: "状态" }, say(memberStatusName(status))],
  ]);
}

/** A product. */
export async function printProduct(m: Medtrace, say: Say, product: Product): Promise<string> {
  const { care, tracking, unitsPerPack, registeredFrom, registeredUntil, manufacturer, recall, asOf } = product;
  const { calibrationInterval: days, limits } = care;
  return lines(say, product.code ?? product.subject, [
    [{ en: "name 通用名", zh: "通用名" }, product.name],
    [{ en: "kind", zh: "类别" }, say(productKindName(productKinds.indexOf(product.kind)))],
    [{ en: "risk class", zh: "风险类别" }, `${product.riskClass}`],
    [{ en: "single use", zh: "一次性使用" }, yesOrNo(say, product.singleUse)],
    [{ en: "tracked by 追溯方式", zh: "追溯方式" }, say(trackingName(tracking))],
    [{ en: "units a pack", zh: "每包装最小单位" }, tracking === "lot" ? `${unitsPerPack}` : undefined],
    [
      { en: "manufacturer 生产企业", zh: "生产企业" },
      manufacturer === undefined
        ? say({ en: "not on the ledger", zh: "不在账本上" })
        : await nameOf(m, say, manufacturer),
    ],
    [{ en: "registered 注册", zh: "注册" }, `${day(registeredFrom)} – ${day(registeredUntil)}`],
    [{ en: "witnessed 双人验收", zh: "双人验收" }, yesOrNo(say, care.witnessed)],
    [
      { en: "calibration 强检", zh: "强检" },
      days === undefined
        ? say({ en: "not needed", zh: "不需要" })
        : say({ en: `every ${days} days`, zh: `每 ${days} 天` }),
    ],
    [
      { en: "temperature", zh: "温度" },
      limits === undefined
        ? undefined
        : say({ en: `${limits.lowest} to ${limits.highest} °C`, zh: `${limits.lowest} 至 ${limits.highest} °C` }),
    ],
    [{ en: "recall 召回", zh: "召回" }, await recallsText(m, say, recall === undefined ? [] : [recall])],
    asOfLine(say, asOf),
  ]);
}

async function recallsText(m: Medtrace, say: Say, recalls: readonly OpenRecall[]): Promise<string> {
  const remedied = say({ en: ", remedied 已整改", zh: "，已整改" });
  const texts = await Promise.all(
    recalls.map(async (recall) => `${await recallText(m, say, recall)}${recall.remedied ? remedied : ""}`),
  );
  return texts.join("; ") || say({ en: "none open", zh: "无未解除的召回" });
}

/** What stands of a subject. */
export async function printShown(m: Medtrace, say: Say, shown: Shown): Promise<string> {
  switch (shown.kind) {
    case "item":
    case "parcel":
      return printAsset(m, say, shown);
    case "batch":
      return printBatch(m, say, shown);
    case "product":
      return printProduct(m, say, shown.product);
    case "requisition":
      return printRequisition(m, say, shown);
  }
}

async function printAsset(m: Medtrace, say: Say, shown: ShownAsset): Promise<string> {
  const { kind, place, transit, packs, owed, approvals, calibratedUntil } = shown;
  const name = async (organisation: number | undefined) =>
    organisation === undefined ? undefined : nameOf(m, say, organisation);
  const isParcel = kind === "parcel";
  const quarantined = shown.quarantined ? say({ en: ", quarantined 隔离", zh: "，隔离中" }) : "";
  const to = (await name(transit?.to)) ?? say({ en: "unknown", zh: "不详" });
  const until = transit?.until === undefined ? "" : moment(transit.until);
  return lines(say, shown.code ?? shown.subject, [
    [{ en: "kind", zh: "种类" }, say(isParcel ? { en: "parcel 分装", zh: "分装" } : { en: "item 单件", zh: "单件" })],
    [{ en: "product 产品", zh: "产品" }, named(shown.productName, shown.product)],
    [{ en: "batch 批次", zh: "批次" }, shown.batch],
    [{ en: "state 状态", zh: "状态" }, `${say(stateName(shown.state))}${quarantined}`],
    [
      { en: "on its way to", zh: "运往" },
      transit === undefined
        ? undefined
        : until === ""
          ? to
          : say({ en: `${to}, to be taken until ${until}`, zh: `${to}，接收期限 ${until}` }),
    ],
    [
      { en: "offered 移交条件", zh: "移交条件" },
      transit?.terms === undefined ? undefined : say(termsName(terms.indexOf(transit.terms))),
    ],
    [{ en: "custodian 保管方", zh: "保管方" }, await name(shown.custodian)],
    [{ en: "owner 所有方", zh: "所有方" }, await name(shown.owner)],
    [
      { en: "terms 条件", zh: "条件" },
      shown.terms === undefined ? undefined : say(termsName(terms.indexOf(shown.terms))),
    ],
    [
      { en: "place 地点", zh: "地点" },
      place === undefined
        ? undefined
        : (place.name ?? say({ en: `place ${place.number}`, zh: `地点 ${place.number}` })),
    ],
    [{ en: "holds 数量", zh: "数量" }, isParcel ? units(say, shown.quantity) : undefined],
    [{ en: "packs", zh: "包装" }, packs === undefined ? undefined : `${packs.first}–${packs.end - 1}`],
    [{ en: "expires 效期", zh: "效期" }, expiryText(say, shown.expiry)],
    [
      { en: "calibrated 强检", zh: "强检" },
      calibratedUntil === undefined
        ? undefined
        : say({ en: `until ${moment(calibratedUntil)}`, zh: `至 ${moment(calibratedUntil)}` }),
    ],
    [
      { en: "not settled 未结算", zh: "未结算" },
      owed === undefined ? undefined : `${units(say, owed.quantity)}, ${await nameOf(m, say, owed.consignor)}`,
    ],
    [{ en: "approvals 审批", zh: "审批" }, await approvalsText(m, say, approvals)],
    [{ en: "recalls 召回", zh: "召回" }, await recallsText(m, say, shown.recalls)],
    [{ en: "requisition 采购申请", zh: "采购申请" }, shown.requisition],
    [{ en: "id", zh: "标识" }, shown.code === undefined ? undefined : shown.subject],
    asOfLine(say, shown.asOf),
  ]);
}

async function printBatch(m: Medtrace, say: Say, shown: ShownBatch): Promise<string> {
  const isAnnounced = shown.state === "announced";
  return lines(say, shown.code ?? shown.subject, [
    [{ en: "kind", zh: "种类" }, say({ en: "batch 批次", zh: "批次" })],
    [{ en: "product 产品", zh: "产品" }, shown.productName],
    [{ en: "state 状态", zh: "状态" }, say(stateName(shown.state))],
    [{ en: "expires 效期", zh: "效期" }, isAnnounced ? undefined : expiryText(say, shown.expiry)],
    [{ en: "entered 入账数量", zh: "入账数量" }, units(say, shown.quantity)],
    [{ en: "root of its packs' codes", zh: "包装码树根" }, shown.packsRoot],
    [{ en: "recalls 召回", zh: "召回" }, await recallsText(m, say, shown.recalls)],
    [{ en: "id", zh: "标识" }, shown.subject],
    asOfLine(say, shown.asOf),
  ]);
}

async function printRequisition(m: Medtrace, say: Say, shown: ShownRequisition): Promise<string> {
  const { reference, organisation, supplier, consignee, quantity, accepted, underway, buyer } = shown;
  const isOrdered = buyer !== undefined;
  const absent = say({ en: "not on the ledger", zh: "不在账本上" });
  const member = (number: number) => say({ en: `member ${number}`, zh: `成员 ${number}` });
  const title = `${reference ?? shown.subject} · ${await nameOf(m, say, organisation)}`;
  return lines(say, oneLine(title), [
    [{ en: "kind", zh: "种类" }, say({ en: "requisition 采购申请", zh: "采购申请" })],
    [
      { en: "state 状态", zh: "状态" },
      `${say(stateName(shown.state))}${shown.urgent ? say({ en: ", urgent 紧急", zh: "，紧急" }) : ""}`,
    ],
    [{ en: "product 产品", zh: "产品" }, named(shown.productName, shown.product)],
    [{ en: "applied for 申请数量", zh: "申请数量" }, units(say, quantity)],
    [{ en: "accepted 已验收", zh: "已验收" }, isOrdered ? units(say, accepted) : undefined],
    [{ en: "underway 在途", zh: "在途" }, underway === 0n ? undefined : units(say, underway)],
    [{ en: "approved 已批准", zh: "已批准" }, yesOrNo(say, shown.approved)],
    [{ en: "approvals 审批", zh: "审批" }, await approvalsText(m, say, shown.approvals)],
    [{ en: "applicant", zh: "申请人" }, member(shown.applicant)],
    [{ en: "buyer", zh: "采购人" }, isOrdered ? member(buyer) : undefined],
    [
      { en: "supplier 供应商", zh: "供应商" },
      isOrdered ? (supplier === undefined ? absent : await nameOf(m, say, supplier)) : undefined,
    ],
    [{ en: "consignee 收货方", zh: "收货方" }, consignee === undefined ? undefined : await nameOf(m, say, consignee)],
    [{ en: "id", zh: "标识" }, shown.subject],
    asOfLine(say, shown.asOf),
  ]);
}

/** What people call it, and its code. */
function named(name: string | undefined, code: string | undefined): string | undefined {
  return [name, code].filter((one) => one !== undefined).join(" · ") || undefined;
}

function expiryText(say: Say, expiry: number | undefined): string | undefined {
  if (expiry === undefined) return undefined;
  return expiry === NO_EXPIRY ? say({ en: "never", zh: "无期限" }) : moment(expiry);
}

async function approvalsText(m: Medtrace, say: Say, approvals: Approvals | undefined): Promise<string | undefined> {
  if (approvals === undefined) return undefined;
  const { needed, given, outside } = approvals;
  const counted = say({ en: `${given.length} of ${needed}`, zh: `${given.length}/${needed}` });
  if (outside === undefined || outside.given) return counted;
  const who = await nameOf(m, say, outside.organisation);
  return say({ en: `${counted}, one reserved to ${who}`, zh: `${counted}，其中一次保留给${who}` });
}
