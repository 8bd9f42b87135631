import type { Audit } from "../actions/audit.ts";
import type { CheckResult, OpenRecall, Reason } from "../actions/check.ts";
import type { Recorded } from "../actions/step.ts";
import type { Medtrace } from "../client/client.ts";
import { type AbsenceCode, absences } from "../history/absences.ts";
import { asCorrected } from "../history/corrections.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import { type LifeStep, lifeOf } from "../history/life.ts";
import type { Entry, Trace } from "../history/types.ts";
import { type Problem, type Verdict, verify } from "../history/verify.ts";
import type { Mined } from "../index.ts";
import { actionNames, type Kind, stageNames, type Terms } from "../lifecycle/vocabulary.ts";
import { inWords } from "../lifecycle/words.ts";

/** A moment's day, UTC. */
export const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

const recalledTexts: Readonly<Record<OpenRecall["of"], string>> = {
  item: "recalled 召回",
  batch: "its batch is recalled 召回",
  product: "its product is recalled 召回",
};

/** A recall that is open, as a person says it. */
export async function recallText(m: Medtrace, recall: OpenRecall): Promise<string> {
  const by = recall.by === undefined ? "" : ` by ${await nameOf(m, recall.by)}`;
  const whose = recall.byRegulator ? ", a regulator's recall" : "";
  const what = `${recall.level} level, ${inWords(recall.instruction)}`;
  return `${recalledTexts[recall.of]}${by} on ${day(recall.raisedAt)}: ${what}${whose}`;
}

/** A reason against using an item, as a person says it. */
async function reasonText(m: Medtrace, reason: Reason): Promise<string> {
  switch (reason.code) {
    case "unknown":
      return "the ledger has no such item";
    case "notEntered":
      return "recalled before it came onto the ledger, and never entered";
    case "notConfirmed":
      return "not confirmed by a second person 待复核";
    case "inTransit": {
      const to = reason.to === undefined ? "" : ` to ${await nameOf(m, reason.to)}`;
      const until = reason.until === undefined ? "" : `, to be taken until ${day(reason.until)}`;
      return `in transit 运输中${to}${until}`;
    }
    case "notAtHospital":
      return "its custodian is no hospital";
    case "quarantined":
      return "quarantined 隔离";
    case "recalled":
      return recallText(m, reason);
    case "calibrationLapsed":
      return reason.until === undefined
        ? "not calibrated 未强检"
        : `calibration 强检 until ${day(reason.until)} does not hold`;
    case "expired":
      return `expired 已过期 after ${day(reason.expiry)}`;
    case "faulty":
      return "faulty 故障";
    case "notReinstated":
      return "repaired, but not released by another member";
    case "scrapRequested":
      return "its scrapping was requested 已申请报废";
    case "scrapApproved":
      return "its scrapping was approved 已批准报废";
    case "disposed":
      return "disposed of 已处置";
    case "consumed":
      return "used up 已使用";
    case "custodianSuspended":
      return "its custodian is suspended";
    case "ledgerPaused":
      return "the ledger is paused";
  }
}

/** A quantity of base units. */
export const units = (quantity: bigint): string =>
  `${quantity.toLocaleString("en")} ${quantity === 1n ? "unit" : "units"}`;

/** Somebody else chose the text: its control characters must not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, "\ufffd");
}

/** The same on one line, so that it cannot look like another one. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

/** JSON for programs: quantities, which may be large, as strings, and what could steer a terminal escaped. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, (_, one) => (typeof one === "bigint" ? one.toString() : one), 2);
  return json.replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, (one) =>
    Array.from({ length: one.length }, (_, at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** What a custodian says of goods that are not its own. */
const termsTexts: Readonly<Partial<Record<Terms, string>>> = {
  loan: "on loan 借用",
  rental: "rented 租赁",
  consignment: "on consignment 寄售",
  trial: "on trial 试用",
};

/** The answer to `check`, in a line and the reasons. */
export async function printCheck(m: Medtrace, result: CheckResult): Promise<string> {
  const { usable, state, custodian, terms, calibratedUntil, quantity, expiry, recalls, asOf, reasons } = result;
  const head = [usable ? "usable 可用" : "not usable 不可用"];
  if (state !== undefined) {
    head.push(inWords(state));
    if (custodian !== undefined) head.push(`at ${await nameOf(m, custodian)}`);
    const said = terms === undefined ? undefined : termsTexts[terms];
    if (said !== undefined) head.push(said);
    if (quantity !== undefined) head.push(units(quantity));
    const expires = expiry !== undefined && expiry !== NO_EXPIRY && expiry >= asOf.time;
    if (expires) head.push(`expires 效期 ${day(expiry)}`);
    // What lapsed is among the reasons, as is a recall that was not remedied.
    if (calibratedUntil !== undefined && calibratedUntil >= asOf.time) {
      head.push(`calibrated 强检 until ${day(calibratedUntil)}`);
    }
    if (recalls.length === 0) head.push("no open recall");
    else if (recalls.every(({ remedied }) => remedied)) head.push("recalled 召回, and remedied 已整改");
  }
  const texts = await Promise.all(reasons.map((reason) => reasonText(m, reason)));
  return [head.join(" · "), ...texts.map((text) => `  ${text}`)].join("\n");
}

/** What a write recorded, in a line. */
export async function printWritten(m: Medtrace, verb: string, result: Mined | Recorded): Promise<string> {
  const cost = [`block ${result.block}`, `gas ${result.gasUsed.toLocaleString("en")}`];
  if (!("action" in result)) {
    const numbers = Object.entries(result).filter(([field]) => field === "organisation" || field === "member");
    return [verb, ...numbers.map((one) => one.join(" ")), ...cost].join(" · ");
  }
  const note = await m.describe(result);
  return [
    `${inWords(result.action)} ${actionNames[result.action]} → ${inWords(result.state)}`,
    `member ${result.member} of ${await nameOf(m, result.organisation)}`,
    ...cost,
    ...(note === undefined ? [] : [note]),
    ...(bringsParcel(result) ? [`parcel ${result.subject}`] : []),
  ].join(" · ");
}

/** Its id is what a parcel is named by, and nobody can know it before. */
function bringsParcel({ kind, action, entries }: Recorded): boolean {
  return kind === "asset" && (action === "split" || entries.some((entry) => entry.kind === "batch"));
}

const absenceTexts: Readonly<Record<AbsenceCode, string>> = {
  manufacturer: "the manufacturer",
  supplier: "the supplier",
  purchase: "its purchase",
};

/**
 * A trace, a step a line with what corrects it below, who took part without being on the ledger, and what checking its
 * hashes found.
 */
export async function printTrace(m: Medtrace, trace: Trace): Promise<string> {
  const lines = await Promise.all(lifeOf(trace).steps.map((step) => printStep(m, step, trace)));
  const absent = [...new Set(absences(trace).map(({ code }) => absenceTexts[code]))];
  return [
    trace.code ?? trace.subject,
    "",
    ...lines.flat(),
    "",
    ...(absent.length === 0 ? [] : [`not on the ledger: ${absent.join(", ")}`, ""]),
    printVerdict(verify(trace)),
  ].join("\n");
}

async function printStep(m: Medtrace, step: LifeStep, { subject }: Trace): Promise<readonly string[]> {
  const { entry, late, corrections, undoneBy } = step;
  const note = await m.describe(entry);
  const line = [
    minute(entry.occurredAt),
    (entry.stage === undefined ? "—" : `${stageNames[entry.stage]} ${entry.stage}`).padEnd(11),
    `${actionNames[entry.action]} ${inWords(entry.action)} → ${inWords(entry.state)}`,
    await signerOf(m, entry),
    ...(note === undefined ? [] : [note]),
    // Its own entries need no name; what it was split from has some of the same.
    ...(entry.kind === "asset" && entry.subject !== subject ? [`of ${entry.subject.slice(0, 10)}…`] : []),
    ...(late ? [`late: recorded ${day(entry.recordedAt)}`] : []),
    ...(undoneBy === undefined ? [] : [`undone 已撤销 ${day(undoneBy.occurredAt)}`]),
  ].join(" · ");
  return [line, ...(await Promise.all(corrections.map((_, at) => printCorrection(m, step, at))))];
}

/** What a correction changes of what the entry, or the correction before, says. */
async function printCorrection(m: Medtrace, { entry, corrections }: LifeStep, at: number): Promise<string> {
  const correction = corrections[at] as Entry;
  const before = asCorrected(entry, corrections.slice(0, at));
  const now = asCorrected(entry, corrections.slice(0, at + 1));
  const [noteBefore, note] = await Promise.all([m.describe(before), m.describe(now)]);
  const changed = [
    ...(note === noteBefore ? [] : [note ?? "nothing said"]),
    ...(now.occurredAt === before.occurredAt ? [] : [`at ${minute(now.occurredAt)}`]),
    ...(now.details === before.details
      ? []
      : [/^0x0+$/.test(now.details) ? "no document" : `document ${now.details.slice(0, 10)}…`]),
  ];
  return [
    `${" ".repeat(19)}corrected 更正 ${minute(correction.recordedAt)}`,
    await signerOf(m, correction),
    `now ${changed.join(", ") || "as before"}`,
  ].join(" · ");
}

const minute = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");

const signerOf = async (m: Medtrace, { organisation, member }: Entry): Promise<string> =>
  `${await nameOf(m, organisation)}, member ${member}`;

/** An organisation's name; its number where a node does not answer for events so far back. */
export async function nameOf(m: Medtrace, organisation: number): Promise<string> {
  const name = await m.organisationName(organisation).catch(() => undefined);
  return name ?? `organisation ${organisation}`;
}

/** A verdict: level, as of when, problems, missing stages. */
export function printVerdict(verdict: Verdict): string {
  const missing = verdict.missingStages.map((stage) => `${stageNames[stage]} ${stage}`).join(", ");
  return [
    `level      ${verdict.level}`,
    ...findings(verdict),
    `no entry   ${missing || "none: all nine stages have entries"}`,
  ].join("\n");
}

/** What is wrong with what could not be read at all: it speaks of no moment. */
export function printUnread({ level, problems }: Verdict): string {
  return [`level      ${level}`, ...printProblems(problems)].join("\n");
}

const subjectsTexts: Readonly<Record<Kind, string>> = {
  product: "products",
  requisition: "requisitions",
  batch: "batches",
  asset: "items and parcels",
};

/** An audit: how much of the ledger was replayed, as of when, problems. */
export function printAudit(audit: Audit): string {
  const counts = Object.entries(subjectsTexts).map(
    ([kind, text]) => `${audit.subjects[kind as Kind].toLocaleString("en")} ${text}`,
  );
  return [
    `entries    ${audit.entries.toLocaleString("en")}`,
    `histories  ${counts.join(", ")}`,
    ...findings(audit),
  ].join("\n");
}

/** What is wrong, of which entry of which subject, what should stand there and what does. */
function printProblem({ code, subject, position, expected, actual }: Problem): string {
  const what = [code, subject, ...(position === undefined ? [] : [`entry ${position}`])].join(" ");
  const values = [
    ...(expected === undefined ? [] : [`expected ${inShort(expected)}`]),
    ...(actual === undefined ? [] : [`found ${inShort(actual)}`]),
  ];
  return oneLine(`  ${[what, ...values].join(" · ")}`);
}

/** Whoever made what is checked chose the value, and its length. */
function inShort(value: unknown): string {
  const text = typeof value === "string" ? value : toJson(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** The last second that a date can show: whoever made a header up may have written any. */
const LAST_SECOND = 8_640_000_000_000;
const moment = (seconds: number): string =>
  seconds > LAST_SECOND ? `${seconds}` : new Date(seconds * 1000).toISOString();

const MOST_PROBLEMS = 100;

/** As of when, and what is wrong. */
function findings({ asOf, problems }: Pick<Audit, "asOf" | "problems">): readonly string[] {
  return [`as of      block ${asOf.block}, ${moment(asOf.time)}`, ...printProblems(problems)];
}

/** Of very many, the first ones. */
function printProblems(problems: readonly Problem[]): readonly string[] {
  const more = problems.length - MOST_PROBLEMS;
  return [
    `problems   ${problems.length === 0 ? "none" : problems.length}`,
    ...problems.slice(0, MOST_PROBLEMS).map(printProblem),
    ...(more > 0 ? [`  … and ${more} more, which --json has`] : []),
  ];
}
