import { termsName } from "../lifecycle/names.ts";
import { terms as allTerms } from "../lifecycle/vocabulary.ts";
import { inDays, PUMP } from "./examples.ts";
import { code, from, quantity, terms } from "./fields.ts";
import { moment, optional, organisation, required, word } from "./kinds.ts";
import { duty, entry } from "./verb.ts";

const until = required(moment, {
  en: "the last second to take it, at most 30 days from now",
  zh: "接收的最后期限，自现在起最多 30 天",
});
const offered = allTerms.filter((one) => one !== "returned");

export const offer = entry("offer", {
  does: { en: "offer an item or a parcel to another organisation", zh: "将单件或分装移交给另一机构" },
  who: duty("keep", { en: "the custodian, which owns it", zh: "同为所有方的保管方" }),
  by: ["code"],
  fields: {
    code,
    to: required(organisation, { en: "the organisation that is to take it", zh: "接收机构" }),
    terms: required(word(offered, termsName), {
      en: "on which terms; owned passes ownership",
      zh: "以何种条件；owned 即转移所有权",
    }),
    until,
    due: optional(moment, { en: "the day on which it is due back", zh: "应归还的日期" }),
  },
  example: `offer ${PUMP} --to 5 --terms loan --until ${inDays(14)} --due ${inDays(60)} --as keeper`,
});

export const sendBack = entry("sendBack", {
  does: {
    en: "send an item or a parcel back to its owner, its manufacturer, or the way it came",
    zh: "将单件或分装退回所有方、生产企业，或循来路退回",
  },
  who: duty("keep", { en: "the custodian", zh: "保管方" }),
  by: ["code"],
  fields: {
    code,
    to: required(organisation, {
      en: "the owner, the manufacturer, or the organisation that it came from",
      zh: "所有方、生产企业，或其来源机构",
    }),
    until,
  },
  example: `send-back ${PUMP} --to 2 --until ${inDays(14)} --as keeper`,
});

export const withdraw = entry("withdraw", {
  does: { en: "take back what is in transit", zh: "撤回在途货物" },
  who: duty("keep", { en: "the sender", zh: "发出方" }),
  by: ["code"],
  fields: { code },
  example: `withdraw ${PUMP} --as keeper`,
});

export const decline = entry("decline", {
  does: { en: "decline what was offered or sent back", zh: "谢绝移交或退回的货物" },
  who: duty("inspect", { en: "the addressee", zh: "接收方" }),
  by: ["code"],
  fields: { code },
  example: `decline ${PUMP} --as secondInspector`,
});

export const take = entry("take", {
  does: { en: "take what was offered or sent back", zh: "接收移交或退回的货物" },
  who: duty("inspect", { en: "the addressee, before the deadline", zh: "接收方，期限之前" }),
  by: ["code"],
  fields: {
    code,
    terms: optional(terms, { en: "on which terms it must come", zh: "必须以何种条件到来" }),
    quantity: optional(quantity, { en: "how many base units it must be", zh: "必须为多少最小单位" }),
    from,
  },
  example: `take ${PUMP} --terms loan --as secondInspector`,
});
