import type { Parcel } from "../actions/parcels.ts";
import type { Holding, RecallImpact } from "../actions/recallImpact.ts";
import type { DispensedPack, ScanReason, ScanResult, ScanVerdict } from "../actions/scan.ts";
import type { Medtrace } from "../client/client.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import type { OpenRecall } from "../history/recalls.ts";
import { instructionName, type Phrase, recallLevelName, stateName, termsName } from "../lifecycle/names.ts";
import { instructions, recallLevels, terms } from "../lifecycle/vocabulary.ts";
import type { Say } from "./language.ts";
import { day, nameOf, recallText, units } from "./print.ts";
import { table } from "./table.ts";

/** Parcels, a line each, in the order that they were given in. */
export async function printParcels(m: Medtrace, say: Say, parcels: readonly Parcel[]): Promise<string> {
  if (parcels.length === 0) return say({ en: "no parcels", zh: "没有分装" });
  const rows = await Promise.all(parcels.map((parcel) => parcelRow(m, say, parcel)));
  const head = [
    { en: "lot 批号", zh: "批号" },
    { en: "expires 效期", zh: "效期" },
    { en: "holds 数量", zh: "数量" },
    { en: "packs", zh: "包装" },
    { en: "state", zh: "状态" },
    { en: "at", zh: "保管方" },
    { en: "", zh: "" },
    { en: "parcel", zh: "分装" },
  ];
  return table([head.map(say), ...rows]);
}

async function parcelRow(m: Medtrace, say: Say, parcel: Parcel): Promise<readonly string[]> {
  const { custodian, owner, packs, offeredTo } = parcel;
  const [addressee, whose] = [await nameOf(m, say, offeredTo), await nameOf(m, say, owner)];
  const [its, owed] = [termsName(terms.indexOf(parcel.terms ?? "none")), units(say, parcel.owed)];
  const remarks = [
    ...(parcel.quarantined ? [say({ en: "quarantined 隔离", zh: "隔离中" })] : []),
    ...(parcel.recalled ? [say({ en: "recalled 召回", zh: "召回" })] : []),
    ...(parcel.expired ? [say({ en: "expired 已过期", zh: "已过期" })] : []),
    ...(offeredTo === 0 ? [] : [say({ en: `to ${addressee}`, zh: `移交给${addressee}` })]),
    ...(owner === custodian ? [] : [say({ en: `${its.en} from ${whose}`, zh: `${its.zh}，归${whose}所有` })]),
    ...(parcel.owed === 0n ? [] : [say({ en: `${owed} not settled`, zh: `未结算 ${owed}` })]),
  ];
  return [
    parcel.lot,
    parcel.expiry === NO_EXPIRY ? "–" : day(parcel.expiry),
    units(say, parcel.quantity),
    packs === undefined ? "" : rangesOf([{ first: packs.first, last: packs.end - 1 }]),
    say(stateName(parcel.state)),
    await nameOf(m, say, custodian),
    remarks.join(", "),
    parcel.subject,
  ];
}

const verdictTexts: Readonly<Record<ScanVerdict, Phrase>> = {
  genuine: { en: "genuine 正品", zh: "正品" },
  dispensed: { en: "dispensed 已发放", zh: "已发放" },
  recalled: { en: "recalled 召回", zh: "召回" },
  expired: { en: "expired 已过期", zh: "已过期" },
  unknown: { en: "unknown 无法确认", zh: "无法确认" },
};

/** What a scan found, in a line and the reasons. */
export async function printScan(m: Medtrace, say: Say, { verdict, reasons, packs, asOf }: ScanResult): Promise<string> {
  const which =
    packs === undefined ? [] : [packsText(say, [{ first: packs.first, last: packs.first + packs.count - 1 }])];
  const [block, time] = [asOf.block, moment(asOf.time)];
  const read = say({ en: `as of block ${block}, ${time}`, zh: `截至区块 ${block}，${time}` });
  const texts = (await Promise.all(reasons.map((reason) => scanReasonTexts(m, say, reason)))).flat();
  return [[say(verdictTexts[verdict]), ...which, read].join(" · "), ...texts.map((text) => `  ${text}`)].join("\n");
}

/** A reason; of packs, one text for those that were dispensed together. */
async function scanReasonTexts(m: Medtrace, say: Say, reason: ScanReason): Promise<readonly string[]> {
  switch (reason.code) {
    case "batchUnknown":
      return [say({ en: "the ledger has no batch of this product and lot", zh: "账本上没有该产品的这一批次" })];
    case "notSerialised":
      return [say({ en: "the packs of its batch have no codes on the ledger", zh: "其批次的包装在账本上没有编码" })];
    case "notInBatch":
      return [say({ en: "its manufacturer committed to no such code", zh: "其生产企业未登记该编码" })];
    case "lotDiffers":
      return [say({ en: `its label names another lot, ${reason.printed}`, zh: `标签所示批号不同：${reason.printed}` })];
    case "expiryDiffers": {
      const [printed, stored] = [reason.printed, day(reason.stored)];
      return [
        say({
          en: `its label says that it expires ${printed}, the ledger ${stored}`,
          zh: `标签所示效期为 ${printed}，账本为 ${stored}`,
        }),
      ];
    }
    case "dispensed":
      return Promise.all(dispensings(reason.packs).map((together) => dispensedText(m, say, together)));
    case "recalled":
      return [await recallText(m, say, reason satisfies OpenRecall)];
    case "expired":
      return [say({ en: `expired 已过期 after ${day(reason.expiry)}`, zh: `已过期，效期至 ${day(reason.expiry)}` })];
  }
}

/** Packs by what dispensed them, in their order. */
function dispensings(packs: readonly DispensedPack[]): readonly (readonly DispensedPack[])[] {
  const all = new Map<string, DispensedPack[]>();
  for (const pack of packs) {
    const { by } = pack;
    const key = by === undefined ? "" : `${by.transaction} ${by.parcel} ${by.member} ${by.occurredAt}`;
    all.set(key, [...(all.get(key) ?? []), pack]);
  }
  return [...all.values()];
}

async function dispensedText(m: Medtrace, say: Say, together: readonly DispensedPack[]): Promise<string> {
  const [{ by }] = together as readonly [DispensedPack];
  const ranges: { first: number; last: number }[] = [];
  for (const { pack } of together) {
    const range = ranges.at(-1);
    if (range !== undefined && range.last + 1 === pack) range.last = pack;
    else ranges.push({ first: pack, last: pack });
  }
  const packs = packsText(say, ranges);
  if (by === undefined) {
    return say({
      en: `${packs} dispensed 已发放; the node does not say by whom`,
      zh: `${packs}已发放；节点未说明由谁发放`,
    });
  }
  const [who, when] = [await nameOf(m, say, by.organisation), moment(by.occurredAt)];
  return say({
    en: `${packs} dispensed 已发放 on ${when} by member ${by.member} of ${who}, from parcel ${by.parcel}`,
    zh: `${packs}于 ${when} 由${who}成员 ${by.member} 发放，来自分装 ${by.parcel}`,
  });
}

type Range = { readonly first: number; readonly last: number };

const rangesOf = (ranges: readonly Range[]): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");

function packsText(say: Say, ranges: readonly Range[]): string {
  const one = ranges.length === 1 && ranges[0]?.first === ranges[0]?.last;
  return say({ en: `${one ? "pack" : "packs"} ${rangesOf(ranges)}`, zh: `包装 ${rangesOf(ranges)} ` });
}

/** What a recall reaches. */
export async function printImpact(m: Medtrace, say: Say, impact: RecallImpact): Promise<string> {
  const { level, instruction, byRegulator, by, raisedAt, totals, holdings, unacknowledged, asOf } = impact;
  const raiser = by === undefined ? undefined : await nameOf(m, say, by);
  const rows = await Promise.all(holdings.map((holding) => holdingRow(m, say, holding)));
  const missing = await Promise.all(unacknowledged.map((organisation) => nameOf(m, say, organisation)));
  const its = recallLevelName(recallLevels.indexOf(level));
  const raised = moment(raisedAt);
  const head = [
    say({ en: `${its.en} level ${its.zh}召回`, zh: `${its.zh}召回` }),
    say(instructionName(instructions.indexOf(instruction))),
    say({
      en: `raised${raiser === undefined ? "" : ` by ${raiser}`} on ${raised}${byRegulator ? ", a regulator's recall" : ""}`,
      zh: `${raised}${raiser === undefined ? "" : `由${raiser}`}发起${byRegulator ? "，监管机构召回" : ""}`,
    }),
  ];
  const columns = [
    { en: "at", zh: "保管方" },
    { en: "place", zh: "地点" },
    { en: "state", zh: "状态" },
    { en: "holds", zh: "数量" },
    { en: "dispensed", zh: "已发放" },
    { en: "acknowledged", zh: "已确认" },
    { en: "asset", zh: "资产" },
  ];
  const when = moment(asOf.time);
  return [
    head.join(" · "),
    table([
      [say({ en: "notice 通知", zh: "通知" }), noticeText(say, impact.notice)],
      [say({ en: "held 库存", zh: "库存" }), units(say, totals.held)],
      [say({ en: "in transit 在途", zh: "在途" }), units(say, totals.inTransit)],
      [say({ en: "dispensed 已发放", zh: "已发放" }), units(say, totals.dispensed)],
      [say({ en: "disposed of 已处置", zh: "已处置" }), units(say, totals.ended)],
      [
        say({ en: "not acknowledged 未确认", zh: "未确认" }),
        missing.join(say({ en: ", ", zh: "、" })) || say({ en: "none", zh: "无" }),
      ],
      [
        say({ en: "as of", zh: "截至" }),
        say({ en: `block ${asOf.block}, ${when}`, zh: `区块 ${asOf.block}，${when}` }),
      ],
    ]),
    ...(rows.length === 0 ? [] : ["", table([columns.map(say), ...rows])]),
  ].join("\n");
}

function noticeText(say: Say, notice: RecallImpact["notice"]): string {
  if (notice === undefined) {
    return say({ en: "the node has the recall's entry no more", zh: "节点已不保存该召回的记录" });
  }
  const { after, within } = notice;
  const [took, allowed] = [span(after), span(within)];
  const inTime = after <= within;
  return say({
    en: `${inTime ? "in time" : "late"}: ${took.en} after the decision, of ${allowed.en} that the rules give`,
    zh: `${inTime ? "按时" : "逾期"}：决定后 ${took.zh}，规定时限 ${allowed.zh}`,
  });
}

async function holdingRow(m: Medtrace, say: Say, holding: Holding): Promise<readonly string[]> {
  const { custodian, place, state, quantity, acknowledged, dispensed, remedied } = holding;
  const named = place === undefined ? undefined : await m.placeName(custodian, place).catch(() => undefined);
  const gone = await Promise.all(
    dispensed.map(async ({ organisation, quantity: units, lastAt }) => {
      const [who, last] = [await nameOf(m, say, organisation), day(lastAt)];
      const own = organisation === custodian;
      return say({
        en: `${units}${own ? "" : ` by ${who}`}, last ${last}`,
        zh: `${units}${own ? "" : `（${who}）`}，最近 ${last}`,
      });
    }),
  );
  const after = acknowledged === undefined ? undefined : span(acknowledged.after);
  return [
    custodian === 0 ? "" : await nameOf(m, say, custodian),
    place === undefined ? "" : (named ?? say({ en: `place ${place}`, zh: `地点 ${place}` })),
    `${say(stateName(state))}${remedied ? say({ en: ", remedied", zh: "，已整改" }) : ""}`,
    units(say, quantity),
    gone.join("; "),
    say(after === undefined ? { en: "no", zh: "否" } : { en: `after ${after.en}`, zh: `${after.zh}后` }),
    holding.code ?? holding.subject,
  ];
}

/** What comes from something: its assets' ids, a line each. */
export function printForward(say: Say, assets: readonly string[]): string {
  return assets.join("\n") || say({ en: "nothing comes from it", zh: "没有由此而来的资产" });
}

const moment = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");

/** How long, in the unit that says it best. */
function span(seconds: number): Phrase {
  const of = (count: number, unit: string, zh: string): Phrase => ({
    en: `${count} ${unit}${count === 1 ? "" : "s"}`,
    zh: `${count} ${zh}`,
  });
  if (seconds < 120 * 60) return of(Math.floor(seconds / 60), "minute", "分钟");
  if (seconds < 48 * 3600 && seconds !== 86_400) return of(Math.floor(seconds / 3600), "hour", "小时");
  return of(Math.floor(seconds / 86_400), "day", "天");
}
