import { terms } from "../../index.ts";
import { code, date, optional, organisation, quantity, word } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { inDays, PUMP } from "./examples.ts";

const until = date("until", {
  en: "the last second to take it, at most 30 days from now",
  zh: "接收的最后期限，自现在起最多 30 天",
});
const offered = terms.filter((one) => one !== "returned");

/** How items and parcels go from one organisation to another. */
export const transfers: VerbGroup = {
  heading: { en: "From one organisation to another 移交:", zh: "机构间移交：" },
  entries: true,
  verbs: [
    verb("offer", {
      description: { en: "offer an item or a parcel to another organisation 移交", zh: "将单件或分装移交给另一机构" },
      who: { en: "Duty keep, in the custodian, which owns it", zh: "职责“保管”，在同为所有方的保管方" },
      positional: [code],
      options: [
        organisation("to", { en: "the organisation that is to take it", zh: "接收机构" }),
        word("terms", { en: "on which terms; owned passes ownership", zh: "以何种条件；owned 即转移所有权" }, offered),
        until,
        optional(date("due", { en: "the day on which it is due back", zh: "应归还的日期" })),
      ],
      example: `offer ${PUMP} --to 5 --terms loan --until ${inDays(14)} --due ${inDays(60)} --as keeper`,
    }),
    verb("sendBack", {
      description: {
        en: "send an item or a parcel back to its owner, its manufacturer, or the way it came 退回",
        zh: "将单件或分装退回所有方、生产企业，或循来路退回",
      },
      who: { en: "Duty keep, in the custodian", zh: "职责“保管”，在保管方" },
      positional: [code],
      options: [
        organisation("to", {
          en: "the owner, the manufacturer, or the organisation that it came from",
          zh: "所有方、生产企业，或其来源机构",
        }),
        until,
      ],
      example: `send-back ${PUMP} --to 2 --until ${inDays(14)} --as keeper`,
    }),
    verb("withdraw", {
      description: { en: "take back what is in transit 撤回", zh: "撤回在途货物" },
      who: { en: "Duty keep, in the sender", zh: "职责“保管”，在发出方" },
      positional: [code],
      options: [],
      example: `withdraw ${PUMP} --as keeper`,
    }),
    verb("decline", {
      description: { en: "decline what was offered or sent back 谢绝", zh: "谢绝移交或退回的货物" },
      who: { en: "Duty inspect, in the addressee", zh: "职责“验收”，在接收方" },
      positional: [code],
      options: [],
      example: `decline ${PUMP} --as secondInspector`,
    }),
    verb("take", {
      description: { en: "take what was offered or sent back 接收", zh: "接收移交或退回的货物" },
      who: { en: "Duty inspect, in the addressee, before the deadline", zh: "职责“验收”，在接收方，期限之前" },
      positional: [code],
      options: [
        optional(word("terms", { en: "on which terms it must come", zh: "必须以何种条件到来" }, terms)),
        optional({ ...quantity, description: { en: "how many base units it must be", zh: "必须为多少最小单位" } }),
        optional(organisation("from", { en: "from which organisation it must come", zh: "必须来自哪个机构" })),
      ],
      example: `take ${PUMP} --terms loan --as secondInspector`,
    }),
  ],
};
