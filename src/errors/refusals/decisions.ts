import { actionName } from "../../lifecycle/names.ts";
import { ANOTHER, day, refused, spoken } from "./refusal.ts";

/* Separation of duties, and how decisions are made. */

/** Thrown when the applicant decides on the own requisition. */
export class OwnRequisition extends refused("OwnRequisition", {
  en: (d) => `Member ${d.member} made this application; another member with the duty approve must decide.`,
  zh: ({ member }) => `该申请由成员 ${member} 提出；须由具有职责“审批”的另一成员决定。`,
  hint: ANOTHER,
}) {}

/** Thrown when the outside approver of a requisition would be its supplier. */
export class ApproverSupplies extends refused("ApproverSupplies", {
  en: (d) => `Organisation ${d.organisation} cannot both approve this requisition from outside and supply it.`,
  zh: ({ organisation }) => `机构 ${organisation} 不能既作为外部审批方批准该采购申请，又供应该货物。`,
  hint: {
    en: "Order from another supplier, or have the policy name another outside approver.",
    zh: "请向另一供应商订购，或在审批规则中另指外部审批方。",
  },
}) {}

/** Thrown when the buyer accepts the own purchase. */
export class OwnPurchase extends refused("OwnPurchase", {
  en: (d) => `Member ${d.member} placed this order; another member with the duty inspect must accept.`,
  zh: ({ member }) => `该订单由成员 ${member} 下达；须由具有职责“验收”的另一成员验收。`,
  hint: ANOTHER,
}) {}

/** Thrown when a member checks or finishes what the same member signed the step before. */
export class OwnWork extends refused("OwnWork", {
  en: (d) => `Member ${d.member} signed the step that ${spoken(d.action)} must check; another member must do it.`,
  zh: ({ member, action }) => `成员 ${member} 签署了“${actionName(action).zh}”所要核查的步骤；须由另一成员办理。`,
  hint: ANOTHER,
}) {}

/** Thrown when a member approves the same twice. */
export class AlreadyApproved extends refused("AlreadyApproved", {
  en: (d) => `Member ${d.member} has approved this already; another one must.`,
  zh: ({ member }) => `成员 ${member} 已经批准过；须由另一成员批准。`,
  hint: ANOTHER,
}) {}

/** Thrown when the missing approval is reserved to the outside approver, or that one would give a second. */
export class ApprovalReserved extends refused("ApprovalReserved", {
  en: (d) => `One approval, and no more, is reserved to organisation ${d.organisation}.`,
  zh: ({ organisation }) => `有且仅有一次审批保留给机构 ${organisation}。`,
  hint: {
    en: "`medtrace show` says which approvals are missing; a member of that organisation gives its own.",
    zh: "`medtrace show` 显示还缺哪些审批；保留的一次由该机构的成员批准。",
  },
}) {}

/** Thrown when a policy has unknown bits, or reserves an approval without naming who gives it. */
export class InvalidPolicy extends refused("InvalidPolicy", {
  en: (d) => `The policy ${d.approvals} has unknown bits, or reserves an approval to nobody.`,
  zh: ({ approvals }) => `审批规则 ${approvals} 含未知的位，或将审批保留给不存在的机构。`,
  hint: { en: "Name the outside approver with --outside-approver.", zh: "请用 --outside-approver 指明外部审批方。" },
}) {}

/** Thrown when an application is urgent, and its organisation's policy does not allow that. */
export class UrgencyNotAllowed extends refused("UrgencyNotAllowed", {
  en: (d) => `The policy of organisation ${d.organisation} allows no urgent orders.`,
  zh: ({ organisation }) => `机构 ${organisation} 的规则不允许紧急采购。`,
  hint: {
    en: "Apply without --urgent, or ask an administrator for `medtrace set-policy --urgent`.",
    zh: "请不用 --urgent 申请，或请管理员用 `medtrace set-policy --urgent` 允许。",
  },
}) {}

/** Thrown when existing stock is enrolled after the date that the council gave. */
export class OnboardingOver extends refused("OnboardingOver", {
  en: (d) =>
    d.until === 0
      ? `The council has given organisation ${d.organisation} no time to enrol existing stock.`
      : `Organisation ${d.organisation} could enrol existing stock until ${day(d.until)}.`,
  zh: ({ organisation, until }) =>
    until === 0
      ? `理事会未给机构 ${organisation} 登记存量的期限。`
      : `机构 ${organisation} 登记存量的期限至 ${day(until)}。`,
  hint: { en: "The council gives the date.", zh: "期限由理事会用 `medtrace allow-onboarding` 给出。" },
}) {}
