import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { dutyName, memberStatusName } from "../lifecycle/names.ts";
import { duties, memberStatuses } from "../lifecycle/vocabulary.ts";
import type { ApprovalRule } from "./approvals.ts";
import { floorRules, rules } from "./compounds.ts";
import { inDays } from "./examples.ts";
import { consent } from "./fields.ts";
import { flag, member, moment, name, optional, organisation, required, word, words } from "./kinds.ts";
import { duty, verb } from "./verb.ts";

const OWN = duty("administer", { en: "the own organisation", zh: "本机构" });
const someone = required(member, { en: "the member's number", zh: "成员编号" });
const tasks = words(duties, (at) => dutyName(duties[at] ?? "apply"));

export const addMember = verb("addMember", {
  called: "添加成员",
  does: { en: "add a member", zh: "添加成员" },
  who: OWN,
  by: ["consent"],
  fields: {
    consent,
    duties: required(tasks, {
      en: "what the member may do, with commas between them",
      zh: "该成员可做什么，以逗号分隔",
    }),
  },
  example: "add-member consent.json --duties use,keep --as hospitalAdministrator",
});

export const setDuties = verb("setDuties", {
  called: "设定职责",
  does: { en: "set what another member may do", zh: "设定另一成员的职责" },
  who: OWN,
  by: ["member"],
  fields: {
    member: someone,
    duties: required(tasks, {
      en: "all duties from now on, with commas between them",
      zh: "今后的全部职责，以逗号分隔",
    }),
  },
  example: "set-duties 12 --duties use,keep --as hospitalAdministrator",
});

const settable = memberStatuses.filter((status) => status !== "none" && status !== "replaced");

export const setMemberStatus = verb("setMemberStatus", {
  called: "设定成员状态",
  does: { en: "suspend, resume or revoke a member; revoking is for ever", zh: "暂停、恢复或撤销成员；撤销不可恢复" },
  who: {
    duties: ["administer"],
    en: "Duty administer, of members who are no administrators; of those, the council",
    zh: "职责“管理”，针对非管理员的成员；管理员由理事会处理",
  },
  by: ["member", "status"],
  fields: {
    member: someone,
    status: required(
      word(settable, (at) => memberStatusName(settable[at] ?? "active")),
      { en: "what the member is from now on", zh: "该成员今后的状态" },
    ),
  },
  example: "set-member-status 12 suspended --as hospitalAdministrator",
});

export const replaceAccount = verb("replaceAccount", {
  called: "更换账户",
  does: { en: "give a member a new account, after a key was lost", zh: "密钥遗失后为成员更换账户" },
  who: {
    duties: ["administer"],
    en: "Duty administer, of members who are no administrators",
    zh: "职责“管理”，针对非管理员的成员",
  },
  by: ["member", "consent"],
  fields: { member: someone, consent },
  example: "replace-account 12 consent.json --as hospitalAdministrator",
});

export const appoint = verb("appoint", {
  called: "委托",
  does: { en: "let another organisation act on the own assets", zh: "委托另一机构对本机构的资产操作" },
  who: OWN,
  by: ["provider"],
  fields: {
    provider: required(organisation, { en: "the other organisation's number", zh: "另一机构的编号" }),
    duties: optional(tasks, {
      en: "what its members may do, with commas between them; none ends the appointment",
      zh: "其成员可做什么，以逗号分隔；不写则终止委托",
    }),
    until: optional(moment, { en: "until when; left out when there are no duties", zh: "至何时；没有职责时不写" }),
  },
  example: `appoint 3 --duties maintain --until ${inDays(365)} --as hospitalAdministrator`,
});

const RULES = {
  en: "how many approvals (1 to 3) for buy or scrap, kind and risk class, as in buy,device,3,2; can be given again",
  zh: "采购（buy）或报废（scrap）、类别、风险类别、审批次数（1 至 3），如 buy,device,3,2；可多次给出",
};
/** Each rule is typed by itself; to end all is said. */
const typedRules = {
  rule: optional(rules, { ...RULES, excludes: ["none"] }),
  none: optional(flag, {
    en: "no rules: one approval is enough everywhere",
    zh: "不设规则：一律一次审批即可",
  }),
} as const;

/** What was set before is replaced, so that nobody ends it by leaving something out. */
function rulesOf(given: readonly ApprovalRule[] | undefined, ended: boolean | undefined): readonly ApprovalRule[] {
  if (given === undefined && ended !== true) throw new InvalidInput("rule", "", rule(must.givenOrNone));
  return given ?? [];
}

export const setPolicy = verb("setPolicy", {
  called: "设定审批规则",
  does: {
    en: "set how the own organisation decides on buying and scrapping, replacing what was set",
    zh: "设定本机构采购与报废的审批规则，取代原有规则",
  },
  who: OWN,
  fields: {
    rules: required(rules, RULES),
    outsideApprover: optional(organisation, {
      en: "whom approvals are reserved to where a rule ends in ,outside",
      zh: "规则以 ,outside 结尾时，保留的审批属于哪个机构",
    }),
    urgent: optional(flag, { en: "members may apply urgently", zh: "允许紧急采购" }),
  },
  typed: {
    without: ["rules"],
    with: typedRules,
    parameters: ({ rule, none, ...rest }) => ({ ...rest, rules: rulesOf(rule, none) }),
  },
  example: "set-policy --rule buy,device,3,2,outside --outside-approver 4 --urgent --as hospitalAdministrator",
});

export const setFloor = verb("setFloor", {
  called: "设定审批底线",
  does: {
    en: "set how many approvals every organisation's decisions need at least, replacing what was set",
    zh: "设定所有机构的决定至少需要几次审批，取代原有底线",
  },
  who: duty("approve", { en: "a regulator", zh: "监管机构" }),
  fields: { rules: required(floorRules, RULES) },
  typed: { without: ["rules"], with: typedRules, parameters: ({ rule, none }) => ({ rules: rulesOf(rule, none) }) },
  example: "set-floor --rule buy,device,3,2 --rule scrap,device,3,2 --as officer",
});

export const namePlace = verb("namePlace", {
  called: "登记地点",
  does: { en: "make a place's name known, so that entries can be read by it", zh: "登记地点名称，使记录可读" },
  who: { duties: ["use", "keep"], en: "Duty use or keep", zh: "职责“使用”或“保管”" },
  by: ["name"],
  fields: {
    name: required(name, { en: "the place's name, 1 to 96 bytes of UTF-8", zh: "地点名称，1 至 96 字节（UTF-8）" }),
  },
  example: 'name-place "ICU-4" --as keeper',
});
