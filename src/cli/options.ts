import { isAddress, isHexString } from "ethers";
import { assetOf } from "../actions/assets.ts";
import { quantityOf, readTime, tenthsOf } from "../actions/claim.ts";
import { readCode } from "../actions/targets.ts";
import { subjectOf } from "../actions/trace.ts";
import {
  type ApprovalRule,
  batchId,
  type Hex,
  InvalidInput,
  itemId,
  MAX_PACKS,
  marksOfPacks,
  nameText,
  packApprovals,
  placeNumber,
  productId,
  requisitionId,
} from "../index.ts";
import type { Phrase } from "../lifecycle/names.ts";

/** Where a parser alone is meant. */
const NOTHING: Phrase = { en: "", zh: "" };

/** One thing that a verb is told: a positional argument, or an option. `field` is the parameter's name in the SDK. */
export interface Input<F extends string = string, T = unknown, R extends boolean = boolean> {
  readonly field: F;
  readonly description: Phrase;
  readonly required: R;
  /** What help calls the value; `undefined` for a switch, which has none. */
  readonly placeholder: string | undefined;
  /** The words to choose from, where there are such. */
  readonly choices?: readonly string[];
  /** Options that cannot be given beside it. */
  readonly excludes?: readonly string[];
  /**
   * Reads what was typed.
   *
   * @param text - as typed
   * @param before - what the same option said before
   * @throws {@link InvalidInput} when it breaks a rule that needs no chain to see
   */
  parse(text: string, before: T | undefined): T;
}

/** What was given, by field. */
export type Given<I extends readonly Input[]> = {
  readonly [E in I[number] as E["field"]]: E extends Input<string, infer T, infer R>
    ? R extends true
      ? T
      : T | undefined
    : never;
};

type Required<F extends string, T> = Input<F, T, true>;

function input<F extends string, T>(
  field: F,
  description: Phrase,
  placeholder: string,
  parse: (text: string, before: T | undefined) => T,
): Required<F, T> {
  return { field, description, required: true, placeholder, parse };
}

/** The same, but it may be left out. */
export function optional<F extends string, T>(one: Required<F, T>): Input<F, T, false> {
  return { ...one, required: false };
}

/** A switch: on where it is given. */
export function flag<F extends string>(field: F, description: Phrase): Input<F, true, false> {
  return { field, description, required: false, placeholder: undefined, parse: () => true };
}

/** A text, which the ledger or `check` judges. */
export function text<F extends string>(
  field: F,
  description: Phrase,
  placeholder: string = field,
  check: (text: string) => unknown = () => undefined,
): Required<F, string> {
  return input(field, description, placeholder, (given) => {
    check(given);
    return given;
  });
}

/** A name that people read. */
export function name<F extends string>(field: F, description: Phrase): Required<F, string> {
  return text(field, description, field, (given) => nameText(field, given));
}

/** A file with an account's consent, as `medtrace join` writes it. */
export const consent = file("consent", {
  en: "the file of the account's signed consent, which `medtrace join` wrote; never a member's before",
  zh: "该账户的同意书文件，由 `medtrace join` 出具；此前从未属于任何成员",
});

/** What names whatever has a history. */
export const SUBJECT = {
  en: "the code of an item, a batch or a product, or a subject's id, as of a parcel",
  zh: "单件、批次或产品的编码，或主体的标识（如分装）",
};
/** What names an item. */
export const item = text(
  "code",
  { en: "the item's code, with its serial", zh: "单件的编码，带序列号" },
  "code",
  assetOf,
);
/** What names an item or a parcel. */
export const code = text(
  "code",
  {
    en: "the item's code, with its serial; of a parcel, its id, or a code with its lot or product, if the signer's organisation has only one that fits",
    zh: "单件的编码，带序列号；分装则为其标识，或（签名者的机构只有一个相符时）带批号或产品的编码",
  },
  "code",
  subjectOf,
);
/** What names an item, or a parcel by its lot. */
export const unit = text(
  "code",
  { en: "the code, with its serial or lot; of a parcel, its id too", zh: "带序列号或批号的编码；分装也可用其标识" },
  "code",
  (given) => (isHexString(given, 32) ? undefined : unitIn(given)),
);
/** What a label names that enters the ledger: an item, or units of a lot. */
export const label = text(
  "code",
  { en: "the code, with its serial; or with its lot, of units of it", zh: "带序列号的编码；或一批数量的带批号的编码" },
  "code",
  unitIn,
);
/** What names a batch. */
export const lot = text("code", { en: "the code, with its lot", zh: "带批号的编码" }, "code", (given) =>
  batchId(readCode(given)),
);
/** A product's code. */
export const product = text(
  "product",
  { en: "the product's code; a GTIN is enough", zh: "产品编码；GTIN 即可" },
  "product",
  (given) => productId(readCode(given)),
);
/** What is recalled. */
export const recalled = text(
  "target",
  {
    en: "a code: with a serial, the item; with a lot, the batch; with neither, the whole product",
    zh: "编码：带序列号为单件，带批号为批次，都没有为整个产品",
  },
  "target",
  readCode,
);
/** Any subject. */
export const subject = text(
  "target",
  { en: "a code, or a subject's id", zh: "编码，或主体的标识" },
  "target",
  subjectOf,
);
/** A place's name. */
export const place = text("place", { en: "where it is now", zh: "现在的地点" }, "place", placeNumber);
/** A requisition. */
export const requisition = text(
  "requisition",
  { en: "the requisition: its own reference, or its id", zh: "采购申请：自编号或标识" },
  "requisition",
  (given) => (isHexString(given, 32) ? undefined : requisitionId(1, given)),
);
/** Whose reference a requisition was named by. */
export const of = optional(
  organisation("of", {
    en: "the organisation whose own reference it is; by default, the signer's",
    zh: "自编号所属的机构；默认为签名者的机构",
  }),
);

/** An account's address. */
export function account<F extends string>(field: F, description: Phrase): Required<F, string> {
  return text(field, description, "address", (given) => {
    if (!isAddress(given)) throw new InvalidInput(field, given, "must be an account's address, 0x and 40 digits");
  });
}

/** So many bytes as 0x and hexadecimal digits. */
export function bytes<F extends string>(
  field: F,
  description: Phrase,
  length: number,
  placeholder = "hex",
): Required<F, Hex> {
  return input(field, description, placeholder, (given) => {
    if (!isHexString(given, length)) {
      throw new InvalidInput(field, given, `must be ${length} bytes: 0x and ${2 * length} hexadecimal digits`);
    }
    return given.toLowerCase() as Hex;
  });
}

/** A whole number. */
export function whole<F extends string>(field: F, description: Phrase, min: number, max: number): Required<F, number> {
  return input(field, description, "number", (given) => {
    const number = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    if (!(number >= min && number <= max)) {
      throw new InvalidInput(field, given, `must be a whole number from ${min} to ${max}`);
    }
    return number;
  });
}

/** An organisation's number; 0 only where that stands for none. */
export function organisation<F extends string>(field: F, description: Phrase, min: 0 | 1 = 1): Required<F, number> {
  return whole(field, description, min, 0xff_ffff);
}

/** How many. */
export const quantity = input("quantity", { en: "how many", zh: "数量" }, "number", (given): bigint => {
  if (!/^\d{1,20}$/.test(given)) {
    throw new InvalidInput("quantity", given, "must be a whole number from 1 to 4294967295");
  }
  return quantityOf(BigInt(given));
});

/** Packs of a batch, by their indices. */
export const packs = input(
  "packs",
  { en: "which packs, by their indices, with commas between them", zh: "哪些包装，以序号表示，逗号分隔" },
  "indices",
  (given): readonly number[] => {
    const indices = given.split(",").map((one) => (/^\s*\d{1,7}\s*$/.test(one) ? Number(one) : Number.NaN));
    if (indices.some(Number.isNaN)) {
      const rule = `must be whole numbers from 0 to ${MAX_PACKS - 1}, with commas between them`;
      throw new InvalidInput("packs", given, rule);
    }
    marksOfPacks(indices);
    return indices;
  },
);

/** The index of a pack. */
export function pack<F extends string>(field: F, description: Phrase): Required<F, number> {
  return whole(field, description, 0, MAX_PACKS - 1);
}

/** A file to read. */
export function file<F extends string>(field: F, description: Phrase): Required<F, string> {
  return text(field, description, "file");
}

/** A temperature in degrees Celsius. */
export function celsius<F extends string>(field: F, description: Phrase): Required<F, number> {
  return input(field, description, "celsius", (given) => {
    const number = /^[+-]?\d+(?:\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
    if (Number.isNaN(number)) throw new InvalidInput(field, given, "must be a number of degrees Celsius");
    tenthsOf(field, number);
    return number;
  });
}

/** A moment: unix seconds, or ISO 8601, of which a date is its first second, and UTC where no zone is named. */
export function date<F extends string>(field: F, description: Phrase): Required<F, number> {
  return input(field, description, "date", (given) => {
    const seconds = readTime(given);
    if (seconds === undefined || seconds < 1 || seconds > 0xffff_ffff) {
      const rule = "must be a date or a date with time as in ISO 8601, or unix seconds, before 2106";
      throw new InvalidInput(field, given, rule);
    }
    return seconds;
  });
}

/** When a lot expires: a day means its last second, as on a label. */
export const expiry: Required<"expiry", number | "none"> = {
  ...date("expiry", {
    en: "the last day, or second, at which it is usable, or none; by default, what the code says (AI 17)",
    zh: "可用的最后一日或一秒，或 none；默认取编码所示（AI 17）",
  }),
  parse: (given) => {
    if (given === "none") return "none";
    return date("expiry", NOTHING).parse(given, undefined) + (/^\d{4}-\d{2}-\d{2}$/.test(given) ? 86_399 : 0);
  },
};

/** The same, or the word "none". */
export function dateOrNone<F extends string>(field: F, description: Phrase): Required<F, number | "none"> {
  const moment = date(field, description);
  return { ...moment, parse: (given) => (given === "none" ? "none" : moment.parse(given, undefined)) };
}

/** A word of the vocabulary as the command line writes it: "medicalWaste" as "medical-waste". */
export function kebab(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** One word of a list; "none" is no choice. */
export function word<F extends string, W extends string>(
  field: F,
  description: Phrase,
  list: readonly W[],
): Required<F, Exclude<W, "none">> {
  const words = list.filter((one): one is Exclude<W, "none"> => one !== "none");
  const choices = words.map(kebab);
  return {
    ...input(field, description, field, (given) => words[indexIn(field, choices, given)] as Exclude<W, "none">),
    choices,
  };
}

/** Words of a list, with commas between them; given again, it adds to what was said before. */
export function words<F extends string, W extends string>(
  field: F,
  description: Phrase,
  list: readonly W[],
): Required<F, readonly W[]> {
  const choices = list.map(kebab);
  const parse = (given: string, before: readonly W[] = []): readonly W[] => {
    const chosen = given.split(",").map((one) => list[indexIn(field, choices, one.trim())] as W);
    return [...new Set([...before, ...chosen])];
  };
  return {
    ...input(
      field,
      { en: `${description.en}, with commas between them`, zh: `${description.zh}，以逗号分隔` },
      "words",
      parse,
    ),
    choices,
  };
}

/** "on" or "off". */
export function onOff<F extends string>(field: F, description: Phrase): Required<F, boolean> {
  const choices = ["on", "off"];
  const parse = (given: string): boolean => indexIn(field, choices, given) === 0;
  return { ...input(field, description, field, parse), choices };
}

/** A rule on approvals: purpose, kind, risk class, how many, and "outside" where one is reserved. */
export const rules = input(
  "rules",
  {
    en: "how many approvals (1 to 3) for buy or scrap, kind and risk class, as in buy,device,3,2; can be given again",
    zh: "采购（buy）或报废（scrap）、类别、风险类别、审批次数（1 至 3），如 buy,device,3,2；可多次给出",
  },
  "rule",
  (given, before: readonly ApprovalRule[] = []): readonly ApprovalRule[] => {
    const [, purpose, kind, riskClass, approvals, outside] =
      /^(buy|scrap),(device|drug|consumable),([123]),([123])(,outside)?$/.exec(given) ?? [];
    if (purpose === undefined) {
      const rule = "must be buy or scrap, device, drug or consumable, a risk class and a number from 1 to 3";
      throw new InvalidInput("rules", given, `${rule}, with commas between them`);
    }
    const rule = { purpose, kind, riskClass: Number(riskClass), approvals: Number(approvals) } as ApprovalRule;
    const all = [...before, outside === undefined ? rule : { ...rule, outside: true }];
    packApprovals(all);
    return all;
  },
);

/** What a code with a serial or a lot names. */
function unitIn(given: string): Hex {
  const code = readCode(given);
  return code.serial === undefined && code.lot !== undefined ? batchId(code) : itemId(code);
}

function indexIn(field: string, choices: readonly string[], given: string): number {
  const index = choices.indexOf(given);
  if (index < 0) throw new InvalidInput(field, given, `must be one of ${choices.join(", ")}`);
  return index;
}
