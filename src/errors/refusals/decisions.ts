import { day } from "../phrase.ts";
import { actionInChinese, another, refusal, spoken } from "./refusal.ts";

/* Separation of duties, and how decisions are made. */

/** Thrown when the applicant decides on the own requisition. */
export class OwnRequisition extends refusal("OwnRequisition", ({ member }) => ({
  en: `Member ${member} made this application; another member with the duty approve must decide.`,
  zh: `该申请由成员 ${member} 提出；须由具有职责“审批”的另一成员决定。`,
  hint: another,
})) {}

/** Thrown when the outside approver of a requisition would be its supplier. */
export class ApproverSupplies extends refusal("ApproverSupplies", ({ organisation }) => ({
  en: `Organisation ${organisation} cannot both approve this requisition from outside and supply it.`,
  zh: `机构 ${organisation} 不能既作为外部审批方批准该采购申请，又供应该货物。`,
  hint: {
    en: "Order from another supplier, or have the policy name another outside approver.",
    zh: "请向另一供应商订购，或在审批规则中另指外部审批方。",
  },
})) {}

/** Thrown when the buyer accepts the own purchase. */
export class OwnPurchase extends refusal("OwnPurchase", ({ member }) => ({
  en: `Member ${member} placed this order; another member with the duty inspect must accept.`,
  zh: `该订单由成员 ${member} 下达；须由具有职责“验收”的另一成员验收。`,
  hint: another,
})) {}

/** Thrown when a member checks or finishes what the same member signed the step before. */
export class OwnWork extends refusal("OwnWork", ({ member, action }) => ({
  en: `Member ${member} signed the step that ${spoken(action)} must check; another member must do it.`,
  zh: `成员 ${member} 签署了“${actionInChinese(action)}”所要核查的步骤；须由另一成员办理。`,
  hint: another,
})) {}

/** Thrown when a member approves the same twice. */
export class AlreadyApproved extends refusal("AlreadyApproved", ({ member }) => ({
  en: `Member ${member} has approved this already; another one must.`,
  zh: `成员 ${member} 已经批准过；须由另一成员批准。`,
  hint: another,
})) {}

/** Thrown when the missing approval is reserved to the outside approver, or that one would give a second. */
export class ApprovalReserved extends refusal("ApprovalReserved", ({ organisation }) => ({
  en: `One approval, and no more, is reserved to organisation ${organisation}.`,
  zh: `有且仅有一次审批保留给机构 ${organisation}。`,
  hint: {
    en: "`medtrace show` says which approvals are missing; a member of that organisation gives its own.",
    zh: "`medtrace show` 显示还缺哪些审批；保留的一次由该机构的成员批准。",
  },
})) {}

/** Thrown when a policy has unknown bits, or reserves an approval without naming who gives it. */
export class InvalidPolicy extends refusal("InvalidPolicy", ({ approvals }) => ({
  en: `The policy ${approvals} has unknown bits, or reserves an approval to nobody.`,
  zh: `审批规则 ${approvals} 含未知的位，或将审批保留给不存在的机构。`,
  hint: { en: "Name the outside approver with --outside-approver.", zh: "请用 --outside-approver 指明外部审批方。" },
})) {}

/** Thrown when an application is urgent, and its organisation's policy does not allow that. */
export class UrgencyNotAllowed extends refusal("UrgencyNotAllowed", ({ organisation }) => ({
  en: `The policy of organisation ${organisation} allows no urgent orders.`,
  zh: `机构 ${organisation} 的规则不允许紧急采购。`,
  hint: {
    en: "Apply without --urgent, or ask an administrator for `medtrace set-policy --urgent`.",
    zh: "请不用 --urgent 申请，或请管理员用 `medtrace set-policy --urgent` 允许。",
  },
})) {}

/** Thrown when existing stock is enrolled after the date that the council gave. */
export class OnboardingOver extends refusal("OnboardingOver", ({ until, organisation }) => ({
  en:
    until === 0
      ? `The council has given organisation ${organisation} no time to enrol existing stock.`
      : `Organisation ${organisation} could enrol existing stock until ${day(until)}.`,
  zh:
    until === 0
      ? `理事会未给机构 ${organisation} 登记存量的期限。`
      : `机构 ${organisation} 登记存量的期限至 ${day(until)}。`,
  hint: { en: "The council gives the date.", zh: "期限由理事会用 `medtrace allow-onboarding` 给出。" },
})) {}
