import { disclosedDocument } from "../details/disclosure.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import type { BundleVerdict, Documents, Present, PresentRecall, Verdict } from "../index.ts";
import { inWords } from "../lifecycle/words.ts";
import { day, printable, printVerdict, units } from "./print.ts";

/** A verdict, what the ledger stores at present where that is proven, and the documents that are shown or missing. */
export function printChecked(verdict: Verdict | BundleVerdict, documents: Documents): string {
  return [
    printVerdict(verdict),
    ...("present" in verdict && verdict.present !== undefined ? [printPresent(verdict.present)] : []),
    ...printDocuments(documents),
  ].join("\n");
}

/** What stands at the bundle's block; organisations by number, as their names are in no state that could be proven. */
function printPresent({
  state,
  quarantined,
  recalls,
  custodian,
  owner,
  quantity,
  expiry,
  calibratedUntil,
}: Present): string {
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
  return `present    ${said.join(" · ")}\nrecalls    ${open}`;
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
      printable(`    ${JSON.stringify(disclosedDocument(disclosure))}`),
    ]),
    ...missing.map(({ subject, position, details }) => `  missing ${details}, of entry ${position} of ${subject}`),
  ];
}
