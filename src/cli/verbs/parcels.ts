import { readCode } from "../../actions/targets.ts";
import { subjectOf } from "../../actions/trace.ts";
import { InvalidInput, isSscc, readSscc } from "../../index.ts";
import { ofProduct, readPackTree } from "../files.ts";
import { bytes, code, expiry, file, lot, optional, pack, packs, place, quantity, text, whole } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { inDays, NEW_LOT, PARCEL } from "./examples.ts";

const units = { ...quantity, description: "how many base units" };
const tree = optional(file("tree", "instead: the batch's pack list, in which the code's pack or case is found"));

const dispensed = text(
  "code",
  "a parcel's id; a code with its lot; a product's, of which the parcel that expires first is taken; a pack's or a case's own, with --tree",
  "code",
  (given) => (isSscc(given) ? readSscc(given) : subjectOf(given)),
);

/** Goods that are told apart by lot, and their packs with a code each. */
export const lots: VerbGroup = {
  heading: "Batches and parcels 批次与分装:",
  entries: true,
  verbs: [
    verb("commission", {
      description: "commission a lot that the own organisation made 投产登记",
      who: "Duty inspect, in the product's manufacturer",
      positional: [lot],
      options: [
        { ...units, description: "how many base units; whole packs, if these have a code each" },
        optional(expiry),
        {
          ...optional(file("packs", "the pack list that `medtrace packs make` printed; the ledger gets its root")),
          excludes: ["packsRoot"],
        },
        optional(bytes("packsRoot", "instead: the root of the tree over its packs' codes, 32 bytes", 32)),
      ],
      parameters: async ({ packs: path, packsRoot, ...rest }) => ({
        ...rest,
        packsRoot: path === undefined ? packsRoot : ofProduct(await readPackTree(path), readCode(rest.code)).root,
      }),
      example: `commission ${NEW_LOT} --quantity 1000 --expiry ${inDays(700)} --as maker`,
    }),
    verb("redate", {
      description: "say when a lot expires 更改效期",
      who: "Duty approve, in a regulator",
      positional: [lot],
      options: [optional(expiry)],
      example: `redate ${PARCEL} --expiry ${inDays(400)} --as officer`,
    }),
    verb("split", {
      description: "split a part off a parcel 拆分, which becomes a parcel of its own",
      who: "Duty keep, in the custodian",
      positional: [code],
      options: [
        { ...units, description: "how many base units the part has" },
        optional(pack("firstPack", "the index of the part's first pack, at one end; where packs have a code each")),
      ],
      example: `split ${PARCEL} --quantity 50 --as keeper`,
    }),
    verb("dispense", {
      description: "dispense from a parcel 发放, by quantity or by pack, each pack once",
      who: "Duty use, in the custodian",
      positional: [dispensed],
      options: [
        optional({ ...units, description: "how many base units; by default, 1" }),
        { ...optional(place), description: "where" },
        { ...optional(packs), excludes: ["quantity", "firstPack", "count", "tree"] },
        {
          ...optional(pack("firstPack", "instead: the index of the first of some packs that follow each other")),
          excludes: ["quantity", "tree"],
        },
        { ...optional(whole("count", "how many of these; by default, 1", 1, 2 ** 20)), excludes: ["quantity", "tree"] },
        { ...tree, excludes: ["quantity"] },
        optional(text("batch", "a code with its lot, where the code itself has none, as an SSCC", "code", readCode)),
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
      description: "take a dispensing back 撤销发放, within ten days",
      who: "Duty use, in the organisation that dispensed, and has the parcel still",
      positional: [code],
      options: [
        optional(
          bytes("head", "the head that the dispensing led to, 27 bytes; by default, the last one's", 27, "head"),
        ),
      ],
      example: `undo ${PARCEL} --as pharmacist`,
    }),
  ],
};
