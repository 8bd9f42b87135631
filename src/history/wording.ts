import {
  actionName,
  basisName,
  calibrationResultName,
  harmName,
  instructionName,
  meansName,
  outcomeName,
  type Phrase,
  productKindName,
  quarantineReasonName,
  recallLevelName,
  refusalReasonName,
  remarkName,
  termsName,
} from "../lifecycle/names.ts";
import { type Action, trackings } from "../lifecycle/vocabulary.ts";
import { correctedAction } from "./corrections.ts";
import { NO_EXPIRY, readBasis, temperatures } from "./facts.ts";
import type { Entry } from "./types.ts";

/** How organisations and places are called, which entries hold by their numbers. */
export interface Called {
  organisation(number: number): Phrase;
  /** A place of the entry's organisation. */
  place(number: number): Phrase;
}

/**
 * What an entry says beside its action, state and quantity, in words: a place, an outcome, a reason, means, to whom and on
 * which terms; and what is not on the ledger: a supplier, a manufacturer.
 *
 * @param entry - an entry
 * @param called - how organisations and places are called ({@link namedIn} tells which will be asked for)
 * @returns `undefined` where it says nothing
 */
export function wordingOf(entry: Entry, called: Called): Phrase | undefined {
  const action = correctedAction(entry);
  const said = wordingAs(action, entry, called);
  if (entry.action !== "correct") return said;
  const name = actionName(action);
  const superseded: Phrase = { en: `supersedes ${name.en}`, zh: `更正“${name.zh}”` };
  return said === undefined ? superseded : { en: `${superseded.en}: ${said.en}`, zh: `${superseded.zh}：${said.zh}` };
}

/** The organisations, and the place, that an entry's wording names, by their numbers. */
export function namedIn(entry: Entry): {
  readonly organisations: readonly number[];
  readonly place: number | undefined;
} {
  const action = correctedAction(entry);
  return {
    organisations: [
      ...(others.has(action) && entry.counterpart !== 0 ? [entry.counterpart] : []),
      ...(entry.action === "reassign" ? [entry.value] : []),
    ],
    place: placed.has(action) && entry.value !== 0 ? entry.value : undefined,
  };
}

/** The actions whose wording names their counterpart, and those whose value is a place. */
const others: ReadonlySet<Action> = new Set(["order", "offer", "sendBack", "take", "settle", "reassign"] as const);
const placed: ReadonlySet<Action> = new Set(["dispense", "use", "store", "move"] as const);

function wordingAs(action: Action, entry: Entry, called: Called): Phrase | undefined {
  const { value, until, counterpart } = entry;
  // Of what the ledger composes, a correction says nothing.
  const original = entry.action !== "correct";
  const other = called.organisation(counterpart);
  switch (action) {
    case "register":
    case "amend":
    case "renew":
      return original ? productWording(entry.quantity) : undefined;
    case "prescribe":
      return original ? careWording(entry.quantity, value) : undefined;
    case "recall": {
      if (value === 0) return undefined;
      const [level, instruction] = [recallLevelName(value & 0xff), instructionName(value >> 8)];
      return { en: `${level.en} level, ${instruction.en}`, zh: `${level.zh}召回，${instruction.zh}` };
    }
    case "apply":
      return value === 1 ? { en: "urgent", zh: "紧急" } : undefined;
    case "order":
      if (!original) return undefined;
      if (counterpart === 0) return { en: "the supplier is not on the ledger", zh: "供应商不在账本上" };
      return { en: `from ${other.en}`, zh: `向${other.zh}订购` };
    case "accept":
      if (value === 0) return undefined;
      return {
        en: `declared: its manufacturer is not on the ledger; made ${day(value)}`,
        zh: `由验收方申报：生产企业不在账本上；生产日期 ${day(value)}`,
      };
    case "enrol": {
      const { basis, madeAt } = readBasis(value);
      return joined([
        basisName(basis),
        ...(madeAt === undefined ? [] : [{ en: `made ${day(madeAt)}`, zh: `生产日期 ${day(madeAt)}` }]),
      ]);
    }
    case "commission":
    case "declare":
    case "redate":
      return original ? expiryWording(until) : undefined;
    case "dispense":
    case "use":
    case "store":
    case "move":
      return value === 0 ? undefined : called.place(value);
    case "stocktake":
      return { en: `counted ${value}`, zh: `盘得 ${value}` };
    case "note": {
      const [remark, figure] = [remarkName(value & 0xff), value >>> 8 === 0 ? "" : ` ${value >>> 8}`];
      return { en: `${remark.en}${figure}`, zh: `${remark.zh}${figure}` };
    }
    case "monitor": {
      const single = until === 0 || until === entry.occurredAt;
      const since = new Date(until * 1000).toISOString().slice(0, 16);
      const range = celsius(value);
      return single ? range : joined([range, { en: `since ${since}`, zh: `自 ${since} 起` }], { en: " ", zh: "，" });
    }
    case "maintain":
      return joined([
        outcomeName(value),
        ...(until === 0 ? [] : [{ en: `next due ${day(until)}`, zh: `下次维护 ${day(until)}` }]),
      ]);
    case "calibrate":
      return joined([
        calibrationResultName(value),
        ...(until === 0 ? [] : [{ en: `until ${day(until)}`, zh: `有效至 ${day(until)}` }]),
      ]);
    case "refuse":
      return refusalReasonName(value);
    case "quarantine":
      return quarantineReasonName(value);
    case "reportAdverseEvent":
      return harmName(value);
    case "dispose":
      return meansName(value);
    case "offer": {
      const due = day((value >>> 8) * 86_400);
      return joined([
        ...(counterpart === 0 ? [] : [{ en: `to ${other.en}`, zh: `移交给${other.zh}` }]),
        termsName(value & 0xff),
        ...(value >>> 8 === 0 ? [] : [{ en: `due back ${due}`, zh: `应于 ${due} 归还` }]),
      ]);
    }
    case "sendBack":
      return original ? { en: `to ${other.en}`, zh: `退回给${other.zh}` } : undefined;
    case "take":
      return original ? joined([{ en: `from ${other.en}`, zh: `来自${other.zh}` }, termsName(value)]) : undefined;
    case "settle":
      return original ? { en: `with ${other.en}`, zh: `与${other.zh}结算` } : undefined;
    case "reassign": {
      const owner = called.organisation(value);
      return original
        ? { en: `to ${other.en}, owned by ${owner.en}`, zh: `改派给${other.zh}，归${owner.zh}所有` }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** When a lot expires. */
export function expiryWording(expiry: number): Phrase {
  return expiry === NO_EXPIRY
    ? { en: "without expiry", zh: "无效期限制" }
    : { en: `expiring ${day(expiry)}`, zh: `效期至 ${day(expiry)}` };
}

/**
 * What a registration says of its product, from the lowest bit: kind 4 · risk class 4 · single use 4 · tracking 4 · units
 * per pack 16.
 */
function productWording(description: bigint): Phrase {
  const field = (shift: bigint) => Number((description >> shift) & 0xfn);
  const units = description >> 16n;
  const byLot = trackings[field(12n)] === "lot";
  return joined([
    productKindName(field(0n)),
    { en: `risk class ${field(4n)}`, zh: `风险类别 ${field(4n)}` },
    ...(field(8n) === 0 ? [] : [{ en: "single use", zh: "一次性使用" }]),
    ...(byLot ? [{ en: "by lot", zh: "按批号追溯" }] : []),
    ...(byLot && units !== 1n ? [{ en: `${units} units a pack`, zh: `每包装 ${units} 个最小单位` }] : []),
  ]);
}

/** What is prescribed, from the lowest bit: calibration interval 16 · witnessed 1; and limits of temperature. */
function careWording(care: bigint, limits: number): Phrase {
  const days = Number(care & 0xffffn);
  const all = [
    ...(care >> 16n === 0n ? [] : [{ en: "a witness wherever it comes in", zh: "双人验收" }]),
    ...(days === 0 ? [] : [{ en: `calibration every ${days} days`, zh: `每 ${days} 天强检` }]),
    ...(limits === 0 ? [] : [celsius(limits)]),
  ];
  return all.length === 0 ? { en: "nothing", zh: "无" } : joined(all);
}

function celsius(value: number): Phrase {
  const { lowest, highest } = temperatures(value);
  const [from, to] = [(lowest / 10).toFixed(1), (highest / 10).toFixed(1)];
  return { en: `${from} to ${to} °C`, zh: `${from} 至 ${to} °C` };
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function joined(phrases: readonly Phrase[], by: Phrase = { en: ", ", zh: "，" }): Phrase {
  return { en: phrases.map(({ en }) => en).join(by.en), zh: phrases.map(({ zh }) => zh).join(by.zh) };
}
