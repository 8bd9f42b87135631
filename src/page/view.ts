import type { BundleVerdict, Trusted } from "../proof/verify.ts";
import { element } from "./dom.ts";
import { code, isZero, moment, toJson } from "./format.ts";
import { levelView } from "./level.ts";
import { absencesView, historyView, stagesView } from "./life.ts";
import { presentView, recallsView } from "./present.ts";
import { problemsView } from "./problems.ts";

/**
 * Shows a verdict: level, problems, open recalls, state, stages, absences, history, and the same as JSON.
 *
 * @param verdict - from `verifyBundle`
 * @param trusted - what it was checked with
 */
export function verdictView(verdict: BundleVerdict, trusted: Trusted): HTMLElement {
  const { level, asOf, problems, missingStages, trace, present, documents } = verdict;
  const recalls = present?.recalls ?? [];
  // What contradicts itself says nothing of what is not there.
  const isSound = trace !== undefined && level !== "none";
  const absent = isSound ? absencesView(trace) : undefined;
  return element(
    "div",
    { "data-level": level },
    levelView(verdict, trusted),
    ...(recalls.length === 0 ? [] : [recallsView(recalls, level === "proven")]),
    ...(problems.length === 0 ? [] : [problemsView(problems, trace)]),
    aboutView(verdict, trusted),
    ...(present === undefined ? [] : [presentView(present, asOf, level === "proven")]),
    ...(isSound ? [stagesView(missingStages)] : []),
    ...(absent === undefined ? [] : [absent]),
    ...(trace === undefined ? [] : [historyView(trace, level, problems, documents)]),
    jsonView(verdict),
  );
}

/** What the file is about, and what it was checked against. */
function aboutView({ asOf, trace }: BundleVerdict, { block, ledger }: Trusted): HTMLElement {
  const notGiven = { en: "not given", zh: "未提供" };
  return element(
    "section",
    { class: "about", "aria-labelledby": "about" },
    element("h2", { id: "about" }, { en: "What was checked", zh: "核对的内容" }),
    element(
      "dl",
      {},
      ...(trace === undefined
        ? []
        : [
            element("dt", {}, { en: "code", zh: "编码" }),
            element(
              "dd",
              { class: "named" },
              trace.code === undefined
                ? { en: "none: a subject without a code", zh: "无：该主体没有编码" }
                : code(trace.code),
            ),
            element("dt", {}, { en: "subject", zh: "主体" }),
            element("dd", {}, code(trace.subject)),
          ]),
      ...(isZero(asOf.hash)
        ? []
        : [
            element("dt", {}, { en: "as of block", zh: "截至区块" }),
            element("dd", {}, String(asOf.block), " · ", moment(asOf.time)),
            element("dt", {}, { en: "the file's block hash", zh: "文件的区块哈希" }),
            element("dd", {}, code(asOf.hash)),
          ]),
      element("dt", {}, { en: "the block hash that you gave", zh: "您给出的区块哈希" }),
      element("dd", {}, block === undefined ? notGiven : code(block)),
      ...(trace === undefined
        ? []
        : [
            element("dt", {}, { en: "the file's ledger", zh: "文件的账本" }),
            element("dd", {}, code(trace.ledger), ` · chain id ${trace.chainId}`),
          ]),
      element("dt", {}, { en: "the ledger's address that you gave", zh: "您给出的账本地址" }),
      element("dd", {}, ledger === undefined ? notGiven : code(ledger)),
    ),
  );
}

/** The verdict for programs; the trace stands in the bundle. */
function jsonView({ level, asOf, problems, missingStages, present, documents, trace }: BundleVerdict): HTMLElement {
  const { code: itsCode, subject, chainId, ledger } = trace ?? {};
  const shown = { level, asOf, code: itsCode, subject, chainId, ledger, problems, missingStages, present, documents };
  return element(
    "details",
    { class: "json" },
    element("summary", {}, { en: "As JSON", zh: "以 JSON 显示" }),
    element("pre", { id: "json", tabindex: "0" }, toJson(shown)),
  );
}
