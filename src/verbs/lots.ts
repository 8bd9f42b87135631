import { canonicalProduct } from "../codes/canonical.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { readCode } from "../history/subjects.ts";
import { MAX_PACKS } from "../packs/units.ts";
import { packList, packs } from "./compounds.ts";
import { inDays, NEW_LOT, PARCEL } from "./examples.ts";
import { code, dispensed, expiry, lot, place, quantity } from "./fields.ts";
import * as kinds from "./kinds.ts";
import { commitment, head, optional, pack, required, whole } from "./kinds.ts";
import { duty, entry } from "./verb.ts";

const CUSTODIAN = { en: "the custodian", zh: "保管方" };

export const commission = entry("commission", {
  does: { en: "commission a lot that the own organisation made", zh: "投产登记本机构生产的批次" },
  who: duty("inspect", { en: "the product's manufacturer", zh: "该产品的生产企业" }),
  by: ["code"],
  fields: {
    code: lot,
    quantity: required(quantity, {
      en: "how many base units; whole packs, if these have a code each",
      zh: "多少最小单位；一物一码时须为整包装",
    }),
    expiry,
    packsRoot: optional(commitment, {
      en: "the root of the tree over its packs' codes, 32 bytes",
      zh: "包装编码树的根，32 字节",
    }),
  },
  typed: {
    with: {
      packs: optional(packList, {
        en: "instead of the root: the pack list that `medtrace packs make` printed",
        zh: "或者代替树根：`medtrace packs make` 输出的包装清单",
        excludes: ["packsRoot"],
      }),
    },
    parameters: ({ packs: tree, ...rest }) => {
      if (tree === undefined) return rest;
      const { gtin } = readCode(rest.code);
      if (canonicalProduct(tree) === canonicalProduct({ gtin })) return { ...rest, packsRoot: tree.root };
      throw new InvalidInput("packs", tree.gtin, rule(must.ofCodesProduct, { gtin }));
    },
  },
  example: `commission ${NEW_LOT} --quantity 1000 --expiry ${inDays(700)} --as maker`,
});

export const redate = entry("redate", {
  does: { en: "say when a lot expires", zh: "更改批次的效期" },
  who: duty("approve", { en: "a regulator", zh: "监管机构" }),
  by: ["code"],
  fields: { code: lot, expiry },
  example: `redate ${PARCEL} --expiry ${inDays(400)} --as officer`,
});

export const split = entry("split", {
  does: {
    en: "split a part off a parcel, which becomes a parcel of its own",
    zh: "从分装拆出一部分，成为独立的分装",
  },
  who: duty("keep", CUSTODIAN),
  by: ["code"],
  fields: {
    code,
    quantity: required(quantity, { en: "how many base units the part has", zh: "拆出部分的最小单位数" }),
    firstPack: optional(pack, {
      en: "the index of the part's first pack, at one end; where packs have a code each",
      zh: "一物一码时，拆出部分首个包装的序号，须在一端",
    }),
  },
  example: `split ${PARCEL} --quantity 50 --as keeper`,
});

export const dispense = entry("dispense", {
  does: {
    en: "dispense from a parcel, by quantity or by pack, each pack once",
    zh: "从分装发放，按数量或按包装，每个包装仅一次",
  },
  who: duty("use", CUSTODIAN),
  by: ["code"],
  fields: {
    code: dispensed,
    quantity: optional(quantity, { en: "how many base units; by default, 1", zh: "多少最小单位；默认为 1" }),
    place: optional(place, { en: "where", zh: "地点" }),
    packs: optional(packs, {
      en: "which packs, by their indices, with commas between them",
      zh: "哪些包装，以序号表示，逗号分隔",
      excludes: ["quantity", "firstPack", "count", "tree"],
    }),
    tree: optional(packList, {
      en: "instead: the batch's pack list, in which the code's pack or case is found",
      zh: "或者：批次的包装清单，从中找到该编码的包装或箱",
      excludes: ["quantity"],
    }),
    batch: optional(kinds.code(readCode), {
      en: "a code with its lot, where the code itself has none, as an SSCC",
      zh: "编码本身没有批号（如 SSCC）时，带批号的编码",
    }),
  },
  typed: {
    with: {
      firstPack: optional(pack, {
        en: "instead: the index of the first of some packs that follow each other",
        zh: "或者：连续包装中首个的序号",
        excludes: ["quantity", "tree"],
      }),
      count: optional(whole(1, MAX_PACKS), {
        en: "how many of these; by default, 1",
        zh: "连续几个；默认为 1",
        excludes: ["quantity", "tree"],
      }),
    },
    parameters: ({ firstPack: first, count, ...rest }) => {
      if (first !== undefined) return { ...rest, packs: { first, count: count ?? 1 } };
      if (count === undefined) return rest;
      throw new InvalidInput("firstPack", undefined, rule(must.givenWithCount));
    },
  },
  example: `dispense ${PARCEL} --packs 0,1 --place "Pharmacy 药房" --as pharmacist`,
});

export const undo = entry("undo", {
  does: { en: "take a dispensing back, within ten days", zh: "十日内撤销发放" },
  who: duty("use", {
    en: "the organisation that dispensed, and has the parcel still",
    zh: "发放且仍保管该分装的机构",
  }),
  by: ["code"],
  fields: {
    code,
    head: optional(head, {
      en: "the head that the dispensing led to, 27 bytes; by default, the last one's",
      zh: "该次发放后的链头，27 字节；默认为最近一次",
    }),
  },
  example: `undo ${PARCEL} --as pharmacist`,
});
