import { readCode } from "../../actions/targets.ts";
import { subjectOf } from "../../actions/trace.ts";
import { InvalidInput, isSscc, readSscc } from "../../index.ts";
import { ofProduct, readPackTree } from "../files.ts";
import { bytes, code, expiry, file, lot, optional, pack, packs, place, quantity, text, whole } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { inDays, NEW_LOT, PARCEL } from "./examples.ts";

const units = { ...quantity, description: { en: "how many base units", zh: "多少最小单位" } };
const tree = optional(
  file("tree", {
    en: "instead: the batch's pack list, in which the code's pack or case is found",
    zh: "或者：批次的包装清单，从中找到该编码的包装或箱",
  }),
);

const dispensed = text(
  "code",
  {
    en: "a parcel's id; a code with its lot; a product's; of usable parcels, those that expire first are taken; a pack's or a case's own, with --tree",
    zh: "分装的标识；带批号的编码；产品编码；先取最先到期的可用分装；或配合 --tree 的包装或箱的编码",
  },
  "code",
  (given) => (isSscc(given) ? readSscc(given) : subjectOf(given)),
);

/** Goods that are told apart by lot, and their packs with a code each. */
export const lots: VerbGroup = {
  heading: { en: "Batches and parcels 批次与分装:", zh: "批次与分装：" },
  entries: true,
  verbs: [
    verb("commission", {
      description: { en: "commission a lot that the own organisation made 投产登记", zh: "投产登记本机构生产的批次" },
      who: { en: "Duty inspect, in the product's manufacturer", zh: "职责“验收”，在该产品的生产企业" },
      positional: [lot],
      options: [
        {
          ...units,
          description: {
            en: "how many base units; whole packs, if these have a code each",
            zh: "多少最小单位；一物一码时须为整包装",
          },
        },
        optional(expiry),
        {
          ...optional(
            file("packs", {
              en: "the pack list that `medtrace packs make` printed; the ledger gets its root",
              zh: "`medtrace packs make` 输出的包装清单；账本得到其树根",
            }),
          ),
          excludes: ["packsRoot"],
        },
        optional(
          bytes(
            "packsRoot",
            {
              en: "instead: the root of the tree over its packs' codes, 32 bytes",
              zh: "或者：包装编码树的根，32 字节",
            },
            32,
          ),
        ),
      ],
      parameters: async ({ packs: path, packsRoot, ...rest }) => ({
        ...rest,
        packsRoot: path === undefined ? packsRoot : ofProduct(await readPackTree(path), readCode(rest.code)).root,
      }),
      example: `commission ${NEW_LOT} --quantity 1000 --expiry ${inDays(700)} --as maker`,
    }),
    verb("redate", {
      description: { en: "say when a lot expires 更改效期", zh: "更改批次的效期" },
      who: { en: "Duty approve, in a regulator", zh: "职责“审批”，在监管机构" },
      positional: [lot],
      options: [optional(expiry)],
      example: `redate ${PARCEL} --expiry ${inDays(400)} --as officer`,
    }),
    verb("split", {
      description: {
        en: "split a part off a parcel 拆分, which becomes a parcel of its own",
        zh: "从分装拆出一部分，成为独立的分装",
      },
      who: { en: "Duty keep, in the custodian", zh: "职责“保管”，在保管方" },
      positional: [code],
      options: [
        { ...units, description: { en: "how many base units the part has", zh: "拆出部分的最小单位数" } },
        optional(
          pack("firstPack", {
            en: "the index of the part's first pack, at one end; where packs have a code each",
            zh: "一物一码时，拆出部分首个包装的序号，须在一端",
          }),
        ),
      ],
      example: `split ${PARCEL} --quantity 50 --as keeper`,
    }),
    verb("dispense", {
      description: {
        en: "dispense from a parcel 发放, by quantity or by pack, each pack once",
        zh: "从分装发放，按数量或按包装，每个包装仅一次",
      },
      who: { en: "Duty use, in the custodian", zh: "职责“使用”，在保管方" },
      positional: [dispensed],
      options: [
        optional({ ...units, description: { en: "how many base units; by default, 1", zh: "多少最小单位；默认为 1" } }),
        { ...optional(place), description: { en: "where", zh: "地点" } },
        { ...optional(packs), excludes: ["quantity", "firstPack", "count", "tree"] },
        {
          ...optional(
            pack("firstPack", {
              en: "instead: the index of the first of some packs that follow each other",
              zh: "或者：连续包装中首个的序号",
            }),
          ),
          excludes: ["quantity", "tree"],
        },
        {
          ...optional(whole("count", { en: "how many of these; by default, 1", zh: "连续几个；默认为 1" }, 1, 2 ** 20)),
          excludes: ["quantity", "tree"],
        },
        { ...tree, excludes: ["quantity"] },
        optional(
          text(
            "batch",
            {
              en: "a code with its lot, where the code itself has none, as an SSCC",
              zh: "编码本身没有批号（如 SSCC）时，带批号的编码",
            },
            "code",
            readCode,
          ),
        ),
      ],
      parameters: async ({ packs: indices, firstPack, count, tree: path, ...rest }) => {
        if (count !== undefined && firstPack === undefined) {
          throw new InvalidInput("firstPack", firstPack, "must be given where --count is");
        }
        const range = firstPack === undefined ? undefined : { first: firstPack, count: count ?? 1 };
        return { ...rest, packs: indices ?? range, tree: path === undefined ? undefined : await readPackTree(path) };
      },
      example: `dispense ${PARCEL} --packs 0,1 --place "Pharmacy 药房" --as pharmacist`,
    }),
    verb("undo", {
      description: { en: "take a dispensing back 撤销发放, within ten days", zh: "十日内撤销发放" },
      who: {
        en: "Duty use, in the organisation that dispensed, and has the parcel still",
        zh: "职责“使用”，在发放且仍保管该分装的机构",
      },
      positional: [code],
      options: [
        optional(
          bytes(
            "head",
            {
              en: "the head that the dispensing led to, 27 bytes; by default, the last one's",
              zh: "该次发放后的链头，27 字节；默认为最近一次",
            },
            27,
            "head",
          ),
        ),
      ],
      example: `undo ${PARCEL} --as pharmacist`,
    }),
  ],
};
