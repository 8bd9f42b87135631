import { readFile } from "node:fs/promises";
import type { Hex } from "../../src/index.ts";
import { readScenario, type Scenario } from "../../src/scenario/read.ts";
import { namesOf, type Person } from "../../src/scenario/stage.ts";
import { accounts, isPerson } from "./accounts.ts";

/** A scenario file, with what its names stand for before it is played. */
export interface DemoScenario extends Scenario {
  /** A code, or another text. */
  text(name: string): string;
  readonly names: ReadonlyMap<string, unknown>;
}

/** Reads one of the scenario files. */
export async function demoScenario(name: string): Promise<DemoScenario> {
  const file = `scenarios/${name}.yaml`;
  const scenario = readScenario(await readFile(new URL(`../../${file}`, import.meta.url), "utf8"), file);
  const names = await namesOf(scenario, { run: "demo" });
  return { ...scenario, names, text: (one) => String(names.get(one)) };
}

/** The demo's people, whose keys everybody knows. */
export async function personNamed(name: string): Promise<Person | undefined> {
  if (!isPerson(name)) return undefined;
  return { address: accounts[name].address as Hex, signer: async () => accounts[name] };
}
