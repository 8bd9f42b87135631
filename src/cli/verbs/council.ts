import { roles } from "../../index.ts";
import { readConsent } from "../files.ts";
import { account, consent, date, name, onOff, optional, organisation, words } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { ACCOUNT, inDays } from "./examples.ts";

const who = { en: "Only the council", zh: "仅限理事会" };
const number = organisation("organisation", { en: "the organisation's number", zh: "机构编号" });

/** What the council does. */
export const council: VerbGroup = {
  heading: { en: "Council 联盟理事会:", zh: "联盟理事会：" },
  entries: false,
  verbs: [
    verb("admit", {
      description: { en: "admit an organisation with its first administrator", zh: "接纳机构及其首位管理员" },
      who,
      positional: [
        name("name", { en: "its legal name, 1 to 96 bytes of UTF-8", zh: "法定名称，1 至 96 字节（UTF-8）" }),
      ],
      options: [words("roles", { en: "what it is", zh: "是什么" }, roles), consent],
      parameters: async ({ consent: path, ...rest }) => ({ ...rest, consent: await readConsent(path) }),
      example: 'admit "County Hospital" --roles hospital --consent consent.json --as council',
    }),
    verb("nameAdministrator", {
      description: { en: "name a further administrator of an organisation", zh: "为机构再任命一名管理员" },
      who,
      positional: [number],
      options: [consent],
      parameters: async ({ consent: path, ...rest }) => ({ ...rest, consent: await readConsent(path) }),
      example: "name-administrator 1 --consent consent.json --as council",
    }),
    verb("setOrganisationSuspension", {
      description: { en: "suspend an organisation, or let it write again", zh: "暂停机构，或恢复其写入" },
      who,
      positional: [number, onOff("suspended", { en: "whether it is suspended", zh: "是否暂停" })],
      options: [],
      example: "set-organisation-suspension 3 on --as council",
    }),
    verb("setPause", {
      description: { en: "pause the ledger, or let it run again", zh: "暂停账本，或恢复运行" },
      who,
      positional: [onOff("paused", { en: "whether it is paused", zh: "是否暂停" })],
      options: [],
      example: "set-pause on --as council",
    }),
    verb("allowOnboarding", {
      description: { en: "set until when an organisation may enrol existing stock 存量", zh: "设定机构登记存量的期限" },
      who,
      positional: [number],
      options: [
        optional(
          date("until", {
            en: "the last second at which it may; left out, it no longer may",
            zh: "期限的最后一秒；不写则不再允许",
          }),
        ),
      ],
      example: `allow-onboarding 1 --until ${inDays(90)} --as council`,
    }),
    verb("transferCouncil", {
      description: { en: "offer the council's place to another account", zh: "将理事会移交给另一账户" },
      who,
      positional: [account("account", { en: "who takes it with accept-council", zh: "由谁用 accept-council 接任" })],
      options: [],
      example: `transfer-council ${ACCOUNT} --as council`,
    }),
    verb("acceptCouncil", {
      description: { en: "take the council's place that was offered", zh: "接任移交的理事会" },
      who: { en: "Only the account that it was offered to", zh: "仅限被移交的账户" },
      positional: [],
      options: [],
      parameters: () => ({}),
      example: "accept-council --as stranger",
    }),
  ],
};
