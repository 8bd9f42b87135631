import type { Medtrace } from "../../src/index.ts";
import { chainClock } from "../../src/scenario/clock.ts";
import { setStage } from "../../src/scenario/stage.ts";
import { demoScenario, personNamed } from "./scenarios.ts";

/** Two hospitals, a manufacturer that also supplies, a service provider and a regulator, with their members. */
export const consortium = await demoScenario("consortium");

/** The numbers of the demo's organisations. */
export interface Consortium {
  readonly hospital: number;
  /** A second hospital of the same medical consortium (医联体). */
  readonly second: number;
  readonly manufacturer: number;
  readonly provider: number;
  readonly regulator: number;
}

/** Admits the demo's organisations, with their members, to a ledger that has none of them. */
export async function admitConsortium(m: Medtrace): Promise<Consortium> {
  const { now } = chainClock(m);
  const clock = { now, start: await now() };
  const { organisations } = await setStage(m, consortium, { person: personNamed, run: "demo", setUp: true }, clock);
  return Object.fromEntries(organisations) as unknown as Consortium;
}
