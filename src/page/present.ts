import { NO_EXPIRY } from "../history/facts.ts";
import type { OpenRecall } from "../history/recalls.ts";
import type { AsOf } from "../history/types.ts";
import { expiryWording } from "../history/wording.ts";
import { instructionName, type Phrase, recallLevelName, stateName } from "../lifecycle/names.ts";
import { instructions, recallLevels } from "../lifecycle/vocabulary.ts";
import type { Present } from "../proof/present.ts";
import { type Child, element } from "./dom.ts";
import { code, moment, organisation, units } from "./format.ts";

const recalled: Readonly<Record<OpenRecall["of"], Phrase>> = {
  item: { en: "This very asset is recalled", zh: "该资产被召回" },
  batch: { en: "Its batch is recalled", zh: "其批次被召回" },
  product: { en: "Its product is recalled", zh: "其产品被召回" },
};

/**
 * The recalls that are open.
 *
 * @param recalls - at least one
 * @param isProven - whether the ledger says so, or only the file
 */
export function recallsView(recalls: readonly OpenRecall[], isProven: boolean): HTMLElement {
  return element(
    "section",
    { class: "recalls", "data-tone": "bad", "aria-labelledby": "recalls" },
    element(
      "h2",
      { id: "recalls" },
      isProven
        ? { en: `Open recalls: ${recalls.length}`, zh: `未解除的召回：${recalls.length} 项` }
        : {
            en: `Open recalls, as the file says: ${recalls.length}`,
            zh: `未解除的召回（据文件所述）：${recalls.length} 项`,
          },
    ),
    element("ul", {}, ...recalls.map(recallView)),
  );
}

function recallView({ of, target, level, instruction, raisedAt, byRegulator, by, remedied }: OpenRecall): HTMLElement {
  const [itsLevel, told] = [
    recallLevelName(recallLevels.indexOf(level)),
    instructionName(instructions.indexOf(instruction)),
  ];
  return element(
    "li",
    { "data-recall": of },
    warning(recalled[of]),
    ": ",
    { en: `${itsLevel.en} level, ${told.en}`, zh: `${itsLevel.zh}召回，${told.zh}` },
    " · ",
    moment(raisedAt),
    " · ",
    ...(by === 0 ? [] : [{ en: `raised by organisation ${by}`, zh: `由机构 ${by} 发起` }, " · "]),
    byRegulator
      ? { en: "only a regulator lifts it", zh: "仅监管机构可解除" }
      : { en: "who raised it, or a regulator, lifts it", zh: "由发起方或监管机构解除" },
    ...(remedied
      ? [" · ", { en: "this asset was remedied since, and that was confirmed", zh: "该资产已整改并经复核" }]
      : []),
    element("div", {}, code(target)),
  );
}

/**
 * What the ledger stored of the traced subject.
 *
 * @param present - what is stored
 * @param asOf - the block
 * @param isProven - whether that is proven, or only what the file says
 */
export function presentView(present: Present, asOf: AsOf, isProven: boolean): HTMLElement {
  const { state, quarantined, custodian, owner, quantity, calibratedUntil, expiry, recalls } = present;
  const rows: (readonly [Phrase, ...Child[]])[] = [
    [{ en: "state", zh: "状态" }, stateName(state)],
    [{ en: "quarantined", zh: "隔离" }, quarantined ? warning({ en: "yes", zh: "是" }) : { en: "no", zh: "否" }],
    [
      { en: "open recalls", zh: "未解除的召回" },
      recalls.length === 0 ? { en: "none", zh: "无" } : warning({ en: `${recalls.length}`, zh: `${recalls.length}` }),
    ],
  ];
  if (custodian !== undefined) rows.push([{ en: "custodian", zh: "保管方" }, organisation(custodian)]);
  if (owner !== undefined) rows.push([{ en: "owner", zh: "所有方" }, organisation(owner)]);
  if (quantity !== undefined) rows.push([{ en: "quantity", zh: "数量" }, units(quantity)]);
  if (expiry === NO_EXPIRY) rows.push([{ en: "expiry", zh: "效期" }, expiryWording(expiry)]);
  else if (expiry !== undefined) rows.push([{ en: "expiry", zh: "效期" }, ...until(expiry, asOf)]);
  if (calibratedUntil !== undefined) {
    rows.push([{ en: "calibrated until", zh: "强检有效至" }, ...until(calibratedUntil, asOf)]);
  }
  return element(
    "section",
    { class: "present", "aria-labelledby": "present" },
    element(
      "h2",
      { id: "present" },
      isProven
        ? { en: `State at block ${asOf.block}`, zh: `区块 ${asOf.block} 时的状态` }
        : { en: `State at block ${asOf.block}, as the file says`, zh: `文件所称的区块 ${asOf.block} 时的状态` },
    ),
    element("dl", {}, ...rows.flatMap(([name, ...said]) => [element("dt", {}, name), element("dd", {}, ...said)])),
  );
}

/** A moment until which something holds, and whether it had passed at the block. */
function until(seconds: number, asOf: AsOf): readonly Child[] {
  const passed = seconds < asOf.time;
  return [moment(seconds), ...(passed ? [" ", warning({ en: "passed at that block", zh: "在该区块时已过" })] : [])];
}

const warning = (said: Phrase): HTMLElement => element("strong", { class: "warning" }, said);
