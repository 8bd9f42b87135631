import type { Medtrace, Mined } from "../../src/index.ts";
import { runScenarios, type ScenarioResult } from "../../src/scenario/run.ts";
import type { Person } from "./accounts.ts";
import { answerOf } from "./answers.ts";
import { consortium } from "./consortium.ts";
import { IMPLANT, implant } from "./lives/implant.ts";
import { LOANED_PUMP, loan } from "./lives/loan.ts";
import { MONITOR, monitor } from "./lives/monitor.ts";
import { PUMP, pump } from "./lives/pump.ts";
import { DEFIBRILLATOR, recall } from "./lives/recall.ts";
import { STENT, stent } from "./lives/stent.ts";
import { VACCINE_LOT, vaccine } from "./lives/vaccine.ts";
import { personNamed } from "./scenarios.ts";
import { type Clock, DAY, type Life } from "./scene.ts";

export { PUMP, SPARE_PUMP } from "./lives/pump.ts";

/** How long the demo's lives last, in days. */
export const LIFE_DAYS = 420;

/** The lives, and whose each is; a batch's is traced by the parcel that a step saved, which has only an id. */
const lives = [
  { scenario: pump, code: PUMP },
  { scenario: loan, code: LOANED_PUMP },
  { scenario: implant, code: IMPLANT },
  { scenario: monitor, code: MONITOR },
  { scenario: recall, code: DEFIBRILLATOR },
  { scenario: vaccine, code: VACCINE_LOT, traced: "part" },
  { scenario: stent, code: STENT },
];

/** What the demo did: the life of a pump from its application to its scrapping, and what else can happen to others. */
export interface Lives extends Life {
  readonly lives: readonly Life[];
}

/** Lives a device's whole life and parts of others, a vaccine's among them, and tries to breach the rules on the way. */
export async function live(m: Medtrace, clock: Clock): Promise<Lives> {
  const began = await clock.now();
  const parameters = {
    person: personNamed,
    run: "demo",
    setUp: true,
    clock: {
      now: clock.now,
      // The scenarios begin once the consortium is admitted, some blocks later, and count whole days.
      to: async (time: number) => {
        await clock.to(Math.round((time - began) / DAY));
        return true;
      },
    },
  };
  const scenarios = [consortium, ...lives.map(({ scenario }) => scenario)];
  const results = await runScenarios(m, scenarios, parameters);
  for (const { file, steps } of results) {
    const trouble = steps.find(({ status }) => status !== "passed");
    if (trouble !== undefined) throw new Error(`${file}:${trouble.line}: ${trouble.message}`, { cause: trouble.error });
  }
  await clock.to(LIFE_DAYS);
  const [first, ...others] = await Promise.all(
    lives.map(({ code, traced }, index) => lifeOf(m, results[index + 1] as ScenarioResult, code, traced)),
  );
  return { ...(first as Life), lives: others };
}

/** What a scenario's run tells of a life. */
async function lifeOf(m: Medtrace, result: ScenarioResult, code: string, saved: string | undefined): Promise<Life> {
  const { title, steps, setUp } = result;
  const traced = saved === undefined ? code : (result.saved.get(saved) as { readonly subject: string }).subject;
  const refused = steps.flatMap(({ title, who, error, message }) =>
    title === undefined || error === undefined
      ? []
      : [{ breach: title, by: who as Person, error: error.code, message: message as string }],
  );
  const answers = await Promise.all(steps.map((step) => answerOf(m, step)));
  const asked = steps.flatMap(({ title: question }, index) => {
    const answer = answers[index];
    return question === undefined || answer === undefined ? [] : [{ question, answer }];
  });
  // Of each action, what it used first.
  const gas: Record<string, number> = {};
  for (const { verb, result: mined } of [...setUp, ...steps]) {
    const used = (mined as Partial<Mined> | undefined)?.gasUsed;
    if (used !== undefined) gas[verb] ??= Number(used);
  }
  return { title, code, traced, refused, asked, gas, verdict: await m.verify(traced) };
}
