import type { CheckResult, Reason } from "../actions/check.ts";
import { inWords } from "../actions/note.ts";
import type { Medtrace } from "../client/client.ts";
import type { Entry, Trace } from "../history/types.ts";
import { isLate, timeline, type Verdict, verify } from "../history/verify.ts";
import { actionNames, stageNames } from "../lifecycle/vocabulary.ts";

const reasonTexts: Readonly<Record<Reason, string>> = {
  unknown: "the ledger has no such item",
  inTransit: "in transit: nobody has accepted it yet",
  notAtHospital: "not delivered to a hospital",
  quarantined: "quarantined 隔离",
  faulty: "faulty 故障",
  notReinstated: "repaired, but not released by another member",
  scrapRequested: "its scrapping was requested 已申请报废",
  scrapApproved: "its scrapping was approved 已批准报废",
  disposed: "disposed of 已处置",
  consumed: "used up 已使用",
  custodianSuspended: "its custodian is suspended",
  ledgerPaused: "the ledger is paused",
};

/** JSON for programs: quantities, which may be large, as strings. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one) => (typeof one === "bigint" ? one.toString() : one), 2);
}

/** The answer to `check`, in a line and the reasons. */
export async function printCheck(m: Medtrace, result: CheckResult): Promise<string> {
  const at = result.custodian === undefined ? undefined : await nameOf(m, result.custodian);
  const facts = [
    result.state === undefined ? undefined : inWords(result.state),
    at === undefined ? undefined : `at ${at}`,
  ];
  const head = [result.usable ? "usable 可用" : "not usable 不可用", ...facts].filter((one) => one !== undefined);
  return [head.join(" · "), ...result.reasons.map((reason) => `  ${reasonTexts[reason]}`)].join("\n");
}

/** A trace, an entry a line, and what checking its hashes found. */
export async function printTrace(m: Medtrace, trace: Trace): Promise<string> {
  const lines = await Promise.all(timeline(trace).map((entry) => printEntry(m, entry)));
  return [trace.code ?? trace.subject, "", ...lines, "", printVerdict(verify(trace))].join("\n");
}

async function printEntry(m: Medtrace, entry: Entry): Promise<string> {
  const organisation = await nameOf(m, entry.organisation);
  const note = await m.note(entry);
  return [
    new Date(entry.occurredAt * 1000).toISOString().slice(0, 16).replace("T", " "),
    (entry.stage === undefined ? "—" : `${stageNames[entry.stage]} ${entry.stage}`).padEnd(11),
    `${actionNames[entry.action]} ${inWords(entry.action)} → ${inWords(entry.state)}`,
    `${organisation}, member ${entry.member}`,
    ...(note === undefined ? [] : [note]),
    ...(isLate(entry) ? [`late: recorded ${new Date(entry.recordedAt * 1000).toISOString().slice(0, 10)}`] : []),
  ].join(" · ");
}

/** An organisation's name; its number where a node does not answer for events so far back. */
async function nameOf(m: Medtrace, organisation: number): Promise<string> {
  const name = await m.organisationName(organisation).catch(() => undefined);
  return name ?? `organisation ${organisation}`;
}

/** A verdict: level, as of when, problems, missing stages. */
export function printVerdict(verdict: Verdict): string {
  const { level, asOf, problems, missingStages } = verdict;
  const missing = missingStages.map((stage) => `${stageNames[stage]} ${stage}`).join(", ");
  return [
    `level      ${level}`,
    `as of      block ${asOf.block}, ${new Date(asOf.time * 1000).toISOString()}`,
    `problems   ${problems.length === 0 ? "none" : problems.length}`,
    ...problems.map((problem) => `  ${problem.code} ${problem.subject} ${problem.position ?? ""}`.trimEnd()),
    `no entry   ${missing || "none: all nine stages have entries"}`,
  ].join("\n");
}
