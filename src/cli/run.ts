import { dirname, join } from "node:path";
import type { Command } from "commander";
import type { Signer } from "ethers";
import { InvalidInput } from "../index.ts";
import { inWords } from "../lifecycle/words.ts";
import { junitOf } from "../scenario/junit.ts";
import { readScenario, type Scenario } from "../scenario/read.ts";
import { type RunParameters, runScenarios, type ScenarioResult, type StepResult } from "../scenario/run.ts";
import { scenarioSchema } from "../scenario/schema.ts";
import { KeystoreNotFound } from "./errors.ts";
import { readUtf8, replaceFile } from "./files.ts";
import { findKeystore, keystoreFolder, openKeystore } from "./keystore.ts";
import { oneLine, toJson } from "./print.ts";
import type { Answer, Session } from "./session.ts";
import { keystoreOption, passwordOf, passwordOption } from "./signing.ts";
import { table } from "./table.ts";
import type { Terminal } from "./terminal.ts";

interface RunOptions {
  readonly setUp?: boolean;
  readonly run?: string;
  readonly junit?: string;
  readonly schema?: boolean;
  readonly keystore: string;
  readonly passwordFile?: string;
}

/** Gives the program the command that runs scenarios. */
export function addRun(program: Command, session: Session): void {
  program
    .command("run")
    .helpGroup("Scenarios 验收场景:")
    .argument("[files...]", "scenarios, in YAML; several share one time")
    .option("--set-up", "admit organisations, add members and register products that the ledger lacks")
    .option("--run <text>", "what $run stands for, to tell this run's references from others'; by default, the time")
    .option("--junit <file>", "write the results there too, as JUnit XML")
    .option("--schema", "print the JSON Schema of a scenario instead")
    .addOption(keystoreOption())
    .addOption(passwordOption())
    .summary("play scenarios and compare what comes of each step")
    .description(
      "play scenarios, and compare what comes of each step with what they expect (docs/scenarios.md).\n\n" +
        "People sign with the keystores that have their names; steps that must be refused are never sent.",
    )
    .addHelpText("after", "\nExample:\n  medtrace run scenario.yaml --junit results.xml")
    .action(async (files: readonly string[], options: RunOptions) => {
      if (options.schema) return session.answer({ result: scenarioSchema, text: toJson(scenarioSchema), yes: true });
      if (files.length === 0) throw new InvalidInput("files", "", "must be at least one");
      const scenarios = await Promise.all(files.map(async (file) => readScenario(await readUtf8(file), file)));
      const { setUp, run = stamp(), junit } = options;
      const at = new Date();
      await session.ask(async (m) => {
        const person = personIn(options, session.terminal);
        const results = await runScenarios(m, scenarios, { run, setUp, person, readList });
        if (junit !== undefined) await replaceFile(junit, junitOf(results, { at }));
        return answerOf(results);
      });
    });
}

/** Different for every run that begins in another millisecond, and short enough for a serial. */
const stamp = (): string => Date.now().toString(36).toUpperCase();

/** Finds people by the names of keystores. Each password is asked for once, when its owner first acts. */
function personIn({ keystore, passwordFile }: RunOptions, terminal: Terminal): RunParameters["person"] {
  const folder = keystoreFolder(keystore);
  const open = new Map<string, Promise<Signer>>();
  return async (name) => {
    try {
      const found = await findKeystore(folder, name);
      const signer = () => {
        const known = open.get(name);
        if (known !== undefined) return known;
        const opened = passwordOf(found.path, passwordFile, terminal).then((password) => openKeystore(found, password));
        open.set(name, opened);
        return opened;
      };
      return { address: found.address, signer };
    } catch (error) {
      if (error instanceof KeystoreNotFound) return undefined;
      throw error;
    }
  };
}

/** A list of packs stands beside the scenario. */
function readList({ file }: Scenario, path: string): Promise<string> {
  return readUtf8(join(dirname(file), path));
}

function answerOf(results: readonly ScenarioResult[]): Answer {
  const steps = results.flatMap(({ steps }) => steps);
  const success = results.every(({ success }) => success);
  const untold = steps.some(({ status }) => status === "untold");
  return {
    result: { success, ...counts(steps), scenarios: results.map(shown) },
    text: results.map(printScenario).join("\n\n"),
    yes: untold ? undefined : success,
  };
}

function counts(steps: readonly StepResult[]) {
  const count = (status: string) => steps.filter((step) => step.status === status).length;
  return { passed: count("passed"), failed: count("failed"), notRun: count("notRun"), untold: count("untold") };
}

/** A result for programs, without what only the SDK can use. */
function shown({ title, file, run, success, setUp, steps }: ScenarioResult) {
  return {
    title,
    file,
    run,
    success,
    setUp: setUp.map(({ verb, who, result }) => ({ verb, who, transaction: result.transaction })),
    steps: steps.map(({ result: _, error, ...step }) => ({
      ...step,
      ...(error === undefined ? {} : { error: { code: error.code, details: error.details } }),
    })),
  };
}

const signs = { passed: "✓", failed: "✗", notRun: "–", untold: "?" } as const;

function printScenario({ title, run, steps, setUp }: ScenarioResult): string {
  const rows = steps.map((step) => [
    String(step.number),
    step.who ?? "",
    step.title ?? step.what,
    step.expected,
    step.got,
    signs[step.status],
  ]);
  const troubles = steps.filter(({ status }) => status !== "passed");
  const { passed, failed, notRun, untold } = counts(steps);
  const sums = [
    `${passed} of ${steps.length} as expected`,
    ...(failed === 0 ? [] : [`${failed} otherwise`]),
    ...(notRun === 0 ? [] : [`${notRun} not run`]),
    ...(untold === 0 ? [] : [`${untold} untold`]),
  ];
  return [
    oneLine(`${title} · run ${run}`),
    ...(setUp.length === 0 ? [] : [`set up: ${setUpText(setUp)}`]),
    "",
    table([["step", "who", "what", "expected", "got", "ok"], ...rows].map((row) => row.map(oneLine))),
    "",
    ...troubles.map(({ number, line, message = "" }) => oneLine(`step ${number} (line ${line}): ${message}`)),
    sums.join(" · "),
  ].join("\n");
}

/** How often each verb was needed. */
function setUpText(setUp: ScenarioResult["setUp"]): string {
  const verbs = [...new Set(setUp.map(({ verb }) => verb))];
  return verbs.map((verb) => `${inWords(verb)} ${setUp.filter((one) => one.verb === verb).length}`).join(", ");
}
