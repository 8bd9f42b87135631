import type { Recorded } from "../actions/step.ts";
import type { Medtrace } from "../client/client.ts";
import type { Mined, Write } from "../connection/write.ts";
import { MedtraceError } from "../errors/base.ts";
import { Refusal } from "../errors/refusals/refusal.ts";
import type { Hex } from "../history/types.ts";
import { inWords } from "../lifecycle/words.ts";
import { verbs } from "../verbs/all.ts";
import { type Clock, chainClock } from "./clock.ts";
import { NotSaved, saysNo, WrongReference } from "./errors.ts";
import type { Scenario } from "./read.ts";
import { type Reading, readings } from "./readings.ts";
import { expand } from "./references.ts";
import type { StepText } from "./schema.ts";
import { type SetUpStep, type Stage, type StageParameters, setStage } from "./stage.ts";
import { spanOf } from "./times.ts";
import { readWritten, showWritten } from "./values.ts";

/** What scenarios are run with. */
export interface RunParameters extends StageParameters {
  /** The chain's time; by default, moved by the node where that offers it. */
  readonly clock?: Clock | undefined;
}

/**
 * What became of a step: as expected; otherwise; not run; or that nobody could tell, and of a write, not whether it was
 * recorded.
 */
export type StepStatus = "passed" | "failed" | "notRun" | "untold";

/** What became of a step. */
export interface StepResult {
  /** From 1. */
  readonly number: number;
  /** Its line in the file. */
  readonly line: number;
  readonly title: string | undefined;
  /** Who did it; `undefined` for what nobody signs. */
  readonly who: string | undefined;
  readonly verb: string;
  /** What it is about, for people. */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly status: StepStatus;
  /** Whether it may be left out where the chain's time cannot be moved. */
  readonly skippable: boolean;
  /** Why it did not pass, or what was said when it was refused, as expected. */
  readonly message: string | undefined;
  readonly error: MedtraceError | undefined;
  /** Of a write that was recorded. */
  readonly transaction: Hex | undefined;
  /** How long it took. */
  readonly seconds: number;
  /** What the verb gave; nothing where it was refused or not run. */
  readonly result: unknown;
}

/** What became of a scenario. */
export interface ScenarioResult {
  readonly title: string;
  readonly file: string;
  readonly run: string;
  /** Whether every step passed, or may be left out and was. */
  readonly success: boolean;
  readonly setUp: readonly SetUpStep[];
  readonly steps: readonly StepResult[];
  /** What names stand for, at the end. */
  readonly saved: ReadonlyMap<string, unknown>;
  /** The numbers of the organisations, by their names in the scenario. */
  readonly organisations: ReadonlyMap<string, number>;
}

/** A scenario that is being played. */
interface Play {
  readonly stage: Stage;
  readonly results: StepResult[];
  /** When its next step is due, unix seconds. */
  due: number;
  /** Why its further steps are not run. */
  ended: string | undefined;
}

/**
 * Runs scenarios on one ledger, beside each other: of those that wait, the one whose next step is due first goes on.
 *
 * @param m - the ledger
 * @param scenarios - what to play
 * @param parameters - keys, the run's name, whether to make what the ledger lacks
 * @returns what became of every step
 * @throws `ScenarioMismatch`, `PersonWithoutKey`, and what the preparations met; what a step meets stands in its result
 *
 * @example
 * const [result] = await runScenarios(m, [readScenario(text)], { run: "A1", person: (name) => keys.get(name) });
 */
export async function runScenarios(
  m: Medtrace,
  scenarios: readonly Scenario[],
  parameters: RunParameters,
): Promise<readonly ScenarioResult[]> {
  const clock = parameters.clock ?? chainClock(m);
  const stages: Stage[] = [];
  const begun = await clock.now();
  for (const scenario of scenarios) {
    stages.push(await setStage(m, scenario, parameters, { start: begun, now: clock.now }));
  }
  const start = await clock.now();
  const plays = stages.map((stage): Play => {
    const own = { ...stage, scope: { ...stage.scope, start } };
    return { stage: own, results: [], due: start, ended: undefined };
  });
  for (const play of plays) await plan(play, start, clock);

  let reached = start;
  const waiting = new Set(plays);
  while (waiting.size > 0) {
    const play = [...waiting].reduce((first, one) => (one.due < first.due ? one : first));
    const { steps } = play.stage.scenario;
    const step = steps[play.results.length] as StepText;
    if (play.ended === undefined && play.due > reached && !(await reach(play.due, clock))) {
      const moment = new Date(play.due * 1000).toISOString();
      play.results.push(leftOut(play, step, `the chain's time cannot be moved to ${moment}`));
      if (step.skippable) play.due = reached;
      else play.ended = `step ${play.results.length}, which comes before it, was not run`;
    } else if (play.ended !== undefined) {
      play.results.push(leftOut(play, step, play.ended));
    } else {
      reached = Math.max(reached, play.due);
      const result = await runStep(play, step);
      play.results.push(result);
      if (result.status === "untold") {
        // Nothing that follows means anything.
        for (const one of plays) one.ended = "it is not known what came of a step before it";
      }
    }
    if (play.results.length === steps.length) waiting.delete(play);
    else await plan(play, start, clock);
  }
  return plays.map(({ stage, results }) => ({
    title: stage.scenario.title,
    file: stage.scenario.file,
    run: parameters.run,
    success: results.every(({ status, skippable }) => status === "passed" || (status === "notRun" && skippable)),
    setUp: stage.setUp,
    steps: results,
    saved: stage.saved,
    organisations: stage.organisations,
  }));
}

/** Says when the next step is due. */
async function plan(play: Play, start: number, clock: Clock): Promise<void> {
  const { at, after } = play.stage.scenario.steps[play.results.length] as StepText;
  if (play.ended !== undefined) return;
  if (at !== undefined) play.due = start + spanOf(at);
  if (after !== undefined) play.due = (await clock.now()) + spanOf(after);
}

/** Whether it is that time now, or the chain let itself be moved there. */
async function reach(time: number, clock: Clock): Promise<boolean> {
  return (await clock.now()) >= time || clock.to(time);
}

/** What a step's verb came to. */
interface Outcome {
  readonly got: string;
  readonly passed: boolean;
  readonly error?: MedtraceError;
  readonly result?: unknown;
}

async function runStep(play: Play, step: StepText): Promise<StepResult> {
  const began = Date.now();
  const { stage } = play;
  const reading = Object.hasOwn(readings, step.verb) ? (readings as Record<string, Reading>)[step.verb] : undefined;
  const base = () => ({ ...baseOf(play, step), seconds: (Date.now() - began) / 1000 });
  try {
    const { got, passed, error, result } = await (reading === undefined
      ? tryWrite(stage, step)
      : askReading(stage, step, reading));
    if (result !== undefined && step.save !== undefined) stage.saved.set(step.save, result);
    const { expected } = base();
    const because = error === undefined ? "" : `: ${error.message}`;
    return {
      ...base(),
      got,
      status: passed ? "passed" : "failed",
      message: passed ? error?.message : `expected ${expected}, got ${got}${because}`,
      error,
      transaction: (result as Partial<Mined> | undefined)?.transaction,
      result,
    };
  } catch (error) {
    if (error instanceof NotSaved) return leftOut(play, step, error.message);
    if (error instanceof WrongReference)
      return { ...base(), got: error.code, status: "failed", message: error.message, error };
    // What the SDK does not throw on purpose is no answer to a scenario.
    if (!(error instanceof MedtraceError)) throw error;
    return { ...base(), got: error.code, status: "untold", message: error.message, error };
  }
}

async function tryWrite(stage: Stage, step: StepText): Promise<Outcome> {
  const { state, refused, details } = (step.expect ?? {}) as {
    readonly state?: string;
    readonly refused?: string;
    readonly details?: Readonly<Record<string, unknown>>;
  };
  try {
    const fields = verbs.get(step.verb)?.fields ?? {};
    const parameters = await readWritten(fields, step.with ?? {}, stage.scope, "with");
    const acting: Readonly<Record<string, unknown>> = { ...(await stage.as(step.who as string)) };
    const write = acting[step.verb] as Write<object, Mined | Recorded>;
    if (refused !== undefined) {
      // What must be refused is never sent: were it taken, the ledger would have it for ever.
      await write.simulate(parameters);
      return { got: "accepted, had it been sent", passed: false };
    }
    const result = await write(parameters);
    const led = "state" in result ? result.state : undefined;
    const got = led === undefined ? "accepted" : `→ ${inWords(led)}`;
    return { got, passed: state === undefined || state === led, result };
  } catch (error) {
    if (!saysNo(error)) throw error;
    const differs = error.code === refused ? differing(expandAll(details ?? {}, stage), error.details) : undefined;
    const passed = error.code === refused && differs === undefined;
    // The SDK's own answer: the ledger was not asked.
    const by = error instanceof Refusal ? "refused" : "refused before it was sent";
    return { got: `${by}: ${error.code}${differs === undefined ? "" : `, ${differs}`}`, passed, error };
  }
}

async function askReading(stage: Stage, step: StepText, reading: Reading): Promise<Outcome> {
  try {
    const parameters = await readWritten(reading.with, step.with ?? {}, stage.scope, "with");
    const wanted = await readWritten(reading.expect, step.expect ?? {}, stage.scope, "expect");
    const answer = await reading.ask(stage.m, parameters as never);
    const told: Facts = reading.tell(answer as never);
    // Without an expectation, all that there is to say.
    const names = Object.keys(wanted).length === 0 ? Object.keys(told) : Object.keys(wanted);
    const passed = Object.keys(wanted).every((name) => isSame(wanted[name], told[name]));
    return { got: factsText(stage, reading, told, names), passed, result: answer };
  } catch (error) {
    if (!saysNo(error)) throw error;
    return { got: `refused: ${error.code}`, passed: false, error };
  }
}

type Facts = Readonly<Record<string, unknown>>;

function leftOut(play: Play, step: StepText, reason: string): StepResult {
  return { ...baseOf(play, step), seconds: 0, got: "not run", status: "notRun", message: `not run: ${reason}` };
}

/** What is known of a step before it is run. */
function baseOf({ stage, results }: Play, step: StepText) {
  const index = results.length;
  return {
    number: index + 1,
    line: stage.scenario.lines[index] as number,
    title: step.title,
    who: step.who,
    verb: step.verb,
    what: whatOf(stage, step),
    expected: expectedOf(step),
    skippable: step.skippable ?? false,
    error: undefined,
    transaction: undefined,
    result: undefined,
  };
}

/** The verb, and what it is about. */
function whatOf({ scope }: Stage, { verb, with: given = {} }: StepText): string {
  const names = ["code", "target", "requisition", "reference", "product", "name"];
  const name = names.find((one) => given[one] !== undefined);
  if (name === undefined) return inWords(verb);
  let about: unknown = given[name];
  try {
    about = Array.isArray(about) ? about.map((one) => expand(one, scope)).join(", ") : expand(about, scope);
  } catch (error) {
    if (!(error instanceof NotSaved || error instanceof WrongReference)) throw error;
  }
  const text = String(about);
  return `${inWords(verb)} ${/^0x[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 10)}…` : text}`;
}

function expectedOf({ verb, expect = {} }: StepText): string {
  const { state, refused, details } = expect;
  if (Object.hasOwn(readings, verb)) return writtenText(expect) || "an answer";
  if (refused !== undefined) {
    const more = details === undefined ? "" : `, ${writtenText(details as Facts)}`;
    return `refused: ${refused}${more}`;
  }
  return state === undefined ? "accepted" : `→ ${inWords(String(state))}`;
}

/** Facts as the scenario writes them. */
function writtenText(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${inWords(name)} ${valueText(value)}`)
    .join(", ");
}

function factsText({ nameOf }: Stage, { expect }: Reading, told: Facts, names: readonly string[]): string {
  return names
    .map((name) => {
      const value = told[name];
      const field = value === undefined ? undefined : expect[name];
      const shown = field === undefined ? undefined : showWritten(field, value, nameOf);
      return `${inWords(name)} ${shown === undefined ? valueText(value) : shown || "none"}`;
    })
    .join(", ");
}

function valueText(value: unknown): string {
  if (value === undefined) return "none";
  if (Array.isArray(value)) return value.map(valueText).join(" + ") || "none";
  if (typeof value === "object" && value !== null) return writtenText(value as Facts);
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** The first of the details that is another than expected. */
function differing(wanted: Facts, actual: Facts): string | undefined {
  const name = Object.keys(wanted).find((one) => !Object.hasOwn(actual, one) || !isSame(wanted[one], actual[one]));
  if (name === undefined) return undefined;
  return `${inWords(name)} ${valueText(Object.hasOwn(actual, name) ? actual[name] : undefined)}`;
}

function expandAll(details: Facts, { scope }: Stage): Facts {
  const one = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(one);
    if (typeof value !== "object" || value === null) return expand(value, scope);
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, one(inside)]));
  };
  return one(details) as Facts;
}

/** Whether two values say the same: a number is what its digits say. */
function isSame(wanted: unknown, actual: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      wanted.length === actual.length &&
      wanted.every((one, index) => isSame(one, actual[index]))
    );
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof actual !== "object" || actual === null) return false;
    return Object.entries(wanted).every(
      ([name, one]) => Object.hasOwn(actual, name) && isSame(one, (actual as Facts)[name]),
    );
  }
  if (actual === undefined) return false;
  const [one, other] = [String(wanted), String(actual)];
  // Of hexadecimal digits, the case is the writer's.
  return one === other || (/^0x[0-9a-f]+$/i.test(one) && one.toLowerCase() === other.toLowerCase());
}
