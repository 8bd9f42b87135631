import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { productKindName } from "../lifecycle/names.ts";
import { productKinds, purposes } from "../lifecycle/vocabulary.ts";
import { MalformedPackList } from "../packs/errors.ts";
import { marksOfPacks, marksOfRange } from "../packs/marks.ts";
import { PackTree } from "../packs/tree.ts";
import { MAX_PACKS } from "../packs/units.ts";
import { type ApprovalRule, packApprovals } from "./approvals.ts";
import type { Consent } from "./consent.ts";
import {
  type AnyKind,
  celsius,
  eitherOf,
  type FieldKind,
  flag,
  kind,
  list,
  moment,
  object,
  optional,
  pack,
  required,
  whole,
  word,
} from "./kinds.ts";
import { readTime, type Time } from "./values.ts";

/** Packs that follow each other. */
export const range = object({
  first: required(pack, { en: "the index of the first", zh: "首个的序号" }),
  count: required(whole(1, MAX_PACKS), { en: "how many", zh: "几个" }),
});

type Packs = readonly number[] | { readonly first: number; readonly count: number };
const isRange = (value: Packs): value is { readonly first: number; readonly count: number } => "first" in value;

/** Packs of a batch: their indices, which are typed with commas between them; or some that follow each other. */
export const packs: FieldKind<Packs> = kind<Packs>("list", eitherOf(range.schema, list(pack).schema), {
  each: pack as AnyKind,
  alone: range as AnyKind,
  placeholder: "indices",
  parse: (given, field) => {
    const indices = given.split(",").map((one) => (/^\s*\d{1,7}\s*$/.test(one) ? Number(one) : Number.NaN));
    if (!indices.some(Number.isNaN)) return indices;
    throw new InvalidInput(field, given, rule(must.wholesTo, { max: MAX_PACKS - 1 }));
  },
  check: (value, field) => {
    const marks = isRange(value) ? marksOfRange(value.first, value.count) : marksOfPacks(value);
    if (marks.length === 0) throw new InvalidInput(field, value, rule(must.nameOne));
  },
  format: (value) =>
    (isRange(value) ? Array.from({ length: value.count }, (_, at) => value.first + at) : value).join(","),
});

/** The text of a JSON file; `undefined` where it is none. */
function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

/** The tree over a lot's packs; as a file, the pack list that `medtrace packs make` prints. */
export const packList: FieldKind<PackTree> = kind<PackTree>(
  "packList",
  { type: "object", description: "a pack list" },
  {
    isFile: true,
    placeholder: "file",
    parse: (given, _field, _before, path = "") => {
      const list = json(given);
      if (list === undefined) throw new MalformedPackList("packList", path, rule(must.jsonFile));
      return PackTree.from(list);
    },
    check: (value, field) => {
      if (!(value instanceof PackTree)) throw new InvalidInput(field, value, rule(must.packList));
    },
    format: (value) => JSON.stringify(value),
  },
);

/** An account's consent; as a file, what `medtrace join` writes. Whether it holds is for the ledger to say. */
export const consent: FieldKind<Consent> = kind<Consent>(
  "consent",
  { type: "object", description: "an account's consent" },
  {
    isFile: true,
    placeholder: "file",
    parse: (given, field, _before, path = "") => {
      const read = json(given);
      if (read === undefined) throw new InvalidInput(field, path, rule(must.jsonFile));
      if (typeof read !== "object" || read === null || Array.isArray(read)) {
        throw new InvalidInput(field, path, rule(must.oneConsent));
      }
      return read as Consent;
    },
    check: (value, field) => {
      if (typeof value === "object" && value !== null) return;
      throw new InvalidInput(field, value, rule(must.oneConsent));
    },
    format: (value) => JSON.stringify(value),
  },
);

/** What a logger measured. */
export interface Reading {
  readonly at: Time;
  /** Degrees Celsius; more than one decimal is rounded outwards, so that no excursion is hidden. */
  readonly celsius: number;
}

/**
 * What a logger measured; as a file, a line for each reading, its moment and the degrees Celsius with a comma between them. A first
 * line of other words is a heading.
 */
export const readings: FieldKind<readonly Reading[]> = kind<readonly Reading[]>(
  "list",
  list(
    object({
      at: required(moment, { en: "when", zh: "时刻" }),
      celsius: required(celsius, { en: "degrees", zh: "摄氏度" }),
    }),
  ).schema,
  {
    isFile: true,
    placeholder: "file",
    each: object({
      at: required(moment, { en: "when", zh: "时刻" }),
      celsius: required({ ...celsius, check: finite }, { en: "degrees", zh: "摄氏度" }),
    }) as AnyKind,
    parse: (given, field, _before, path = "") => {
      const read: Reading[] = [];
      for (const [index, text] of given
        .replace(/^\ufeff/, "")
        .split(/\r?\n/)
        .entries()) {
        if (text.trim() === "") continue;
        const [, at, degrees] = /^\s*"?([^",]*)"?\s*,\s*"?([+-]?\d+(?:\.\d+)?)"?\s*$/.exec(text) ?? [];
        const seconds = at === undefined ? undefined : readTime(at.trim());
        if (seconds !== undefined && degrees !== undefined) read.push({ at: seconds, celsius: Number(degrees) });
        else if (index > 0 || /\d/.test(text)) {
          throw new InvalidInput(field, text, rule(must.readingLine, { line: index + 1 }));
        }
      }
      if (read.length === 0) throw new InvalidInput(field, path, rule(must.oneReading));
      return read;
    },
    check: (value, field) => {
      if (value.length === 0) throw new InvalidInput(field, value, rule(must.atLeastOne));
      value.forEach((one, at) => {
        moment.check(one.at, `${field}[${at}].at`);
        finite(one.celsius, `${field}[${at}].celsius`);
      });
    },
    format: (value) => value.map((one) => `${moment.format(one.at)},${one.celsius}\n`).join(""),
  },
);

function finite(value: number, field: string): void {
  if (!Number.isFinite(value)) throw new InvalidInput(field, value, rule(must.celsius));
}

const ruled = {
  purpose: required(
    word(
      purposes,
      (at) =>
        [
          { en: "buy", zh: "采购" },
          { en: "scrap", zh: "报废" },
        ][at] ?? { en: "", zh: "" },
    ),
    { en: "what is decided on", zh: "决定什么" },
  ),
  kind: required(word(productKinds, productKindName), { en: "of which kind", zh: "哪一类" }),
  riskClass: required(whole<1 | 2 | 3>(1, 3), { en: "1 to 3", zh: "1 至 3" }),
  approvals: required(whole<1 | 2 | 3>(1, 3), { en: "how many, 1 to 3", zh: "几次，1 至 3" }),
} as const;
const outside = optional(flag, { en: "whether one is reserved", zh: "是否保留一次" });

/**
 * Rules on approvals; as text one of them, as in buy,device,3,2 and ",outside" where one is reserved, which can be given again.
 *
 * @param reserved - whether an approval can be reserved to the outside approver
 */
function rulesOf(reserved: boolean): FieldKind<readonly ApprovalRule[]> {
  const each = object(reserved ? { ...ruled, outside } : ruled);
  return kind<readonly ApprovalRule[]>("list", list(each).schema, {
    each: each as AnyKind,
    placeholder: "rule",
    parse: (given, field, before = []) => {
      const [, purpose, product, riskClass, approvals, own] =
        /^(buy|scrap),(device|drug|consumable),([123]),([123])(,outside)?$/.exec(given) ?? [];
      if (purpose === undefined) {
        throw new InvalidInput(field, given, rule(must.approvalRule));
      }
      const read = {
        purpose,
        kind: product,
        riskClass: Number(riskClass),
        approvals: Number(approvals),
      } as ApprovalRule;
      return [...before, own === undefined ? read : { ...read, outside: true }];
    },
    check: (value) => packApprovals(value),
    format: (value) =>
      value
        .map((one) => `${one.purpose},${one.kind},${one.riskClass},${one.approvals}${one.outside ? ",outside" : ""}`)
        .join(" "),
  });
}

export const rules = rulesOf(true);
/** What every organisation must do at least: nothing is reserved. */
export const floorRules = rulesOf(false);
