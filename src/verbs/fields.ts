import { isHexString } from "ethers/utils";
import { isSscc, readSscc } from "../codes/sscc.ts";
import { batchId, itemId, productId, requisitionId } from "../history/ids.ts";
import { assetOf, readCode, subjectOf } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { termsName } from "../lifecycle/names.ts";
import { terms as allTerms } from "../lifecycle/vocabulary.ts";
import { consent as consentKind } from "./compounds.ts";
import * as kinds from "./kinds.ts";
import { optional, required } from "./kinds.ts";

/** What any entry may say of itself. */
export const claim = {
  details: optional(kinds.commitment, {
    en: "commitment to the document behind it, 32 bytes",
    zh: "背后文书的承诺值，32 字节",
  }),
  occurredAt: optional(kinds.moment, { en: "when it happened; by default, now", zh: "发生时间；默认为现在" }),
  expected: optional(kinds.head, {
    en: "the head that it builds on, 27 bytes: refused if the history has moved on",
    zh: "所依据的链头，27 字节：历史已有后续则被拒绝",
  }),
} as const;
export type Claim = typeof claim;

/** What names an item. */
export const item = required(kinds.code(assetOf), {
  en: "the item's code, with its serial",
  zh: "单件的编码，带序列号",
});

/** What names an item or a parcel. */
export const code = required(kinds.code(subjectOf), {
  en: "the item's code, with its serial; of a parcel, its id, or a code with its lot or product, if the signer's organisation has only one that fits",
  zh: "单件的编码，带序列号；分装则为其标识，或（签名者的机构只有一个相符时）带批号或产品的编码",
});

/** What names an item, or a parcel by its lot. */
export const unit = required(
  kinds.code((given) => isHexString(given, 32) || unitIn(given)),
  { en: "the code, with its serial or lot; of a parcel, its id too", zh: "带序列号或批号的编码；分装也可用其标识" },
);

/** What a label names that enters the ledger: an item, or units of a lot. */
export const label = required(kinds.code(unitIn), {
  en: "the code, with its serial; or with its lot, of units of it",
  zh: "带序列号的编码；或一批数量的带批号的编码",
});

/** What names a batch. */
export const lot = required(
  kinds.code((given) => batchId(readCode(given))),
  { en: "the code, with its lot", zh: "带批号的编码" },
);

/** What is dispensed. */
export const dispensed = required(
  kinds.code((given) => (isSscc(given) ? readSscc(given) : subjectOf(given))),
  {
    en: "a parcel's id; a code with its lot; a product's; of usable parcels, those that expire first are taken; a pack's or a case's own, with its pack list",
    zh: "分装的标识；带批号的编码；产品编码；先取最先到期的可用分装；或配合包装清单的包装或箱的编码",
  },
);

/** A product's code. */
export const product = required(
  kinds.code((given) => productId(readCode(given))),
  { en: "the product's code; a GTIN is enough", zh: "产品编码；GTIN 即可" },
);

/** What is recalled. */
export const recalled = required(kinds.code(readCode), {
  en: "a code: with a serial, the item; with a lot, the batch; with neither, the whole product",
  zh: "编码：带序列号为单件，带批号为批次，都没有为整个产品",
});

/** Any subject. */
export const subject = required(kinds.code(subjectOf), { en: "a code, or a subject's id", zh: "编码，或主体的标识" });

/** A requisition, and whose own reference it is named by. */
export const requisition = {
  requisition: required(
    kinds.text((given) => isHexString(given, 32) || requisitionId(1, given), "requisition", "a reference, or an id"),
    { en: "the requisition: its own reference, or its id", zh: "采购申请：自编号或标识" },
  ),
  of: optional(kinds.organisation, {
    en: "the organisation whose own reference it is; by default, the signer's",
    zh: "自编号所属的机构；默认为签名者的机构",
  }),
} as const;

export const expectedAsset = optional(kinds.head, {
  en: "the head of the item or parcel that it builds on, 27 bytes",
  zh: "所依据的单件或分装的链头，27 字节",
});

/** A place's name. */
export const place = required(kinds.place, { en: "where it is now", zh: "现在的地点" });

/** How many. */
export const quantity = required(kinds.quantity, { en: "how many", zh: "数量" });

/** When a lot expires. */
export const expiry = optional(kinds.expiry, {
  en: "the last day, or second, at which it is usable, or none; by default, what the code says (AI 17)",
  zh: "可用的最后一日或一秒，或 none；默认取编码所示（AI 17）",
});

/** From whom goods must come. */
export const from = optional(kinds.organisation, {
  en: "from which organisation it must come",
  zh: "必须来自哪个机构",
});

/** An account's consent. */
export const consent = required(consentKind, {
  en: "the file of the account's signed consent, which `medtrace join` wrote; never a member's before",
  zh: "该账户的同意书文件，由 `medtrace join` 出具；此前从未属于任何成员",
});

/** On which terms. */
export const terms = kinds.word(allTerms, termsName);

/** What a code with a serial or a lot names. */
function unitIn(given: string): Hex {
  const code = readCode(given);
  return code.serial === undefined && code.lot !== undefined ? batchId(code) : itemId(code);
}
