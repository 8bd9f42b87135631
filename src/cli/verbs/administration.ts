import { type ApprovalRule, duties, InvalidInput, memberStatuses } from "../../index.ts";
import { account, date, flag, optional, organisation, rules, text, whole, word, words } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { ACCOUNT, inDays } from "./examples.ts";

const who = "Duty administer, in the own organisation";
const member = whole("member", "the member's number", 1, 0xff_ffff);
const settable = memberStatuses.filter((status) => status !== "none" && status !== "replaced");
/** Each is one option, `--rule`; the SDK takes all of them as `rules`. To end all is said: by `--none`. */
const rule = { ...optional({ ...rules, field: "rule" as const }), excludes: ["none"] };
const none = flag("none", "no rules: one approval is enough everywhere");

/** What was set before is replaced, so that nobody ends it by leaving something out. */
function rulesOf(given: readonly ApprovalRule[] | undefined, ended: boolean | undefined): readonly ApprovalRule[] {
  if (given === undefined && ended !== true) throw new InvalidInput("rule", "", "must be given, or --none instead");
  return given ?? [];
}

/** What an organisation's administrators do, and what a regulator sets for all of them. */
export const administration: VerbGroup = {
  heading: "Administration 管理员:",
  entries: false,
  verbs: [
    verb("addMember", {
      description: "add a member",
      who,
      positional: [account("account", "the member's account, never a member's before")],
      options: [words("duties", "what the member may do", duties)],
      example: `add-member ${ACCOUNT} --duties use,keep --as hospitalAdministrator`,
    }),
    verb("setDuties", {
      description: "set what another member may do",
      who,
      positional: [member],
      options: [words("duties", "all duties from now on", duties)],
      example: "set-duties 12 --duties use,keep --as hospitalAdministrator",
    }),
    verb("setMemberStatus", {
      description: "suspend, resume or revoke a member; revoking is for ever",
      who: "Duty administer, of members who are no administrators; of those, the council",
      positional: [member, word("status", "what the member is from now on", settable)],
      options: [],
      example: "set-member-status 12 suspended --as hospitalAdministrator",
    }),
    verb("replaceAccount", {
      description: "give a member a new account, after a key was lost",
      who: "Duty administer, of members who are no administrators",
      positional: [member, account("account", "the new account, never a member's before")],
      options: [],
      example: `replace-account 12 ${ACCOUNT} --as hospitalAdministrator`,
    }),
    verb("appoint", {
      description: "let another organisation act on the own assets 委托",
      who,
      positional: [organisation("provider", "the other organisation's number")],
      options: [
        optional(words("duties", "what its members may do; none ends the appointment", duties)),
        optional(date("until", "until when; left out when there are no duties")),
      ],
      parameters: ({ duties: given = [], ...rest }) => ({ ...rest, duties: given }),
      example: `appoint 3 --duties maintain --until ${inDays(365)} --as hospitalAdministrator`,
    }),
    verb("setPolicy", {
      description: "set how the own organisation decides on buying and scrapping, replacing what was set",
      who,
      positional: [],
      options: [
        rule,
        none,
        optional(organisation("outsideApprover", "whom approvals are reserved to where a rule ends in ,outside")),
        flag("urgent", "members may apply urgently 紧急采购"),
      ],
      parameters: ({ rule: given, none: ended, ...rest }) => ({ ...rest, rules: rulesOf(given, ended) }),
      example: "set-policy --rule buy,device,3,2,outside --outside-approver 4 --urgent --as hospitalAdministrator",
    }),
    verb("setFloor", {
      description: "set how many approvals every organisation's decisions need at least, replacing what was set",
      who: "Duty approve, in a regulator",
      positional: [],
      options: [rule, none],
      parameters: ({ rule: given, none: ended }) => ({ rules: rulesOf(given, ended) }),
      example: "set-floor --rule buy,device,3,2 --rule scrap,device,3,2 --as officer",
    }),
    verb("namePlace", {
      description: "make a place's name known, so that entries can be read by it",
      who: "Duty keep",
      positional: [text("name", "the place's name, 1 to 32 bytes of UTF-8")],
      options: [],
      example: 'name-place "ICU-4" --as keeper',
    }),
  ],
};
