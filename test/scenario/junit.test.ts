import { DOMParser, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { OwnRequisition } from "../../src/index.ts";
import { junitOf } from "../../src/scenario/junit.ts";
import type { ScenarioResult, StepResult } from "../../src/scenario/run.ts";

const passed: StepResult = {
  number: 1,
  line: 12,
  title: undefined,
  who: "nurse",
  verb: "use",
  what: "use (01)09521234543213(21)P-0001",
  expected: "→ in use",
  got: "→ in use",
  status: "passed",
  skippable: false,
  message: undefined,
  error: undefined,
  transaction: undefined,
  seconds: 0.25,
  result: {},
};
const result = (steps: readonly Partial<StepResult>[], more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  title: "A life 生命历程",
  file: "life.yaml",
  run: "R1",
  success: false,
  setUp: [],
  steps: steps.map((step, index) => ({ ...passed, number: index + 1, ...step })),
  saved: new Map(),
  organisations: new Map(),
  ...more,
});
const at = new Date("2026-11-24T10:08:30.500Z");

/** As a strict parser reads it: whatever it warns of stops it. */
const parsed = (xml: string): Element => {
  const { documentElement } = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, "text/xml");
  if (documentElement === null) throw new Error("It has no element.");
  return documentElement;
};
const children = (element: Element | undefined): readonly Element[] =>
  [...(element?.childNodes ?? [])].filter((node): node is Element => node.nodeType === 1);
const attributes = (element: Element | undefined): Record<string, string> =>
  Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value]));

const refusal = new OwnRequisition({ requisition: "0x01", member: 8 });
const mixed = result([
  {},
  {
    status: "failed",
    title: "Approved 批准",
    expected: "accepted",
    got: "refused: OwnRequisition",
    message: "expected accepted, got refused: OwnRequisition: …",
    error: refusal,
  },
  { status: "failed", who: undefined, verb: "check", what: "check P", message: "expected usable yes, got usable no" },
  { status: "notRun", skippable: true, got: "not run", message: "not run: why" },
  { status: "notRun", got: "not run", message: "not run: why" },
  { status: "untold", got: "ChainUnreachable", message: "No chain answers." },
]);

describe("junitOf", () => {
  it("default", () => {
    const root = parsed(junitOf([mixed, result([{}], { success: true })], { at }));
    expect([root.tagName, attributes(root)]).toEqual(["testsuites", {}]);
    const suites = children(root);
    expect(suites.map(attributes)).toEqual([
      {
        name: "A life 生命历程",
        package: "life.yaml",
        id: "0",
        timestamp: "2026-11-24T10:08:30",
        hostname: "localhost",
        tests: "6",
        failures: "3",
        errors: "1",
        skipped: "1",
        time: "1.500",
      },
      expect.objectContaining({ id: "1", tests: "1", failures: "0", errors: "0", skipped: "0" }),
    ]);
  });

  it("behavior: has the elements that the schema asks for, in its order", () => {
    const [suite] = children(parsed(junitOf([mixed], { at })));
    const tags = children(suite).map(({ tagName }) => tagName);
    expect(tags).toEqual(["properties", ...Array(6).fill("testcase"), "system-out", "system-err"]);
    const [properties] = children(suite);
    expect(children(properties).map(attributes)).toEqual([{ name: "run", value: "R1" }]);
    for (const one of children(suite).filter(({ tagName }) => tagName === "testcase")) {
      expect(Object.keys(attributes(one))).toEqual(["name", "classname", "time"]);
      expect(attributes(one).time).toMatch(/^\d+\.\d{3}$/);
      expect(children(one).length).toBeLessThanOrEqual(1);
    }
  });

  it("behavior: says of each step that did not pass what became of it", () => {
    const [suite] = children(parsed(junitOf([mixed], { at })));
    const cases = children(suite).filter(({ tagName }) => tagName === "testcase");
    const told = cases.map((one) => [
      attributes(one).name,
      ...children(one).map((child) => [child.tagName, attributes(child)]),
    ]);
    const use = "nurse: use (01)09521234543213(21)P-0001";
    expect(told).toEqual([
      [`1. ${use}`],
      [
        "2. nurse: Approved 批准",
        ["failure", { message: "expected accepted, got refused: OwnRequisition: …", type: "OwnRequisition" }],
      ],
      ["3. check P", ["failure", { message: "expected usable yes, got usable no", type: "failed" }]],
      [`4. ${use}`, ["skipped", { message: "not run: why" }]],
      [`5. ${use}`, ["failure", { message: "not run: why", type: "notRun" }]],
      [`6. ${use}`, ["error", { message: "No chain answers.", type: "untold" }]],
    ]);
    expect(children(cases[1])[0]?.textContent).toBe(
      [
        "line 12: use (01)09521234543213(21)P-0001",
        "expected accepted",
        "got refused: OwnRequisition",
        "expected accepted, got refused: OwnRequisition: …",
      ].join("\n"),
    );
  });

  it.each([
    ["markup", `</failure><a b="c">&amp; ]]> <!-- -- <![CDATA[ '`],
    ["lines and tabs", "one\ntwo\r\nthree\tfour\r"],
    ["Chinese, and what is beyond the first plane", "输液泵 🏥 \u{2a6d6}"],
    ["C1 and others that XML 1.0 has", "\u007f\u0085\u2028\u2029\ufeff\ufdd0"],
  ])("behavior: keeps %s", (_, text) => {
    const root = parsed(junitOf([result([{ title: text, message: text, status: "failed" }], { title: text })], { at }));
    const [suite] = children(root);
    const one = children(suite).find(({ tagName }) => tagName === "testcase");
    expect(attributes(suite).name).toBe(text);
    expect(attributes(one).name).toBe(`1. nurse: ${text}`);
    expect(attributes(children(one)[0]).message).toBe(text);
    expect(children(one)[0]?.textContent?.endsWith(text)).toBe(true);
  });

  it("behavior: has no character that XML 1.0 has not", () => {
    const hostile = "\u0000\u0001\u0008\u000b\u000c\u001b[2J\u001f\ud800x\udc00\ufffe\uffff";
    const xml = junitOf(
      [
        result([{ title: hostile, status: "failed", message: hostile }], {
          title: hostile,
          run: hostile,
          file: hostile,
        }),
      ],
      { at },
    );
    expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
    expect(attributes(children(parsed(xml))[0]).name).toBe(
      "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd[2J\ufffd\ufffdx\ufffd\ufffd\ufffd",
    );
  });

  it("behavior: of no scenarios, no suites", () => {
    expect(children(parsed(junitOf([], { at })))).toEqual([]);
  });
});
