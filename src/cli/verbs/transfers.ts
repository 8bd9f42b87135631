import { terms } from "../../index.ts";
import { code, date, optional, organisation, word } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { inDays, PUMP } from "./examples.ts";

const until = date("until", "the last second to take it, at most 30 days from now");
const offered = terms.filter((one) => one !== "returned");

/** How items and parcels go from one organisation to another. */
export const transfers: VerbGroup = {
  heading: "From one organisation to another 移交:",
  entries: true,
  verbs: [
    verb("offer", {
      description: "offer an item or a parcel to another organisation 移交",
      who: "Duty keep, in the custodian, which owns it",
      positional: [code],
      options: [
        organisation("to", "the organisation that is to take it"),
        word("terms", "on which terms; owned passes ownership", offered),
        until,
        optional(date("due", "the day on which it is due back")),
      ],
      example: `offer ${PUMP} --to 5 --terms loan --until ${inDays(14)} --due ${inDays(60)} --as keeper`,
    }),
    verb("sendBack", {
      description: "send an item or a parcel back to its owner, supplier or manufacturer 退回",
      who: "Duty keep, in the custodian",
      positional: [code],
      options: [organisation("to", "the owner; of own goods, their supplier or manufacturer"), until],
      example: `send-back ${PUMP} --to 2 --until ${inDays(14)} --as keeper`,
    }),
    verb("withdraw", {
      description: "take back what is in transit 撤回",
      who: "Duty keep, in the sender",
      positional: [code],
      options: [],
      example: `withdraw ${PUMP} --as keeper`,
    }),
    verb("decline", {
      description: "decline what was offered or sent back 谢绝",
      who: "Duty inspect, in the addressee",
      positional: [code],
      options: [],
      example: `decline ${PUMP} --as secondInspector`,
    }),
    verb("take", {
      description: "take what was offered or sent back 接收",
      who: "Duty inspect, in the addressee, before the deadline",
      positional: [code],
      options: [],
      example: `take ${PUMP} --as secondInspector`,
    }),
  ],
};
