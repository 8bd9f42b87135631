import type { ScenarioResult, StepResult } from "./run.ts";

/** What a report says beside the results. */
export interface JUnitParameters {
  /** When the run began. */
  readonly at: Date;
}

/**
 * Writes what became of scenarios as JUnit XML, which build servers read: a suite for each scenario, a case for each step.
 * It is valid against the schema of Ant's reports (windyroad) and against Jenkins's. A step that was not run is a failure,
 * unless it may be left out; one that nobody could tell is an error.
 *
 * @param results - what {@link runScenarios} gave
 * @param parameters - when the run began
 * @returns the XML, UTF-8
 *
 * @example
 * await writeFile("results.xml", junitOf(results, { at: new Date() }));
 */
export function junitOf(results: readonly ScenarioResult[], { at }: JUnitParameters): string {
  const timestamp = at.toISOString().slice(0, 19);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
${results.map((result, index) => suite(result, index, timestamp)).join("")}</testsuites>
`;
}

function suite({ title, file, run, steps }: ScenarioResult, id: number, timestamp: string): string {
  const count = (element: string) => steps.filter((step) => elementOf(step) === element).length;
  const attributes = {
    name: title,
    package: file,
    id,
    timestamp,
    hostname: "localhost",
    tests: steps.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: seconds(steps.reduce((sum, step) => sum + step.seconds, 0)),
  };
  return `  <testsuite${written(attributes)}>
    <properties>
      <property${written({ name: "run", value: run })}/>
    </properties>
${steps.map((step) => testcase(step, title)).join("")}    <system-out/>
    <system-err/>
  </testsuite>
`;
}

function testcase(step: StepResult, title: string): string {
  const who = step.who === undefined ? "" : `${step.who}: `;
  const name = `${step.number}. ${who}${step.title ?? step.what}`;
  const attributes = written({ name, classname: title, time: seconds(step.seconds) });
  const element = elementOf(step);
  if (element === undefined) return `    <testcase${attributes}/>\n`;
  const message = step.message ?? "";
  // What was left out on purpose has no type.
  const told = element === "skipped" ? { message } : { message, type: step.error?.code ?? step.status };
  const inside = xml(`line ${step.line}: ${step.what}\nexpected ${step.expected}\ngot ${step.got}\n${message}`);
  return `    <testcase${attributes}>
      <${element}${written(told)}>${inside}</${element}>
    </testcase>
`;
}

/** What stands in a step's case; nothing where it passed. */
function elementOf({ status, skippable }: StepResult): "failure" | "error" | "skipped" | undefined {
  if (status === "passed") return undefined;
  if (status === "untold") return "error";
  return status === "notRun" && skippable ? "skipped" : "failure";
}

const seconds = (value: number): string => value.toFixed(3);

function written(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join("");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 has no character for becomes U+FFFD. Line ends and tabs are written so that no parser changes them. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (one) => entities[one] as string)
    .replace(/[\t\n\r\u0085\u2028\u2029]/g, (one) => `&#${one.charCodeAt(0)};`);
}
