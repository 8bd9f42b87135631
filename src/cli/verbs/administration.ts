import { type ApprovalRule, duties, InvalidInput, memberStatuses } from "../../index.ts";
import { readConsent } from "../files.ts";
import { consent, date, flag, name, optional, organisation, rules, whole, word, words } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { inDays } from "./examples.ts";

const who = { en: "Duty administer, in the own organisation", zh: "职责“管理”，在本机构" };
const member = whole("member", { en: "the member's number", zh: "成员编号" }, 1, 0xff_ffff);
const settable = memberStatuses.filter((status) => status !== "none" && status !== "replaced");
/** Each is one option, `--rule`; the SDK takes all of them as `rules`. To end all is said: by `--none`. */
const rule = { ...optional({ ...rules, field: "rule" as const }), excludes: ["none"] };
const none = flag("none", { en: "no rules: one approval is enough everywhere", zh: "不设规则：一律一次审批即可" });

/** What was set before is replaced, so that nobody ends it by leaving something out. */
function rulesOf(given: readonly ApprovalRule[] | undefined, ended: boolean | undefined): readonly ApprovalRule[] {
  if (given === undefined && ended !== true) throw new InvalidInput("rule", "", "must be given, or --none instead");
  return given ?? [];
}

/** What an organisation's administrators do, and what a regulator sets for all of them. */
export const administration: VerbGroup = {
  heading: { en: "Administration 管理员:", zh: "管理员：" },
  entries: false,
  verbs: [
    verb("addMember", {
      description: { en: "add a member", zh: "添加成员" },
      who,
      positional: [consent],
      options: [words("duties", { en: "what the member may do", zh: "该成员可做什么" }, duties)],
      parameters: async ({ consent: path, ...rest }) => ({ ...rest, consent: await readConsent(path) }),
      example: "add-member consent.json --duties use,keep --as hospitalAdministrator",
    }),
    verb("setDuties", {
      description: { en: "set what another member may do", zh: "设定另一成员的职责" },
      who,
      positional: [member],
      options: [words("duties", { en: "all duties from now on", zh: "今后的全部职责" }, duties)],
      example: "set-duties 12 --duties use,keep --as hospitalAdministrator",
    }),
    verb("setMemberStatus", {
      description: {
        en: "suspend, resume or revoke a member; revoking is for ever",
        zh: "暂停、恢复或撤销成员；撤销不可恢复",
      },
      who: {
        en: "Duty administer, of members who are no administrators; of those, the council",
        zh: "职责“管理”，针对非管理员的成员；管理员由理事会处理",
      },
      positional: [member, word("status", { en: "what the member is from now on", zh: "该成员今后的状态" }, settable)],
      options: [],
      example: "set-member-status 12 suspended --as hospitalAdministrator",
    }),
    verb("replaceAccount", {
      description: { en: "give a member a new account, after a key was lost", zh: "密钥遗失后为成员更换账户" },
      who: { en: "Duty administer, of members who are no administrators", zh: "职责“管理”，针对非管理员的成员" },
      positional: [member, consent],
      options: [],
      parameters: async ({ consent: path, ...rest }) => ({ ...rest, consent: await readConsent(path) }),
      example: "replace-account 12 consent.json --as hospitalAdministrator",
    }),
    verb("appoint", {
      description: { en: "let another organisation act on the own assets 委托", zh: "委托另一机构对本机构的资产操作" },
      who,
      positional: [organisation("provider", { en: "the other organisation's number", zh: "另一机构的编号" })],
      options: [
        optional(
          words(
            "duties",
            { en: "what its members may do; none ends the appointment", zh: "其成员可做什么；不写则终止委托" },
            duties,
          ),
        ),
        optional(date("until", { en: "until when; left out when there are no duties", zh: "至何时；没有职责时不写" })),
      ],
      parameters: ({ duties: given = [], ...rest }) => ({ ...rest, duties: given }),
      example: `appoint 3 --duties maintain --until ${inDays(365)} --as hospitalAdministrator`,
    }),
    verb("setPolicy", {
      description: {
        en: "set how the own organisation decides on buying and scrapping, replacing what was set",
        zh: "设定本机构采购与报废的审批规则，取代原有规则",
      },
      who,
      positional: [],
      options: [
        rule,
        none,
        optional(
          organisation("outsideApprover", {
            en: "whom approvals are reserved to where a rule ends in ,outside",
            zh: "规则以 ,outside 结尾时，保留的审批属于哪个机构",
          }),
        ),
        flag("urgent", { en: "members may apply urgently 紧急采购", zh: "允许紧急采购" }),
      ],
      parameters: ({ rule: given, none: ended, ...rest }) => ({ ...rest, rules: rulesOf(given, ended) }),
      example: "set-policy --rule buy,device,3,2,outside --outside-approver 4 --urgent --as hospitalAdministrator",
    }),
    verb("setFloor", {
      description: {
        en: "set how many approvals every organisation's decisions need at least, replacing what was set",
        zh: "设定所有机构的决定至少需要几次审批，取代原有底线",
      },
      who: { en: "Duty approve, in a regulator", zh: "职责“审批”，在监管机构" },
      positional: [],
      options: [rule, none],
      parameters: ({ rule: given, none: ended }) => ({ rules: rulesOf(given, ended) }),
      example: "set-floor --rule buy,device,3,2 --rule scrap,device,3,2 --as officer",
    }),
    verb("namePlace", {
      description: {
        en: "make a place's name known, so that entries can be read by it",
        zh: "登记地点名称，使记录可读",
      },
      who: { en: "Duty use or keep", zh: "职责“使用”或“保管”" },
      positional: [
        name("name", { en: "the place's name, 1 to 96 bytes of UTF-8", zh: "地点名称，1 至 96 字节（UTF-8）" }),
      ],
      options: [],
      example: 'name-place "ICU-4" --as keeper',
    }),
  ],
};
