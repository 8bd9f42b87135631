import type { Medtrace } from "../../src/index.ts";
import { accounts } from "./accounts.ts";
import { admitConsortium } from "./consortium.ts";
import { implant } from "./lives/implant.ts";
import { loan } from "./lives/loan.ts";
import { monitor } from "./lives/monitor.ts";
import { pump } from "./lives/pump.ts";
import { recall } from "./lives/recall.ts";
import { stent } from "./lives/stent.ts";
import { PHARMACY, VACCINATION_ROOM, vaccine } from "./lives/vaccine.ts";
import { type Clock, DAY, type Life, playAll } from "./scene.ts";

export { PUMP, SPARE_PUMP } from "./lives/pump.ts";

/** How long the demo's lives last, in days. */
export const LIFE_DAYS = 420;

/** What the demo did: the life of a pump from its application to its scrapping, and what else can happen to others. */
export interface Lives extends Life {
  readonly lives: readonly Life[];
}

/** Lives a device's whole life and parts of others, a vaccine's among them, and tries to breach the rules on the way. */
export async function live(m: Medtrace, clock: Clock): Promise<Lives> {
  const consortium = await admitConsortium(m);
  for (const name of ["设备科 Store", "ICU-3", "Ward 7", "Theatre 2", PHARMACY]) {
    await m.as(accounts.keeper).namePlace({ name });
  }
  for (const name of ["Ward B", VACCINATION_ROOM]) await m.as(accounts.secondKeeper).namePlace({ name });
  await m.as(accounts.hospitalAdministrator).appoint({
    provider: consortium.provider,
    duties: ["maintain"],
    until: (await clock.now()) + 2 * 365 * DAY,
  });
  const verified = await playAll(m, clock, consortium, [pump, loan, implant, monitor, recall, vaccine, stent]);
  await clock.to(LIFE_DAYS);
  const [first, ...lives] = await verified();
  if (first === undefined) throw new Error("Nothing was played.");
  return { ...first, lives };
}
