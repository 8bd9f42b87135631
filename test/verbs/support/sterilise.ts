import { claimOf } from "../../../src/actions/claim.ts";
import { write } from "../../../src/actions/step.ts";
import { encode } from "../../../src/connection/write.ts";
import { assetOf } from "../../../src/history/subjects.ts";
import { actions, remarks } from "../../../src/lifecycle/vocabulary.ts";
import { item } from "../../../src/verbs/fields.ts";
import { choice, moment, optional, required, whole } from "../../../src/verbs/kinds.ts";
import { duty, entry } from "../../../src/verbs/verb.ts";

/** A verb that no ledger knows, described once. */
export const sterilise = entry("sterilise", {
  called: "灭菌",
  does: { en: "record a sterilisation", zh: "记录灭菌" },
  who: duty("keep", { en: "the custodian", zh: "保管方" }),
  by: ["code"],
  fields: {
    code: item,
    method: required(
      choice([
        { word: "steam", name: { en: "steam", zh: "蒸汽" } },
        { word: "lowTemperature", name: { en: "low temperature", zh: "低温" } },
      ]),
      { en: "by which method", zh: "灭菌方法", columns: ["灭菌方法"] },
    ),
    cycles: required(whole(1, 99), { en: "how many cycles", zh: "循环次数", columns: ["循环次数", "锅次"] }),
    sterileUntil: optional(moment, { en: "until when it is sterile", zh: "无菌有效期", columns: ["无菌有效期"] }),
  },
  example: 'sterilise "(01)09521234543213(21)P-0002" --method steam --cycles 2 --as keeper',
});

/** Its action: on this ledger, a remark with a figure. */
export const steriliseAction = write(sterilise, (_, { code, cycles, ...rest }) => {
  const claim = claimOf(rest, { value: remarks.indexOf("disinfection") + cycles * 256 });
  return { data: encode("record", [actions.indexOf("note"), assetOf(code), claim]) };
});
