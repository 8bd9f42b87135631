import { roles } from "../../index.ts";
import { account, date, onOff, optional, organisation, text, words } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { ACCOUNT, inDays } from "./examples.ts";

const who = "Only the council";
const number = organisation("organisation", "the organisation's number");

/** What the council does. */
export const council: VerbGroup = {
  heading: "Council 联盟理事会:",
  entries: false,
  verbs: [
    verb("admit", {
      description: "admit an organisation with its first administrator",
      who,
      positional: [text("name", "its legal name, 1 to 128 bytes of UTF-8")],
      options: [
        words("roles", "what it is", roles),
        account("administrator", "the account of its first administrator, never a member's before"),
      ],
      example: `admit "County Hospital" --roles hospital --administrator ${ACCOUNT} --as council`,
    }),
    verb("nameAdministrator", {
      description: "name a further administrator of an organisation",
      who,
      positional: [number],
      options: [account("administrator", "the administrator's account, never a member's before")],
      example: `name-administrator 1 --administrator ${ACCOUNT} --as council`,
    }),
    verb("setOrganisationSuspension", {
      description: "suspend an organisation, or let it write again",
      who,
      positional: [number, onOff("suspended", "whether it is suspended")],
      options: [],
      example: "set-organisation-suspension 3 on --as council",
    }),
    verb("setPause", {
      description: "pause the ledger, or let it run again",
      who,
      positional: [onOff("paused", "whether it is paused")],
      options: [],
      example: "set-pause on --as council",
    }),
    verb("allowOnboarding", {
      description: "set until when an organisation may enrol existing stock 存量",
      who,
      positional: [number],
      options: [optional(date("until", "the last second at which it may; left out, it no longer may"))],
      example: `allow-onboarding 1 --until ${inDays(90)} --as council`,
    }),
    verb("transferCouncil", {
      description: "offer the council's place to another account",
      who,
      positional: [account("account", "who takes it with accept-council")],
      options: [],
      example: `transfer-council ${ACCOUNT} --as council`,
    }),
    verb("acceptCouncil", {
      description: "take the council's place that was offered",
      who: "Only the account that it was offered to",
      positional: [],
      options: [],
      parameters: () => ({}),
      example: "accept-council --as stranger",
    }),
  ],
};
