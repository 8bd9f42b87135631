import { access, constants } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import type { Signer } from "ethers";
import { unusable } from "../errors/files.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidInput } from "../index.ts";
import { inWords } from "../lifecycle/words.ts";
import { junitOf } from "../scenario/junit.ts";
import { readScenario, type Scenario } from "../scenario/read.ts";
import { type RunParameters, runScenarios, type ScenarioResult, type StepResult } from "../scenario/run.ts";
import { scenarioSchema } from "../scenario/schema.ts";
import { KeystoreNotFound } from "./errors.ts";
import { readUtf8, replaceFile } from "./files.ts";
import { exampleOf } from "./help.ts";
import { findKeystore, keystoreFolder, openKeystore } from "./keystore.ts";
import type { Say } from "./language.ts";
import { oneLine, toJson } from "./print.ts";
import type { Answer, Session } from "./session.ts";
import { keystoreOption, passwordOf, passwordOption } from "./signing.ts";
import { table } from "./table.ts";

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
  const { say } = session;
  program
    .command("run")
    .helpGroup(say({ en: "Scenarios 验收场景:", zh: "验收场景：" }))
    .argument(
      "[files...]",
      say({ en: "scenarios, in YAML; several share one time", zh: "YAML 验收场景；多个文件共用时间" }),
    )
    .option(
      "--set-up",
      say({
        en: "admit organisations, add members and register products that the ledger lacks",
        zh: "补充账本缺少的机构、成员与产品",
      }),
    )
    .option(
      "--run <text>",
      say({
        en: "what $run stands for, to tell this run's references from others'; by default, the time",
        zh: "$run 的取值，用于与其他执行相区别；默认取时间",
      }),
    )
    .option("--junit <file>", say({ en: "write the results there too, as JUnit XML", zh: "同时将结果写为 JUnit XML" }))
    .option("--schema", say({ en: "print the JSON Schema of a scenario instead", zh: "改为输出场景的 JSON Schema" }))
    .addOption(keystoreOption(session))
    .addOption(passwordOption(say))
    .summary(say({ en: "play scenarios and compare what comes of each step", zh: "执行验收场景，核对每一步的结果" }))
    .description(
      say({
        en: "play scenarios, and compare what comes of each step with what they expect (docs/scenarios.md).\n\nPeople sign with the keystores that have their names; steps that must be refused are never sent.",
        zh: "执行验收场景，将每一步的结果与预期核对（docs/scenarios.md）。\n\n各人以同名密钥库签名；须被拒绝的步骤不会发送。",
      }),
    )
    .addHelpText(...exampleOf(say, "run scenario.yaml --junit results.xml"))
    .action(async (files: readonly string[], options: RunOptions) => {
      if (options.schema) return session.answer({ result: scenarioSchema, text: toJson(scenarioSchema), yes: true });
      if (files.length === 0) throw new InvalidInput("files", "", rule(must.atLeastOne));
      const scenarios = await Promise.all(files.map(async (file) => readScenario(await readUtf8(file), file)));
      const { setUp, run = stamp(), junit } = options;
      // Before anything is written to the ledger.
      if (junit !== undefined) await requireWritable(dirname(junit));
      const at = new Date();
      await session.ask(async (m) => {
        const person = personIn(options, session);
        const results = await runScenarios(m, scenarios, { run, setUp, person, readList });
        if (junit !== undefined) await replaceFile(junit, junitOf(results, { at }));
        return answerOf(say, results);
      });
    });
}

async function requireWritable(folder: string): Promise<void> {
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw unusable(folder, error);
  });
}

/** Different for every run that begins in another millisecond, and short enough for a serial. */
const stamp = (): string => Date.now().toString(36).toUpperCase();

/** Finds people by the names of keystores. Each password is asked for once, when its owner first acts. */
function personIn({ keystore, passwordFile }: RunOptions, session: Session): RunParameters["person"] {
  const folder = keystoreFolder(keystore);
  const open = new Map<string, Promise<Signer>>();
  return async (name) => {
    try {
      const found = await findKeystore(folder, name);
      const signer = () => {
        const known = open.get(name);
        if (known !== undefined) return known;
        const opened = passwordOf(found.path, passwordFile, session).then((password) => openKeystore(found, password));
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

function answerOf(say: Say, results: readonly ScenarioResult[]): Answer {
  const steps = results.flatMap(({ steps }) => steps);
  const success = results.every(({ success }) => success);
  const untold = steps.some(({ status }) => status === "untold");
  return {
    result: { success, ...counts(steps), scenarios: results.map(shown) },
    text: results.map((one) => printScenario(say, one)).join("\n\n"),
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

const headings = (say: Say): string[] =>
  say({ en: "step,who,what,expected,got,ok", zh: "步骤,人员,内容,预期,结果,相符" }).split(",");

const signs = { passed: "✓", failed: "✗", notRun: "–", untold: "?" } as const;

function printScenario(say: Say, { title, run, steps, setUp }: ScenarioResult): string {
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
    say({ en: `${passed} of ${steps.length} as expected`, zh: `${steps.length} 步中 ${passed} 步符合预期` }),
    ...(failed === 0 ? [] : [say({ en: `${failed} otherwise`, zh: `${failed} 步不符` })]),
    ...(notRun === 0 ? [] : [say({ en: `${notRun} not run`, zh: `${notRun} 步未执行` })]),
    ...(untold === 0 ? [] : [say({ en: `${untold} untold`, zh: `${untold} 步未得答复` })]),
  ];
  return [
    oneLine(`${title} · ${say({ en: "run", zh: "执行" })} ${run}`),
    ...(setUp.length === 0 ? [] : [`${say({ en: "set up", zh: "准备" })}: ${setUpText(setUp)}`]),
    "",
    table([headings(say), ...rows].map((row) => row.map(oneLine))),
    "",
    ...troubles.map(({ number, line, message = "" }) => {
      const where = say({ en: `step ${number} (line ${line})`, zh: `第 ${number} 步（第 ${line} 行）` });
      return oneLine(`${where}: ${message}`);
    }),
    sums.join(" · "),
  ].join("\n");
}

/** How often each verb was needed. */
function setUpText(setUp: ScenarioResult["setUp"]): string {
  const verbs = [...new Set(setUp.map(({ verb }) => verb))];
  return verbs.map((verb) => `${inWords(verb)} ${setUp.filter((one) => one.verb === verb).length}`).join(", ");
}
