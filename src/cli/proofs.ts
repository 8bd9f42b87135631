import { disclosedDocument } from "../details/disclosure.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import type { BundleVerdict, Documents, Level, Present, PresentRecall, Trace, Verdict } from "../index.ts";
import { inWords } from "../lifecycle/words.ts";
import { day, oneLine, printUnread, printVerdict, units } from "./print.ts";

/** What it is about, a verdict, what the ledger stores at present where that is proven, and the documents that are shown or missing. */
export function printChecked(verdict: Verdict | BundleVerdict, trace: Trace | undefined, documents: Documents): string {
  if (trace === undefined) return printUnread(verdict);
  return [
    `subject    ${oneLine(trace.code ?? trace.subject)}`,
    `ledger     ${trace.ledger} on chain ${trace.chainId}`,
    printVerdict(verdict),
    ...("present" in verdict && verdict.present !== undefined ? [printPresent(verdict.present, verdict.level)] : []),
    ...printDocuments(documents),
  ].join("\n");
}

/** What stands at the bundle's block; organisations by number, as their names are in no state that could be proven. */
function printPresent(
  { state, quarantined, recalls, custodian, owner, quantity, expiry, calibratedUntil }: Present,
  level: Level,
): string {
  const said = [
    inWords(state),
    ...(quarantined ? ["quarantined 隔离"] : []),
    ...(custodian === undefined ? [] : [`at organisation ${custodian}`]),
    ...(owner === undefined || owner === custodian ? [] : [`owned by organisation ${owner}`]),
    ...(quantity === undefined ? [] : [units(quantity)]),
    ...(expiry === undefined || expiry === NO_EXPIRY ? [] : [`expires 效期 ${day(expiry)}`]),
    ...(calibratedUntil === undefined ? [] : [`calibrated 强检 until ${day(calibratedUntil)}`]),
  ];
  const open = recalls.length === 0 ? "none open" : recalls.map(recallText).join("; ");
  const how = level === "proven" ? "" : ", as the file says";
  return `present    ${said.join(" · ")}${how}\nrecalls    ${open}${how}`;
}

function recallText({ of, level, instruction, raisedAt, byRegulator, remedied }: PresentRecall): string {
  const whose = byRegulator ? ", a regulator's recall" : "";
  return `of its ${of}, ${level} level, ${inWords(instruction)}, on ${day(raisedAt)}${whose}${remedied ? ", remedied" : ""}`;
}

/** Nothing where no entry commits to a document. */
function printDocuments({ shown, missing }: Documents): readonly string[] {
  if (shown.length + missing.length === 0) return [];
  return [
    `documents  ${shown.length} shown, ${missing.length} not shown`,
    ...shown.flatMap(({ subject, position, disclosure }) => [
      `  of entry ${position} of ${subject}`,
      oneLine(`    ${JSON.stringify(disclosedDocument(disclosure))}`),
    ]),
    ...missing.map(({ subject, position, details }) => `  missing ${details}, of entry ${position} of ${subject}`),
  ];
}
