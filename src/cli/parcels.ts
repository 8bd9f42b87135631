import type { OpenRecall } from "../actions/check.ts";
import type { Parcel } from "../actions/parcels.ts";
import type { Holding, RecallImpact } from "../actions/recallImpact.ts";
import type { DispensedPack, ScanReason, ScanResult, ScanVerdict } from "../actions/scan.ts";
import type { Medtrace } from "../client/client.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import type { RecallLevel } from "../lifecycle/vocabulary.ts";
import { inWords } from "../lifecycle/words.ts";
import { day, nameOf, recallText, units } from "./print.ts";
import { table } from "./table.ts";

/** Parcels, a line each, in the order that they were given in. */
export async function printParcels(m: Medtrace, parcels: readonly Parcel[]): Promise<string> {
  if (parcels.length === 0) return "no parcels";
  const rows = await Promise.all(parcels.map((parcel) => parcelRow(m, parcel)));
  return table([["lot 批号", "expires 效期", "holds 数量", "packs", "state", "at", "", "parcel"], ...rows]);
}

async function parcelRow(m: Medtrace, parcel: Parcel): Promise<readonly string[]> {
  const { custodian, owner, terms, packs, offeredTo } = parcel;
  const remarks = [
    ...(parcel.quarantined ? ["quarantined 隔离"] : []),
    ...(parcel.recalled ? ["recalled 召回"] : []),
    ...(parcel.expired ? ["expired 已过期"] : []),
    ...(offeredTo === 0 ? [] : [`to ${await nameOf(m, offeredTo)}`]),
    ...(owner === custodian ? [] : [`${inWords(terms)} from ${await nameOf(m, owner)}`]),
    ...(parcel.owed === 0n ? [] : [`${units(parcel.owed)} not settled`]),
  ];
  return [
    parcel.lot,
    parcel.expiry === NO_EXPIRY ? "–" : day(parcel.expiry),
    units(parcel.quantity),
    packs === undefined ? "" : rangesOf([{ first: packs.first, last: packs.end - 1 }]),
    inWords(parcel.state),
    await nameOf(m, custodian),
    remarks.join(", "),
    parcel.subject,
  ];
}

const verdictTexts: Readonly<Record<ScanVerdict, string>> = {
  genuine: "genuine 正品",
  dispensed: "dispensed 已发放",
  recalled: "recalled 召回",
  expired: "expired 已过期",
  unknown: "unknown 无法确认",
};

/** What a scan found, in a line and the reasons. */
export async function printScan(m: Medtrace, { verdict, reasons, packs, asOf }: ScanResult): Promise<string> {
  const which = packs === undefined ? [] : [packsText([{ first: packs.first, last: packs.first + packs.count - 1 }])];
  const read = `as of block ${asOf.block}, ${moment(asOf.time)}`;
  const texts = (await Promise.all(reasons.map((reason) => scanReasonTexts(m, reason)))).flat();
  return [[verdictTexts[verdict], ...which, read].join(" · "), ...texts.map((text) => `  ${text}`)].join("\n");
}

/** A reason; of packs, one text for those that were dispensed together. */
async function scanReasonTexts(m: Medtrace, reason: ScanReason): Promise<readonly string[]> {
  switch (reason.code) {
    case "batchUnknown":
      return ["the ledger has no batch of this product and lot"];
    case "notSerialised":
      return ["the packs of its batch have no codes on the ledger"];
    case "notInBatch":
      return ["its manufacturer committed to no such code"];
    case "lotDiffers":
      return [`its label names another lot, ${reason.printed}`];
    case "expiryDiffers":
      return [`its label says that it expires ${reason.printed}, the ledger ${day(reason.stored)}`];
    case "dispensed":
      return Promise.all(dispensings(reason.packs).map((together) => dispensedText(m, together)));
    case "recalled":
      return [await recallText(m, reason satisfies OpenRecall)];
    case "expired":
      return [`expired 已过期 after ${day(reason.expiry)}`];
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

async function dispensedText(m: Medtrace, together: readonly DispensedPack[]): Promise<string> {
  const [{ by }] = together as readonly [DispensedPack];
  const ranges: { first: number; last: number }[] = [];
  for (const { pack } of together) {
    const range = ranges.at(-1);
    if (range !== undefined && range.last + 1 === pack) range.last = pack;
    else ranges.push({ first: pack, last: pack });
  }
  const dispensed = `${packsText(ranges)} dispensed 已发放`;
  if (by === undefined) return `${dispensed}; the node does not say by whom`;
  const who = `member ${by.member} of ${await nameOf(m, by.organisation)}`;
  return `${dispensed} on ${moment(by.occurredAt)} by ${who}, from parcel ${by.parcel}`;
}

type Range = { readonly first: number; readonly last: number };

const rangesOf = (ranges: readonly Range[]): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");

function packsText(ranges: readonly Range[]): string {
  const one = ranges.length === 1 && ranges[0]?.first === ranges[0]?.last;
  return `${one ? "pack" : "packs"} ${rangesOf(ranges)}`;
}

const levelTexts: Readonly<Record<RecallLevel, string>> = {
  first: "first level 一级召回",
  second: "second level 二级召回",
  third: "third level 三级召回",
};

/** What a recall reaches. */
export async function printImpact(m: Medtrace, impact: RecallImpact): Promise<string> {
  const { level, instruction, byRegulator, by, raisedAt, totals, holdings, unacknowledged, asOf } = impact;
  const whose = byRegulator ? ", a regulator's recall" : "";
  const raiser = by === undefined ? "" : ` by ${await nameOf(m, by)}`;
  const rows = await Promise.all(holdings.map((holding) => holdingRow(m, holding)));
  const missing = await Promise.all(unacknowledged.map((organisation) => nameOf(m, organisation)));
  return [
    `${levelTexts[level]} · ${inWords(instruction)} · raised${raiser} on ${moment(raisedAt)}${whose}`,
    table([
      ["notice 通知", noticeText(impact.notice)],
      ["held 库存", units(totals.held)],
      ["in transit 在途", units(totals.inTransit)],
      ["dispensed 已发放", units(totals.dispensed)],
      ["disposed of 已处置", units(totals.ended)],
      ["not acknowledged 未确认", missing.join(", ") || "none"],
      ["as of", `block ${asOf.block}, ${moment(asOf.time)}`],
    ]),
    ...(rows.length === 0
      ? []
      : ["", table([["at", "place", "state", "holds", "dispensed", "acknowledged", "asset"], ...rows])]),
  ].join("\n");
}

function noticeText(notice: RecallImpact["notice"]): string {
  if (notice === undefined) return "the node has the recall's entry no more";
  const { after, within } = notice;
  const said = after <= within ? "in time" : "late";
  return `${said}: ${span(after)} after the decision, of ${span(within)} that the rules give`;
}

async function holdingRow(m: Medtrace, holding: Holding): Promise<readonly string[]> {
  const { custodian, place, state, quantity, acknowledged, dispensed, remedied } = holding;
  const named = place === undefined ? undefined : await m.placeName(custodian, place).catch(() => undefined);
  const gone = await Promise.all(
    dispensed.map(async ({ organisation, quantity: units, lastAt }) => {
      const by = organisation === custodian ? "" : ` by ${await nameOf(m, organisation)}`;
      return `${units}${by}, last ${day(lastAt)}`;
    }),
  );
  return [
    custodian === 0 ? "" : await nameOf(m, custodian),
    place === undefined ? "" : (named ?? `place ${place}`),
    `${inWords(state)}${remedied ? ", remedied" : ""}`,
    units(quantity),
    gone.join("; "),
    acknowledged === undefined ? "no" : `after ${span(acknowledged.after)}`,
    holding.code ?? holding.subject,
  ];
}

/** What comes from something: its assets' ids, a line each. */
export function printForward(assets: readonly string[]): string {
  return assets.join("\n") || "nothing comes from it";
}

const moment = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");

/** How long, in the unit that says it best. */
function span(seconds: number): string {
  const of = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (seconds < 120 * 60) return of(Math.floor(seconds / 60), "minute");
  if (seconds < 48 * 3600 && seconds !== 86_400) return of(Math.floor(seconds / 3600), "hour");
  return of(Math.floor(seconds / 86_400), "day");
}
