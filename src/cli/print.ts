import type { Audit } from "../actions/audit.ts";
import type { CheckResult, Reason } from "../actions/check.ts";
import type { Recorded } from "../actions/step.ts";
import type { Medtrace } from "../client/client.ts";
import { type AbsenceCode, absences } from "../history/absences.ts";
import { asCorrected } from "../history/corrections.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import { type LifeStep, lifeOf } from "../history/life.ts";
import { expectedIn, problemSentence } from "../history/problems.ts";
import type { OpenRecall } from "../history/recalls.ts";
import type { Entry, Trace } from "../history/types.ts";
import { type Level, type Problem, type Verdict, verify } from "../history/verify.ts";
import type { Mined } from "../index.ts";
import { actionName, instructionName, type Phrase, recallLevelName, stageName, stateName } from "../lifecycle/names.ts";
import { instructions, type Kind, recallLevels, stageNames, type Terms } from "../lifecycle/vocabulary.ts";
import type { Say } from "./language.ts";

/** A moment's day, UTC. */
export const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

const recalledTexts: Readonly<Record<OpenRecall["of"], Phrase>> = {
  item: { en: "recalled 召回", zh: "本身被召回" },
  batch: { en: "its batch is recalled 召回", zh: "其批次被召回" },
  product: { en: "its product is recalled 召回", zh: "其产品被召回" },
};

/** A level and an instruction, as words of the vocabulary. */
export function levelText(say: Say, { level, instruction }: Pick<OpenRecall, "level" | "instruction">): string {
  const [itsLevel, what] = [
    recallLevelName(recallLevels.indexOf(level)),
    instructionName(instructions.indexOf(instruction)),
  ];
  return say({ en: `${itsLevel.en} level, ${what.en}`, zh: `${itsLevel.zh}召回，${what.zh}` });
}

/** A recall that is open, as a person says it. */
export async function recallText(m: Medtrace, say: Say, recall: OpenRecall): Promise<string> {
  const by = await nameOf(m, say, recall.by);
  const { en, zh } = recalledTexts[recall.of];
  const [raised, what] = [day(recall.raisedAt), levelText(say, recall)];
  return say({
    en: `${en} by ${by} on ${raised}: ${what}${recall.byRegulator ? ", a regulator's recall" : ""}`,
    zh: `${zh}，${raised}由${by}发起：${what}${recall.byRegulator ? "，监管机构召回" : ""}`,
  });
}

/** A reason against using an item, as a person says it. */
async function reasonText(m: Medtrace, say: Say, reason: Reason): Promise<string> {
  switch (reason.code) {
    case "unknown":
      return say({ en: "the ledger has no such item", zh: "账本上没有该单件" });
    case "notEntered":
      return say({
        en: "recalled before it came onto the ledger, and never entered",
        zh: "入账前已被召回，且从未入账",
      });
    case "notConfirmed":
      return say({ en: "not confirmed by a second person 待复核", zh: "待第二人复核" });
    case "inTransit": {
      const to = reason.to === undefined ? undefined : await nameOf(m, say, reason.to);
      const until = reason.until === undefined ? undefined : day(reason.until);
      return say({
        en: `in transit 运输中${to === undefined ? "" : ` to ${to}`}${until === undefined ? "" : `, to be taken until ${until}`}`,
        zh: `运输中${to === undefined ? "" : `，运往${to}`}${until === undefined ? "" : `，接收期限 ${until}`}`,
      });
    }
    case "notAtHospital":
      return say({ en: "its custodian is no hospital", zh: "保管方不是医院" });
    case "quarantined":
      return say({ en: "quarantined 隔离", zh: "隔离中" });
    case "recalled":
      return recallText(m, say, reason);
    case "calibrationLapsed": {
      if (reason.until === undefined) return say({ en: "not calibrated 未强检", zh: "未强检" });
      const until = day(reason.until);
      return say({ en: `calibration 强检 until ${until} does not hold`, zh: `至 ${until} 的强检已不成立` });
    }
    case "expired":
      return say({ en: `expired 已过期 after ${day(reason.expiry)}`, zh: `已过期，效期至 ${day(reason.expiry)}` });
    case "faulty":
      return say({ en: "faulty 故障", zh: "故障" });
    case "notReinstated":
      return say({ en: "repaired, but not released by another member", zh: "已维修，但尚未由另一成员恢复使用" });
    case "scrapRequested":
      return say({ en: "its scrapping was requested 已申请报废", zh: "已申请报废" });
    case "scrapApproved":
      return say({ en: "its scrapping was approved 已批准报废", zh: "已批准报废" });
    case "disposed":
      return say({ en: "disposed of 已处置", zh: "已处置" });
    case "consumed":
      return say({ en: "used up 已使用", zh: "已用尽" });
    case "custodianSuspended":
      return say({ en: "its custodian is suspended", zh: "保管方已被暂停" });
    case "ledgerPaused":
      return say({ en: "the ledger is paused", zh: "账本已暂停" });
  }
}

/** A quantity of base units. */
export function units(say: Say, quantity: bigint): string {
  const number = quantity.toLocaleString("en");
  return say({ en: `${number} ${quantity === 1n ? "unit" : "units"}`, zh: `${number} 个最小单位` });
}

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
const termsTexts: Readonly<Partial<Record<Terms, Phrase>>> = {
  loan: { en: "on loan 借用", zh: "借用" },
  rental: { en: "rented 租赁", zh: "租赁" },
  consignment: { en: "on consignment 寄售", zh: "寄售" },
  trial: { en: "on trial 试用", zh: "试用" },
};

/** The answer to `check`, in a line and the reasons. */
export async function printCheck(m: Medtrace, say: Say, result: CheckResult): Promise<string> {
  const { usable, productName, state, custodian, terms, calibratedUntil, quantity, expiry, recalls, asOf, reasons } =
    result;
  const head = [say(usable ? { en: "usable 可用", zh: "可用" } : { en: "not usable 不可用", zh: "不可用" })];
  if (productName !== undefined) head.push(oneLine(productName));
  if (state !== undefined) {
    head.push(say(stateName(state)));
    if (custodian !== undefined) {
      const who = await nameOf(m, say, custodian);
      head.push(say({ en: `at ${who}`, zh: `在${who}` }));
    }
    const said = terms === undefined ? undefined : termsTexts[terms];
    if (said !== undefined) head.push(say(said));
    if (quantity !== undefined) head.push(units(say, quantity));
    const expires = expiry !== undefined && expiry !== NO_EXPIRY && expiry >= asOf.time;
    if (expires) head.push(say({ en: `expires 效期 ${day(expiry)}`, zh: `效期至 ${day(expiry)}` }));
    // What lapsed is among the reasons, as is a recall that was not remedied.
    if (calibratedUntil !== undefined && calibratedUntil >= asOf.time) {
      const until = day(calibratedUntil);
      head.push(say({ en: `calibrated 强检 until ${until}`, zh: `强检有效至 ${until}` }));
    }
    if (recalls.length === 0) head.push(say({ en: "no open recall", zh: "无未解除的召回" }));
    else if (recalls.every(({ remedied }) => remedied)) {
      head.push(say({ en: "recalled 召回, and remedied 已整改", zh: "被召回，已整改" }));
    }
  }
  const texts = await Promise.all(reasons.map((reason) => reasonText(m, say, reason)));
  return [head.join(" · "), ...texts.map((text) => `  ${text}`)].join("\n");
}

/** The action of an entry, and the state that it led to. */
function stepText(
  say: Say,
  { action, state }: Pick<Entry, "action" | "state">,
): {
  readonly step: string;
  readonly reversed: string;
} {
  const [did, led] = [actionName(action), stateName(state)];
  return {
    step: say({ en: `${did.en} ${did.zh} → ${led.en}`, zh: `${did.zh} → ${led.zh}` }),
    reversed: say({ en: `${did.zh} ${did.en} → ${led.en}`, zh: `${did.zh} → ${led.zh}` }),
  };
}

/** What a write recorded, in a line. */
export async function printWritten(m: Medtrace, say: Say, verb: string, result: Mined | Recorded): Promise<string> {
  const gas = result.gasUsed.toLocaleString("en");
  const cost = [say({ en: `block ${result.block}`, zh: `区块 ${result.block}` }), `gas ${gas}`];
  if (!("action" in result)) {
    const { organisation, member } = result as { readonly organisation?: number; readonly member?: number };
    return [
      verb,
      ...(organisation === undefined ? [] : [say({ en: `organisation ${organisation}`, zh: `机构 ${organisation}` })]),
      ...(member === undefined ? [] : [say({ en: `member ${member}`, zh: `成员 ${member}` })]),
      ...cost,
    ].join(" · ");
  }
  const note = await m.describe(result, say.language);
  const who = await nameOf(m, say, result.organisation);
  return [
    stepText(say, result).step,
    say({ en: `member ${result.member} of ${who}`, zh: `${who}成员 ${result.member}` }),
    ...cost,
    ...(note === undefined ? [] : [note]),
    ...(bringsParcel(result) ? [say({ en: `parcel ${result.subject}`, zh: `分装 ${result.subject}` })] : []),
    ...takenFrom(say, result),
  ].join(" · ");
}

/** Where units were given out of several parcels: how many of which. */
function takenFrom(say: Say, { entries }: Recorded): readonly string[] {
  const taken = entries.filter(({ action }) => action === "dispense");
  if (taken.length < 2) return [];
  return taken.map(({ subject, quantity }) =>
    say({ en: `${quantity} from parcel ${subject}`, zh: `从分装 ${subject} 取 ${quantity}` }),
  );
}

/** Its id is what a parcel is named by, and nobody can know it before. */
function bringsParcel({ kind, action, entries }: Recorded): boolean {
  return kind === "asset" && (action === "split" || entries.some((entry) => entry.kind === "batch"));
}

const absenceTexts: Readonly<Record<AbsenceCode, Phrase>> = {
  manufacturer: { en: "the manufacturer", zh: "生产企业" },
  supplier: { en: "the supplier", zh: "供应商" },
  purchase: { en: "its purchase", zh: "其采购" },
};

/**
 * A trace, a step a line with what corrects it below, who took part without being on the ledger, and what checking its
 * hashes found.
 */
export async function printTrace(m: Medtrace, say: Say, trace: Trace): Promise<string> {
  const lines = await Promise.all(lifeOf(trace).steps.map((step) => printStep(m, say, step, trace)));
  const absent = [...new Set(absences(trace).map(({ code }) => say(absenceTexts[code])))];
  const whose = say({ en: `not on the ledger: ${absent.join(", ")}`, zh: `不在账本上：${absent.join("、")}` });
  const product = trace.histories.find(({ kind }) => kind === "product")?.subject;
  const name = product === undefined ? undefined : (await m.product(product).catch(() => undefined))?.name;
  return [
    [trace.code ?? trace.subject, ...(name === undefined ? [] : [oneLine(name)])].join(" · "),
    "",
    ...lines.flat(),
    "",
    ...(absent.length === 0 ? [] : [whose, ""]),
    printVerdict(say, verify(trace)),
  ].join("\n");
}

async function printStep(m: Medtrace, say: Say, step: LifeStep, { subject }: Trace): Promise<readonly string[]> {
  const { entry, late, corrections, undoneBy } = step;
  const note = await m.describe(entry, say.language);
  const stage = entry.stage === undefined ? undefined : stageName(entry.stage);
  const [short, recorded] = [`${entry.subject.slice(0, 10)}…`, day(entry.recordedAt)];
  const line = [
    minute(entry.occurredAt),
    stage === undefined
      ? say({ en: "—".padEnd(11), zh: "——" })
      : say({ en: `${stage.zh} ${stage.en}`.padEnd(11), zh: stage.zh }),
    stepText(say, entry).reversed,
    await signerOf(m, say, entry),
    ...(note === undefined ? [] : [note]),
    // Its own entries need no name; what it was split from has some of the same.
    ...(entry.kind === "asset" && entry.subject !== subject ? [say({ en: `of ${short}`, zh: `属 ${short}` })] : []),
    ...(late ? [say({ en: `late: recorded ${recorded}`, zh: `补记：记录于 ${recorded}` })] : []),
    ...(undoneBy === undefined
      ? []
      : [say({ en: `undone 已撤销 ${day(undoneBy.occurredAt)}`, zh: `已撤销 ${day(undoneBy.occurredAt)}` })]),
  ].join(" · ");
  return [line, ...(await Promise.all(corrections.map((_, at) => printCorrection(m, say, step, at))))];
}

/** What a correction changes of what the entry, or the correction before, says. */
async function printCorrection(m: Medtrace, say: Say, { entry, corrections }: LifeStep, at: number): Promise<string> {
  const correction = corrections[at] as Entry;
  const before = asCorrected(entry, corrections.slice(0, at));
  const now = asCorrected(entry, corrections.slice(0, at + 1));
  const [noteBefore, note] = await Promise.all([before, now].map((one) => m.describe(one, say.language)));
  const document = `${now.details.slice(0, 10)}…`;
  const changed = [
    ...(note === noteBefore ? [] : [note ?? say({ en: "nothing said", zh: "不再说明" })]),
    ...(now.occurredAt === before.occurredAt
      ? []
      : [say({ en: `at ${minute(now.occurredAt)}`, zh: `发生于 ${minute(now.occurredAt)}` })]),
    ...(now.details === before.details
      ? []
      : [
          /^0x0+$/.test(now.details)
            ? say({ en: "no document", zh: "无文书" })
            : say({ en: `document ${document}`, zh: `文书 ${document}` }),
        ]),
  ].join(", ");
  return [
    " ".repeat(19) +
      say({ en: `corrected 更正 ${minute(correction.recordedAt)}`, zh: `更正 ${minute(correction.recordedAt)}` }),
    await signerOf(m, say, correction),
    say({ en: `now ${changed || "as before"}`, zh: `现为：${changed || "不变"}` }),
  ].join(" · ");
}

const minute = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");

async function signerOf(m: Medtrace, say: Say, { organisation, member }: Entry): Promise<string> {
  const who = await nameOf(m, say, organisation);
  return say({ en: `${who}, member ${member}`, zh: `${who}，成员 ${member}` });
}

/** An organisation's name; its number where a node does not answer for events so far back. */
export async function nameOf(m: Medtrace, say: Say, organisation: number): Promise<string> {
  const name = await m.organisationName(organisation).catch(() => undefined);
  return name ?? say({ en: `organisation ${organisation}`, zh: `机构 ${organisation}` });
}

const levelNames: Readonly<Record<Level, string>> = {
  none: "无",
  intact: "完整",
  anchored: "已锚定",
  proven: "已证明",
};

/** The words before what is said of a verdict, in a column of their own. */
export function label(say: Say, { en, zh }: Phrase): string {
  return say({ en: en.padEnd(11), zh: zh.padEnd(6, "\u3000") });
}

function levelLine(say: Say, level: Level): string {
  return label(say, { en: "level", zh: "级别" }) + say({ en: level, zh: `${levelNames[level]} ${level}` });
}

/** A verdict: level, as of when, problems, missing stages. */
export function printVerdict(say: Say, verdict: Verdict): string {
  const missing = verdict.missingStages.map((stage) =>
    say({ en: `${stageNames[stage]} ${stage}`, zh: stageNames[stage] }),
  );
  const none = { en: "none: all nine stages have entries", zh: "无：九个阶段都有记录" };
  return [
    levelLine(say, verdict.level),
    ...findings(say, verdict),
    label(say, { en: "no entry", zh: "无记录" }) + (missing.join(say({ en: ", ", zh: "、" })) || say(none)),
  ].join("\n");
}

/** What is wrong with what could not be read at all: it speaks of no moment. */
export function printUnread(say: Say, { level, problems }: Verdict): string {
  return [levelLine(say, level), ...printProblems(say, problems)].join("\n");
}

const subjectsTexts: Readonly<Record<Kind, Phrase>> = {
  product: { en: "products", zh: "个产品" },
  requisition: { en: "requisitions", zh: "个采购申请" },
  batch: { en: "batches", zh: "个批次" },
  asset: { en: "items and parcels", zh: "个单件与分装" },
};

/** An audit: how much of the ledger was replayed, as of when, problems. */
export function printAudit(say: Say, audit: Audit): string {
  const counts = Object.entries(subjectsTexts).map(
    ([kind, text]) => `${audit.subjects[kind as Kind].toLocaleString("en")} ${say(text)}`,
  );
  return [
    label(say, { en: "entries", zh: "记录" }) + audit.entries.toLocaleString("en"),
    label(say, { en: "histories", zh: "历史" }) + counts.join(say({ en: ", ", zh: "，" })),
    ...findings(say, audit),
  ].join("\n");
}

/** What is wrong, of which entry of which subject, what should stand there and what does. */
function printProblem(say: Say, problem: Problem): string {
  const { code, subject, position, expected, actual } = problem;
  const sentence = problemSentence(code);
  const entry = { en: `entry ${position}`, zh: `第 ${position} 条记录` };
  const what = [code, subject, ...(position === undefined ? [] : [say(entry)])].join(" ");
  const said = expectedIn(problem);
  const asked = said === undefined ? expected : say(said);
  const values = [
    ...(asked === undefined ? [] : [`${say({ en: "expected", zh: "应为" })} ${inShort(asked)}`]),
    ...(actual === undefined ? [] : [`${say({ en: "found", zh: "实为" })} ${inShort(actual)}`]),
    ...(say.language === "zh" ? [sentence.zh] : []),
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
function findings(say: Say, { asOf, problems }: Pick<Audit, "asOf" | "problems">): readonly string[] {
  const when = { en: `block ${asOf.block}, ${moment(asOf.time)}`, zh: `区块 ${asOf.block}，${moment(asOf.time)}` };
  return [label(say, { en: "as of", zh: "截至" }) + say(when), ...printProblems(say, problems)];
}

/** Of very many, the first ones. */
function printProblems(say: Say, problems: readonly Problem[]): readonly string[] {
  const more = problems.length - MOST_PROBLEMS;
  const count = problems.length === 0 ? say({ en: "none", zh: "无" }) : `${problems.length}`;
  return [
    label(say, { en: "problems", zh: "问题" }) + count,
    ...problems.slice(0, MOST_PROBLEMS).map((problem) => printProblem(say, problem)),
    ...(more > 0 ? [say({ en: `  … and ${more} more, which --json has`, zh: `  … 另有 ${more} 个，见 --json` })] : []),
  ];
}
