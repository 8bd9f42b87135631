import { actionName, memberStatusName } from "../../lifecycle/names.ts";
import type { Explanations } from "./catalogue.ts";
import { day, duties, moment, roles } from "./words.ts";

const another = {
  en: "Ask another member who holds the duty; `medtrace member --organisation N` lists them.",
  zh: "请由具有该职责的另一成员办理；`medtrace member --organisation N` 列出成员。",
};

/** Who may write, for whom, and who decides. */
export const people: Explanations<
  | "LedgerPaused"
  | "UnknownAccount"
  | "MemberNotActive"
  | "OrganisationSuspended"
  | "DutyMissing"
  | "WrongOrganisation"
  | "NotAppointed"
  | "RoleMissing"
  | "OwnRequisition"
  | "OwnPurchase"
  | "OwnWork"
  | "AlreadyApproved"
  | "ApprovalReserved"
  | "InvalidPolicy"
  | "UrgencyNotAllowed"
  | "OnboardingOver"
  | "UnknownOrganisation"
  | "TooManyOrganisations"
  | "InvalidName"
  | "InvalidRoles"
  | "DutiesNotAllowed"
  | "AccountTaken"
  | "ApproverSupplies"
  | "ConsentExpired"
  | "ConsentInvalid"
  | "TooManyMembers"
  | "NotYourMember"
  | "OwnMembership"
  | "InvalidMemberStatus"
  | "CouncilRequired"
  | "OwnableUnauthorizedAccount"
  | "OwnableInvalidOwner"
  | "FailedCall"
  | "AddressEmptyCode"
> = {
  LedgerPaused: {
    zh: () => "账本已暂停。",
    hint: { en: "Ask the council when it runs again.", zh: "请向理事会询问何时恢复。" },
  },
  UnknownAccount: {
    zh: ({ account }) => `账户 ${account} 不属于任何成员。`,
    hint: {
      en: "An administrator of the organisation adds members.",
      zh: "由机构的管理员用 `medtrace add-member` 添加成员。",
    },
  },
  MemberNotActive: {
    zh: ({ member, status }) =>
      status === "replaced" ? `成员 ${member} 现在使用另一账户。` : `成员 ${member} ${memberStatusName(status).zh}。`,
    hint: {
      en: "Sign with the member's present account, or ask an administrator of the organisation.",
      zh: "请用该成员现在的账户签名，或询问机构的管理员。",
    },
  },
  OrganisationSuspended: {
    zh: ({ organisation }) => `机构 ${organisation} 已被暂停。`,
    hint: { en: "Ask the council, which suspends and resumes.", zh: "请询问理事会：由其暂停与恢复。" },
  },
  DutyMissing: {
    zh: ({ member, duties: needed }) => `成员 ${member} 没有职责${duties(needed)}。`,
    hint: {
      en: "Sign as a member who holds it, or ask an administrator for `medtrace set-duties`.",
      zh: "请由具有该职责的成员签名，或请管理员用 `medtrace set-duties` 授予。",
    },
  },
  WrongOrganisation: {
    zh: ({ organisation, required }) =>
      `该步骤不属于机构 ${organisation}：${required === 0 ? "所属机构不在账本上" : `属于机构 ${required}`}。`,
    hint: {
      en: "Sign as a member of the organisation that it belongs to.",
      zh: "请由其所属机构的成员签名。",
    },
  },
  NotAppointed: {
    zh: ({ provider, custodian, duties: needed }) =>
      `机构 ${custodian} 未委托机构 ${provider} 履行职责${duties(needed)}，或委托已终止。`,
    hint: {
      en: "An administrator of the custodian appoints providers.",
      zh: "由保管方的管理员用 `medtrace appoint` 委托。",
    },
  },
  RoleMissing: {
    zh: ({ organisation, roles: needed }) => `机构 ${organisation} 不是${roles(needed)}。`,
    hint: {
      en: "The council gives roles when it admits an organisation; `medtrace org` shows them.",
      zh: "角色由理事会在接纳机构时授予；`medtrace org` 可查。",
    },
  },
  OwnRequisition: {
    zh: ({ member }) => `该申请由成员 ${member} 提出；须由具有职责“审批”的另一成员决定。`,
    hint: another,
  },
  OwnPurchase: {
    zh: ({ member }) => `该订单由成员 ${member} 下达；须由具有职责“验收”的另一成员验收。`,
    hint: another,
  },
  OwnWork: {
    zh: ({ member, action }) => `成员 ${member} 签署了“${actionName(action).zh}”所要核查的步骤；须由另一成员办理。`,
    hint: another,
  },
  AlreadyApproved: {
    zh: ({ member }) => `成员 ${member} 已经批准过；须由另一成员批准。`,
    hint: another,
  },
  ApprovalReserved: {
    zh: ({ organisation }) => `有且仅有一次审批保留给机构 ${organisation}。`,
    hint: {
      en: "`medtrace show` says which approvals are missing; a member of that organisation gives its own.",
      zh: "`medtrace show` 显示还缺哪些审批；保留的一次由该机构的成员批准。",
    },
  },
  InvalidPolicy: {
    zh: ({ approvals }) => `审批规则 ${approvals} 含未知的位，或将审批保留给不存在的机构。`,
    hint: { en: "Name the outside approver with --outside-approver.", zh: "请用 --outside-approver 指明外部审批方。" },
  },
  UrgencyNotAllowed: {
    zh: ({ organisation }) => `机构 ${organisation} 的规则不允许紧急采购。`,
    hint: {
      en: "Apply without --urgent, or ask an administrator for `medtrace set-policy --urgent`.",
      zh: "请不用 --urgent 申请，或请管理员用 `medtrace set-policy --urgent` 允许。",
    },
  },
  OnboardingOver: {
    zh: ({ organisation, until }) =>
      until === 0
        ? `理事会未给机构 ${organisation} 登记存量的期限。`
        : `机构 ${organisation} 登记存量的期限至 ${day(until)}。`,
    hint: { en: "The council gives the date.", zh: "期限由理事会用 `medtrace allow-onboarding` 给出。" },
  },
  UnknownOrganisation: {
    zh: ({ organisation }) => `没有机构 ${organisation}。`,
    hint: { en: "`medtrace org` lists them.", zh: "`medtrace org` 列出全部机构。" },
  },
  TooManyOrganisations: {
    zh: ({ max }) => `账本至多容纳 ${max} 个机构。`,
    hint: { en: "A further organisation needs another ledger.", zh: "更多机构需要另一个账本。" },
  },
  InvalidName: {
    zh: () => "名称须为 1 至 96 字节（UTF-8）。",
    hint: { en: "Give a shorter name, and not an empty one.", zh: "请给出更短且不为空的名称。" },
  },
  InvalidRoles: {
    zh: () => "机构至少需要一个已知的角色。",
    hint: {
      en: "A regulator has no other role but endorser; `medtrace help admit` lists them.",
      zh: "监管机构只可另兼背书机构；`medtrace help admit` 列出角色。",
    },
  },
  DutiesNotAllowed: {
    zh: ({ duties: given, allowed }) => `职责${duties(given)}中，此处只允许${duties(allowed)}。`,
    hint: {
      en: "The organisation's roles limit its duties; `medtrace org` shows them.",
      zh: "机构的角色限定其职责；`medtrace org` 可查。",
    },
  },
  AccountTaken: {
    zh: ({ account }) => `账户 ${account} 是或曾是某成员的，或不属于任何人。`,
    hint: { en: "Make a new key with `medtrace keys new`.", zh: "请用 `medtrace keys new` 创建新密钥。" },
  },
  ApproverSupplies: {
    zh: ({ organisation }) => `机构 ${organisation} 不能既作为外部审批方批准该采购申请，又供应该货物。`,
    hint: {
      en: "Order from another supplier, or have the policy name another outside approver.",
      zh: "请向另一供应商订购，或在审批规则中另指外部审批方。",
    },
  },
  ConsentExpired: {
    zh: ({ account, until }) => `账户 ${account} 的同意书于 ${moment(until)} 失效。`,
    hint: { en: "Its holder writes a new one with `medtrace join`.", zh: "请由其持有人用 `medtrace join` 重新出具。" },
  },
  ConsentInvalid: {
    zh: ({ account, organisation }) => `账户 ${account} 未同意在此账本上成为机构 ${organisation} 的成员。`,
    hint: {
      en: "Its holder writes a consent to this organisation, on this ledger, with `medtrace join`.",
      zh: "请由其持有人用 `medtrace join` 就本账本上的该机构出具同意书。",
    },
  },
  TooManyMembers: {
    zh: ({ organisation, max }) =>
      organisation === 0 ? `本账本的成员不能多于 ${max} 名。` : `机构 ${organisation} 的成员不能多于 ${max} 名。`,
    hint: { en: "Numbers of revoked members are not given again.", zh: "已撤销成员的编号不再使用。" },
  },
  NotYourMember: {
    zh: ({ member, organisation }) => `成员 ${member} 不由机构 ${organisation} 的管理员管理。`,
    hint: {
      en: "`medtrace member` says whose it is; the council manages administrators.",
      zh: "`medtrace member` 显示其所属机构；管理员由理事会管理。",
    },
  },
  OwnMembership: {
    zh: ({ member }) => `成员 ${member} 不能变更自己的成员身份。`,
    hint: { en: "Ask another administrator, or the council.", zh: "请由另一管理员或理事会办理。" },
  },
  InvalidMemberStatus: {
    zh: ({ member, from, to }) => `成员 ${member} ${memberStatusName(from).zh}，不能变为${memberStatusName(to).zh}。`,
    hint: { en: "Who was revoked is added anew, with another account.", zh: "已撤销的，须以另一账户重新添加。" },
  },
  CouncilRequired: {
    zh: () => "账本须有理事会：请改为移交。",
    hint: { en: "Use `medtrace transfer-council`.", zh: "请用 `medtrace transfer-council`。" },
  },
  OwnableUnauthorizedAccount: {
    zh: ({ account }) => `只有理事会可以这样做，${account} 不可以。`,
    hint: { en: "Sign with the council's key.", zh: "请用理事会的密钥签名。" },
  },
  OwnableInvalidOwner: {
    zh: ({ owner }) => `${owner} 不能作为理事会。`,
    hint: { en: "Name an account that somebody holds the key of.", zh: "请指明有人持有密钥的账户。" },
  },
  FailedCall: {
    zh: () => "multicall 中的某个调用不是账本的。",
    hint: { en: "Make each step by itself, to see which it is.", zh: "请逐步执行，以确定是哪一个。" },
  },
  AddressEmptyCode: {
    zh: ({ target }) => `${target} 上没有代码。`,
    hint: { en: "See whether the deployment is this chain's.", zh: "请检查部署是否属于这条链。" },
  },
};
