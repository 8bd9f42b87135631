import { memberStatusName } from "../../lifecycle/names.ts";
import { moment } from "../phrase.ts";
import { dutiesInChinese, or, refusal } from "./refusal.ts";

/* Organisations and members. */

/** Thrown when there is no such organisation. */
export class UnknownOrganisation extends refusal("UnknownOrganisation", ({ organisation }) => ({
  en: `There is no organisation ${organisation}.`,
  zh: `没有机构 ${organisation}。`,
  hint: { en: "`medtrace org` lists them.", zh: "`medtrace org` 列出全部机构。" },
})) {}

/** Thrown when the ledger can hold no further organisation. */
export class TooManyOrganisations extends refusal("TooManyOrganisations", ({ max }) => ({
  en: `The ledger holds at most ${max} organisations.`,
  zh: `账本至多容纳 ${max} 个机构。`,
  hint: { en: "A further organisation needs another ledger.", zh: "更多机构需要另一个账本。" },
})) {}

/** Thrown when a name is empty or over 96 bytes. */
export class InvalidName extends refusal("InvalidName", () => ({
  en: "A name must be 1 to 96 bytes of UTF-8.",
  zh: "名称须为 1 至 96 字节（UTF-8）。",
  hint: { en: "Give a shorter name, and not an empty one.", zh: "请给出更短且不为空的名称。" },
})) {}

/** Thrown when roles are empty or unknown. */
export class InvalidRoles extends refusal("InvalidRoles", () => ({
  en: "An organisation needs at least one known role.",
  zh: "机构至少需要一个已知的角色。",
  hint: {
    en: "A regulator has no other role but endorser; `medtrace help admit` lists them.",
    zh: "监管机构只可另兼背书机构；`medtrace help admit` 列出角色。",
  },
})) {}

/** Thrown when duties are none, or not `allowed` in an organisation of these roles. */
export class DutiesNotAllowed extends refusal("DutiesNotAllowed", ({ duties, allowed }) => ({
  en: `Of the duties ${or(duties)}, only these are possible here: ${or(allowed)}.`,
  zh: `职责${dutiesInChinese(duties)}中，此处只允许${dutiesInChinese(allowed)}。`,
  hint: {
    en: "The organisation's roles limit its duties; `medtrace org` shows them.",
    zh: "机构的角色限定其职责；`medtrace org` 可查。",
  },
})) {}

/** Thrown when an account is the zero address, or is or was a member's. */
export class AccountTaken extends refusal("AccountTaken", ({ account }) => ({
  en: `Account ${account} is or was a member's, or is nobody's.`,
  zh: `账户 ${account} 是或曾是某成员的，或不属于任何人。`,
  hint: { en: "Make a new key with `medtrace keys new`.", zh: "请用 `medtrace keys new` 创建新密钥。" },
})) {}

/** Thrown when an account's consent to become a member is brought after its last moment. */
export class ConsentExpired extends refusal("ConsentExpired", ({ account, until }) => ({
  en: `Account ${account} consented until ${moment(until)}.`,
  zh: `账户 ${account} 的同意书于 ${moment(until)} 失效。`,
  hint: { en: "Its holder signs a new consent.", zh: "请由其持有人用 `medtrace join` 重新出具。" },
})) {}

/** Thrown when an account did not sign that it consents to become a member of this organisation on this ledger. */
export class ConsentInvalid extends refusal("ConsentInvalid", ({ account, organisation }) => ({
  en: `Account ${account} did not consent to become a member of organisation ${organisation} here.`,
  zh: `账户 ${account} 未同意在此账本上成为机构 ${organisation} 的成员。`,
  hint: {
    en: "Its holder signs a consent to this organisation, on this ledger.",
    zh: "请由其持有人用 `medtrace join` 就本账本上的该机构出具同意书。",
  },
})) {}

/** Thrown when an organisation's administrators can add no further member, or nobody can (organisation 0). */
export class TooManyMembers extends refusal("TooManyMembers", ({ organisation, max }) => ({
  en:
    organisation === 0
      ? `The ledger can have no more than ${max} members.`
      : `Organisation ${organisation} can have no more than ${max} members.`,
  zh: organisation === 0 ? `本账本的成员不能多于 ${max} 名。` : `机构 ${organisation} 的成员不能多于 ${max} 名。`,
  hint: { en: "Numbers of revoked members are not given again.", zh: "已撤销成员的编号不再使用。" },
})) {}

/** Thrown when an administrator acts on a member who is not the organisation's, or is an administrator too. */
export class NotYourMember extends refusal("NotYourMember", ({ member, organisation }) => ({
  en: `Member ${member} is none whom an administrator of organisation ${organisation} manages.`,
  zh: `成员 ${member} 不由机构 ${organisation} 的管理员管理。`,
  hint: {
    en: "`medtrace member` says whose it is; the council manages administrators.",
    zh: "`medtrace member` 显示其所属机构；管理员由理事会管理。",
  },
})) {}

/** Thrown when a member would change the own membership. */
export class OwnMembership extends refusal("OwnMembership", ({ member }) => ({
  en: `Member ${member} cannot change the own membership.`,
  zh: `成员 ${member} 不能变更自己的成员身份。`,
  hint: { en: "Ask another administrator, or the council.", zh: "请由另一管理员或理事会办理。" },
})) {}

/** Thrown when a status cannot be given to a member: a revoked one stays revoked. */
export class InvalidMemberStatus extends refusal("InvalidMemberStatus", ({ member, from, to }) => ({
  en: `Member ${member} is ${from} and cannot become ${to}.`,
  zh: `成员 ${member} ${memberStatusName(from).zh}，不能变为${memberStatusName(to).zh}。`,
  hint: { en: "Who was revoked is added anew, with another account.", zh: "已撤销的，须以另一账户重新添加。" },
})) {}

/** Thrown when the council would leave the ledger without one. */
export class CouncilRequired extends refusal("CouncilRequired", () => ({
  en: "The ledger needs a council: hand it over instead.",
  zh: "账本须有理事会：请改为移交。",
  hint: { en: "Use `medtrace transfer-council`.", zh: "请用 `medtrace transfer-council`。" },
})) {}
