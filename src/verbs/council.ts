import { roleName } from "../lifecycle/names.ts";
import { roles } from "../lifecycle/vocabulary.ts";
import { ACCOUNT, inDays } from "./examples.ts";
import { consent } from "./fields.ts";
import { account, moment, name, onOff, optional, organisation, required, words } from "./kinds.ts";
import { verb } from "./verb.ts";

const COUNCIL = { en: "Only the council", zh: "仅限理事会" };
const number = required(organisation, { en: "the organisation's number", zh: "机构编号" });

export const admit = verb("admit", {
  called: "接纳机构",
  does: { en: "admit an organisation with its first administrator", zh: "接纳机构及其首位管理员" },
  who: COUNCIL,
  by: ["name"],
  fields: {
    name: required(name, { en: "its legal name, 1 to 96 bytes of UTF-8", zh: "法定名称，1 至 96 字节（UTF-8）" }),
    roles: required(
      words(roles, (at) => roleName(roles[at] ?? "hospital")),
      {
        en: "what it is, with commas between them",
        zh: "是什么，以逗号分隔",
      },
    ),
    consent,
  },
  example: 'admit "County Hospital" --roles hospital --consent consent.json --as council',
});

export const nameAdministrator = verb("nameAdministrator", {
  called: "任命管理员",
  does: { en: "name a further administrator of an organisation", zh: "为机构再任命一名管理员" },
  who: COUNCIL,
  by: ["organisation"],
  fields: { organisation: number, consent },
  example: "name-administrator 1 --consent consent.json --as council",
});

export const setOrganisationSuspension = verb("setOrganisationSuspension", {
  called: "暂停机构",
  does: { en: "suspend an organisation, or let it write again", zh: "暂停机构，或恢复其写入" },
  who: COUNCIL,
  by: ["organisation", "suspended"],
  fields: {
    organisation: number,
    suspended: required(onOff, { en: "whether it is suspended", zh: "是否暂停" }),
  },
  example: "set-organisation-suspension 3 on --as council",
});

export const setPause = verb("setPause", {
  called: "暂停账本",
  does: { en: "pause the ledger, or let it run again", zh: "暂停账本，或恢复运行" },
  who: COUNCIL,
  by: ["paused"],
  fields: { paused: required(onOff, { en: "whether it is paused", zh: "是否暂停" }) },
  example: "set-pause on --as council",
});

export const allowOnboarding = verb("allowOnboarding", {
  called: "设定存量期限",
  does: { en: "set until when an organisation may enrol existing stock", zh: "设定机构登记存量的期限" },
  who: COUNCIL,
  by: ["organisation"],
  fields: {
    organisation: number,
    until: optional(moment, {
      en: "the last second at which it may; left out, it no longer may",
      zh: "期限的最后一秒；不写则不再允许",
    }),
  },
  example: `allow-onboarding 1 --until ${inDays(90)} --as council`,
});

export const transferCouncil = verb("transferCouncil", {
  called: "移交理事会",
  does: { en: "offer the council's place to another account", zh: "将理事会移交给另一账户" },
  who: COUNCIL,
  by: ["account"],
  fields: { account: required(account, { en: "who takes it with accept-council", zh: "由谁用 accept-council 接任" }) },
  example: `transfer-council ${ACCOUNT} --as council`,
});

export const acceptCouncil = verb("acceptCouncil", {
  called: "接任理事会",
  does: { en: "take the council's place that was offered", zh: "接任移交的理事会" },
  who: { en: "Only the account that it was offered to", zh: "仅限被移交的账户" },
  fields: {},
  example: "accept-council --as stranger",
});
