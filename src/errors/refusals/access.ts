import { memberStatusName } from "../../lifecycle/names.ts";
import { dutiesInChinese, or, refusal, rolesInChinese, spoken } from "./refusal.ts";

/* Who may write, and for whom. */

/** Thrown when the council has paused the ledger. */
export class LedgerPaused extends refusal("LedgerPaused", () => ({
  en: "The ledger is paused.",
  zh: "账本已暂停。",
  hint: { en: "Ask the council when it runs again.", zh: "请向理事会询问何时恢复。" },
})) {}

/** Thrown when the account belongs to no member. */
export class UnknownAccount extends refusal("UnknownAccount", ({ account }) => ({
  en: `Account ${account} belongs to no member.`,
  zh: `账户 ${account} 不属于任何成员。`,
  hint: {
    en: "An administrator of the organisation adds members.",
    zh: "由机构的管理员用 `medtrace add-member` 添加成员。",
  },
})) {}

/** Thrown when the member is suspended or revoked, or the account was replaced by another. */
export class MemberNotActive extends refusal("MemberNotActive", ({ status, member }) => ({
  en: status === "replaced" ? `Member ${member} has another account now.` : `Member ${member} is ${spoken(status)}.`,
  zh: status === "replaced" ? `成员 ${member} 现在使用另一账户。` : `成员 ${member} ${memberStatusName(status).zh}。`,
  hint: {
    en: "Sign with the member's present account, or ask an administrator of the organisation.",
    zh: "请用该成员现在的账户签名，或询问机构的管理员。",
  },
})) {}

/** Thrown when the organisation is suspended. */
export class OrganisationSuspended extends refusal("OrganisationSuspended", ({ organisation }) => ({
  en: `Organisation ${organisation} is suspended.`,
  zh: `机构 ${organisation} 已被暂停。`,
  hint: { en: "Ask the council, which suspends and resumes.", zh: "请询问理事会：由其暂停与恢复。" },
})) {}

/** Thrown when the member holds none of the duties, one of which is needed. */
export class DutyMissing extends refusal("DutyMissing", ({ member, duties }) => ({
  en: `Member ${member} does not hold the duty ${or(duties)}.`,
  zh: `成员 ${member} 没有职责${dutiesInChinese(duties)}。`,
  hint: {
    en: "Sign as a member who holds it, or ask an administrator for `medtrace set-duties`.",
    zh: "请由具有该职责的成员签名，或请管理员用 `medtrace set-duties` 授予。",
  },
})) {}

/** Thrown when the step belongs to another organisation; `required` is 0 if there is none on the ledger. */
export class WrongOrganisation extends refusal("WrongOrganisation", ({ organisation, required }) => ({
  en:
    `The step is not organisation ${organisation}'s: ` +
    (required === 0 ? "the one it belongs to is not on the ledger." : `it belongs to organisation ${required}.`),
  zh: `该步骤不属于机构 ${organisation}：${required === 0 ? "所属机构不在账本上" : `属于机构 ${required}`}。`,
  hint: { en: "Sign as a member of the organisation that it belongs to.", zh: "请由其所属机构的成员签名。" },
})) {}

/** Thrown when an organisation acts on another's asset without its leave for that duty. */
export class NotAppointed extends refusal("NotAppointed", ({ custodian, provider, duties }) => ({
  en: `Organisation ${custodian} has not appointed organisation ${provider} to ${or(duties)}, or no longer.`,
  zh: `机构 ${custodian} 未委托机构 ${provider} 履行职责${dutiesInChinese(duties)}，或委托已终止。`,
  hint: {
    en: "An administrator of the custodian appoints providers.",
    zh: "由保管方的管理员用 `medtrace appoint` 委托。",
  },
})) {}

/** Thrown when the organisation has none of the roles, one of which is needed. */
export class RoleMissing extends refusal("RoleMissing", ({ organisation, roles }) => ({
  en: `Organisation ${organisation} is no ${or(roles)}.`,
  zh: `机构 ${organisation} 不是${rolesInChinese(roles)}。`,
  hint: {
    en: "The council gives roles when it admits an organisation; `medtrace org` shows them.",
    zh: "角色由理事会在接纳机构时授予；`medtrace org` 可查。",
  },
})) {}
