import { disclosedDocument } from "../details/disclosure.ts";
import { NO_EXPIRY } from "../history/facts.ts";
import type { BundleVerdict, Documents, Level, OpenRecall, Present, Trace, Verdict } from "../index.ts";
import { type Phrase, stateName } from "../lifecycle/names.ts";
import type { Say } from "./language.ts";
import { day, label, levelText, oneLine, printUnread, printVerdict, units } from "./print.ts";

/** What it is about, a verdict, what the ledger stores at present where that is proven, and the documents that are shown or missing. */
export function printChecked(
  say: Say,
  verdict: Verdict | BundleVerdict,
  trace: Trace | undefined,
  documents: Documents,
): string {
  if (trace === undefined) return printUnread(say, verdict);
  const { ledger, chainId } = trace;
  return [
    label(say, { en: "subject", zh: "主体" }) + oneLine(trace.code ?? trace.subject),
    label(say, { en: "ledger", zh: "账本" }) +
      say({ en: `${ledger} on chain ${chainId}`, zh: `${ledger}，链 ${chainId}` }),
    printVerdict(say, verdict),
    ...("present" in verdict && verdict.present !== undefined
      ? [printPresent(say, verdict.present, verdict.level)]
      : []),
    ...printDocuments(say, documents),
  ].join("\n");
}

/** What stands at the bundle's block; organisations by number, as their names are in no state that could be proven. */
function printPresent(
  say: Say,
  { state, quarantined, recalls, custodian, owner, quantity, expiry, calibratedUntil }: Present,
  level: Level,
): string {
  const until = calibratedUntil === undefined ? "" : day(calibratedUntil);
  const said = [
    say(stateName(state)),
    ...(quarantined ? [say({ en: "quarantined 隔离", zh: "隔离中" })] : []),
    ...(custodian === undefined ? [] : [say({ en: `at organisation ${custodian}`, zh: `在机构 ${custodian}` })]),
    ...(owner === undefined || owner === custodian
      ? []
      : [say({ en: `owned by organisation ${owner}`, zh: `归机构 ${owner} 所有` })]),
    ...(quantity === undefined ? [] : [units(say, quantity)]),
    ...(expiry === undefined || expiry === NO_EXPIRY
      ? []
      : [say({ en: `expires 效期 ${day(expiry)}`, zh: `效期至 ${day(expiry)}` })]),
    ...(until === "" ? [] : [say({ en: `calibrated 强检 until ${until}`, zh: `强检有效至 ${until}` })]),
  ];
  const open =
    recalls.length === 0
      ? say({ en: "none open", zh: "无未解除的召回" })
      : recalls.map((recall) => recallText(say, recall)).join(say({ en: "; ", zh: "；" }));
  const how = level === "proven" ? "" : say({ en: ", as the file says", zh: "（文件所述）" });
  return [
    `${label(say, { en: "present", zh: "现状" })}${said.join(" · ")}${how}`,
    `${label(say, { en: "recalls", zh: "召回" })}${open}${how}`,
  ].join("\n");
}

const ofTexts: Readonly<Record<OpenRecall["of"], Phrase>> = {
  item: { en: "of its item", zh: "单件" },
  batch: { en: "of its batch", zh: "批次" },
  product: { en: "of its product", zh: "产品" },
};

function recallText(say: Say, recall: OpenRecall): string {
  const { of, raisedAt, byRegulator, by, remedied } = recall;
  const [whose, what, when] = [ofTexts[of], levelText(say, recall), day(raisedAt)];
  return say({
    en: `${whose.en}${by === 0 ? "" : ` by organisation ${by}`}, ${what}, on ${when}${byRegulator ? ", a regulator's recall" : ""}${remedied ? ", remedied" : ""}`,
    zh: `${whose.zh}召回${by === 0 ? "" : `（机构 ${by}）`}，${what}，${when}${byRegulator ? "，监管机构召回" : ""}${remedied ? "，已整改" : ""}`,
  });
}

/** Nothing where no entry commits to a document. */
function printDocuments(say: Say, { shown, missing }: Documents): readonly string[] {
  if (shown.length + missing.length === 0) return [];
  const [has, hasNot] = [shown.length, missing.length];
  return [
    label(say, { en: "documents", zh: "文书" }) +
      say({ en: `${has} shown, ${hasNot} not shown`, zh: `已出示 ${has} 份，未出示 ${hasNot} 份` }),
    ...shown.flatMap(({ subject, position, disclosure }) => [
      say({ en: `  of entry ${position} of ${subject}`, zh: `  ${subject} 的第 ${position} 条记录` }),
      oneLine(`    ${JSON.stringify(disclosedDocument(disclosure))}`),
    ]),
    ...missing.map(({ subject, position, details }) =>
      say({
        en: `  missing ${details}, of entry ${position} of ${subject}`,
        zh: `  缺 ${details}，${subject} 的第 ${position} 条记录`,
      }),
    ),
  ];
}
