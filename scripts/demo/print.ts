import { styleText } from "node:util";
import { table } from "../../src/cli/table.ts";
import { inWords } from "../../src/index.ts";
import type { Report, ReportedEntry, ReportedLife } from "./report.ts";

const bold = (text: string): string => styleText("bold", text);
const faint = (text: string): string => styleText("dim", text);

/** An entry's columns. */
function row(entry: ReportedEntry): readonly string[] {
  return [
    entry.recordedAt.slice(0, 10),
    `${entry.name} ${inWords(entry.action)}`,
    `${inWords(entry.person ?? `member ${entry.member}`)}, ${entry.organisation}`,
    entry.kind === "product" || entry.kind === "batch" ? `the ${entry.kind}` : `→ ${inWords(entry.state)}`,
    faint(entry.note ?? ""),
  ];
}

function refusals(refused: Report["refused"]): readonly (readonly string[])[] {
  return refused.map((one) => [styleText("red", "✗"), one.breach, bold(one.error), faint(one.message)]);
}

function answers(asked: ReportedLife["asked"]): readonly (readonly string[])[] {
  return asked.map(({ question, answer }) => [styleText("cyan", "?"), question, answer]);
}

/** How it was bought and made is as in the first life: left out. */
function isShown({ kind, action }: ReportedEntry): boolean {
  return kind === "asset" ? !["enrol", "ship"].includes(action) : ["prescribe", "recall", "lift"].includes(action);
}

/** A life beside the first, shorter. */
function printLife({ title, code, entries, refused, asked, verification }: ReportedLife): string {
  const { level, problems } = verification;
  return [
    `${bold(title)}  ${code}  ${styleText(problems.length === 0 ? "green" : "red", level)}, ${problems.length} problems`,
    "",
    table(entries.filter(isShown).map(row)),
    table(refusals(refused)),
    ...(asked.length === 0 ? [] : [table(answers(asked))]),
    "",
  ].join("\n");
}

/** The report, for a person to read. */
export function print(report: Report): string {
  const rows = report.stages.flatMap(({ stage, name, entries }) =>
    entries.map((entry, index) => [index === 0 ? bold(`${name} ${stage}`) : "", ...row(entry)]),
  );
  const { level, problems, missingStages, asOf } = report.verification;
  const sound = problems.length === 0;
  return [
    "",
    bold(`The life of infusion pump ${report.code} 输液泵`),
    "",
    table(rows),
    "",
    bold("Refused on the way 被拒绝的操作"),
    "",
    table(refusals(report.refused)),
    "",
    bold("Verification 验证"),
    "",
    table([
      [
        "level",
        styleText(sound ? "green" : "red", level),
        faint("every hash computed anew, every head compared with the ledger's"),
      ],
      ["as of", `block ${asOf.block}`, faint(new Date(asOf.time * 1000).toISOString())],
      ["problems", String(problems.length), ""],
      ["stages missing", missingStages.join(", ") || "none", ""],
    ]),
    "",
    `${bold("Gas")}  ${faint(
      Object.entries(report.gas)
        .map(([action, gas]) => `${inWords(action)} ${gas.toLocaleString("en")}`)
        .join(" · "),
    )}`,
    "",
    ...report.lives.map(printLife),
  ].join("\n");
}
