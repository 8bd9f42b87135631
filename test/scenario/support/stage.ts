import { network } from "hardhat";
import { accounts, type Person as DemoPerson } from "../../../scripts/demo/accounts.ts";
import { deploy } from "../../../scripts/deployment/deploy.ts";
import { connect, type Hex } from "../../../src/index.ts";
import type { Clock } from "../../../src/scenario/clock.ts";
import { readScenario } from "../../../src/scenario/read.ts";
import { type RunParameters, runScenarios, type ScenarioResult, type StepResult } from "../../../src/scenario/run.ts";
import type { Person } from "../../../src/scenario/stage.ts";
import { lender } from "../../support/lender.ts";

/** The demo's people, whose keys everybody knows. */
export async function person(name: string): Promise<Person | undefined> {
  const account = Object.hasOwn(accounts, name) ? accounts[name as DemoPerson] : undefined;
  return account === undefined ? undefined : { address: account.address as Hex, signer: async () => account };
}

const borrow = lender(async () => {
  const connection = await network.create();
  const { deployment } = await deploy(connection);
  return { provider: connection.provider, deployment };
});

/** An empty ledger, in this process. */
export async function emptyLedger() {
  const { lent, giveBack } = await borrow();
  const { provider, deployment } = lent;
  const m = await connect({ provider, deployment, pollingInterval: 5 });
  let runs = 0;
  const run = async (text: string, parameters: Partial<RunParameters> = {}): Promise<ScenarioResult> => {
    const own = { run: `R${++runs}`, setUp: true, person, ...parameters };
    const [result] = await runScenarios(m, [readScenario(text)], own);
    return result as ScenarioResult;
  };
  return {
    m,
    run,
    provider,
    close: async () => {
      m.close();
      await giveBack();
    },
  };
}

/** A clock of a chain whose time nobody moves. */
export const fixed = ({ now }: Pick<Clock, "now">): Clock => ({ now, to: async () => false });

/** What tells a step's outcome at a glance. */
export const outline = ({ steps }: ScenarioResult) => steps.map(({ verb, got, status }) => [verb, got, status]);

/** The steps that did not pass, with why. */
export const troubles = ({ steps }: ScenarioResult): readonly (readonly [number, StepResult["status"], unknown])[] =>
  steps.filter(({ status }) => status !== "passed").map(({ number, status, message }) => [number, status, message]);

/** Who takes part in the tests' scenarios. */
export const CAST = `
council: council
organisations:
  hospital: { name: Test Hospital, roles: [hospital], administrator: hospitalAdministrator }
  maker: { name: Test Manufacturer, roles: [manufacturer, supplier], administrator: manufacturerAdministrator }
  regulator: { name: Test Regulator, roles: [regulator], administrator: regulatorAdministrator }
members:
  officer: { of: regulator, duties: [approve] }
  applicant: { of: hospital, duties: [apply, approve] }
  approver: { of: hospital, duties: [approve] }
  buyer: { of: hospital, duties: [buy, inspect] }
  inspector: { of: hospital, duties: [inspect] }
  nurse: { of: hospital, duties: [use] }
  keeper: { of: hospital, duties: [keep] }
  seller: { of: maker, duties: [supply, inspect, keep] }
  stranger: {}
products:
  - by: officer
    product: "09521234543213"
    name: infusion pump 输液泵
    kind: device
    riskClass: 2
    manufacturer: maker
    registeredFrom: start - 365 days
    registeredUntil: start + 1460 days
`;

/** A scenario of these steps with that cast. */
export const scenario = (steps: string, more = ""): string =>
  `format: medtrace-scenario-1\ntitle: A test 测试\n${CAST}${more}steps:\n${steps.replace(/^\n/, "")}`;
