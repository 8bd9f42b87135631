import { problemSentence } from "../history/problems.ts";
import type { Trace } from "../history/types.ts";
import type { Problem } from "../history/verify.ts";
import { kindName } from "../lifecycle/names.ts";
import { element } from "./dom.ts";
import { code, isZero, shown } from "./format.ts";

/**
 * The problems that were found, each with what it means.
 *
 * @param problems - at least one
 * @param trace - what the bundle shows, if anything
 */
export function problemsView(problems: readonly Problem[], trace: Trace | undefined): HTMLElement {
  return element(
    "section",
    { class: "problems", "data-tone": "bad", "aria-labelledby": "problems" },
    element("h2", { id: "problems" }, { en: `Problems: ${problems.length}`, zh: `问题：${problems.length} 个` }),
    element("ol", {}, ...problems.map((problem) => problemView(problem, trace))),
  );
}

function problemView(
  { code: name, subject, position, expected, actual }: Problem,
  trace: Trace | undefined,
): HTMLElement {
  const kind = trace?.histories.find((history) => history.subject === subject)?.kind;
  return element(
    "li",
    { "data-problem": name },
    element("p", {}, code(name), " ", problemSentence(name)),
    element(
      "dl",
      {},
      ...(isZero(subject)
        ? []
        : [
            element("dt", {}, { en: "subject", zh: "主体" }),
            element("dd", {}, ...(kind === undefined ? [] : [kindName(kind), " "]), code(subject)),
          ]),
      ...(position === undefined
        ? []
        : [
            element("dt", {}, { en: "position in its history, from 0", zh: "在其历史中的位置（从 0 起）" }),
            element("dd", {}, String(position)),
          ]),
      element("dt", {}, { en: "expected", zh: "应为" }),
      element("dd", {}, shown(expected)),
      element("dt", {}, { en: "found", zh: "实为" }),
      element("dd", {}, shown(actual)),
    ),
  );
}
