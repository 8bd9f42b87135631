import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HDNodeWallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { admitConsortium } from "../../scripts/demo/consortium.ts";
import { connect, type Medtrace, placeNumber } from "../../src/index.ts";
import {
  type DeploymentsFolder,
  type LedgerChain,
  startLedger,
  useDeploymentsFolder,
} from "../scripts/support/ledger.ts";
import { start } from "../scripts/support/processes.ts";
import { bounded } from "../support/bounded.ts";
import { consentOf, GTIN, itemCode, PUMP_NAME } from "../support/world.ts";

let deployments: DeploymentsFolder;
let ledger: LedgerChain;
let folder: string;
let m: Medtrace;
let hospital: number;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  folder = await mkdtemp(join(tmpdir(), "medtrace-processes-"));
  ledger = await startLedger();
  m = await connect({ rpc: ledger.rpc, pollingInterval: 10 });
  const consortium = await admitConsortium(m);
  const { manufacturer } = consortium;
  hospital = consortium.hospital;
  const registration = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
  const pump = { product: GTIN, name: PUMP_NAME, kind: "device", riskClass: 2 } as const;
  await m.as(accounts.officer).register({ ...pump, manufacturer, ...registration });
});
afterAll(async () => {
  m?.close();
  await ledger?.close();
  await deployments?.remove();
  await rm(folder, { recursive: true, force: true });
});

const writer = "test/outbox/support/writer.ts";
const env = () => ({ MEDTRACE_RPC: ledger.rpc, MEDTRACE_DEPLOYMENTS: deployments.folder });
const places = async (code: string): Promise<readonly number[]> =>
  (await m.history(code)).entries
    .filter(({ action }) => action === "move")
    .map(({ value }) => value)
    .sort();
const expected = (prefixes: readonly string[], moves: number): readonly number[] =>
  prefixes.flatMap((prefix) => Array.from({ length: moves }, (_, at) => placeNumber(`${prefix} ${at}`))).sort();

/** An item at the hospital, that its keepers move. */
async function item(serial: string): Promise<string> {
  const code = itemCode(serial);
  await m.as(accounts.seller).enrol({ code });
  const { subject: requisition } = await m
    .as(accounts.applicant)
    .apply({ product: GTIN, quantity: 1n, reference: serial });
  await m.as(accounts.approver).approve({ requisition });
  await m.as(accounts.buyer).order({ requisition, supplier: 2 });
  await m.as(accounts.seller).ship({ requisition, code });
  await m.as(accounts.inspector).accept({ requisition, code });
  return code;
}

describe("processes at once", () => {
  it("behavior: many as different members, some as the same one: nothing lost, doubled or stuck", async () => {
    const phrase = "test test test test test test test test test test test junk";
    const moves = 5;
    const [same, others] = [
      Array.from({ length: bounded(2, 4) }, (_, at) => `s${at}`),
      Array.from({ length: bounded(4, 20) }, (_, at) => `d${at}`),
    ];
    const code = await item("P-1");
    // The node has accounts for thirty people, of whom the demo uses most.
    const keys = others.map((_, at) => HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/1/${at}`));
    for (const key of keys) {
      const consent = await consentOf(m, key, hospital);
      await m.as(accounts.hospitalAdministrator).addMember({ consent, duties: ["keep"] });
    }
    const running = [
      ...same.map((prefix) =>
        start([writer, "keeper", code, `${moves}`, join(folder, `${prefix}.jsonl`), prefix], env()),
      ),
      ...others.map((prefix, at) =>
        start(
          [writer, `key:${keys[at]?.privateKey}`, code, `${moves}`, join(folder, `${prefix}.jsonl`), prefix],
          env(),
        ),
      ),
    ];
    for (const { finished } of running) expect(await finished).toMatchObject({ code: 0, stderr: "" });
    expect(await places(code)).toEqual(expected([...same, ...others], moves));
  }, 180_000);

  it("behavior: killed at any moment, and run again until it is done: each once", async () => {
    const code = await item("P-2");
    const moves = 25;
    const run = () => start([writer, "keeper", code, `${moves}`, join(folder, "killed.jsonl"), "k"], env());
    let killed = 0;
    for (let done = false; !done; ) {
      const running = run();
      await running.printed(/^\d/m).catch(() => undefined);
      const kill = killed < bounded(3, 8) ? setTimeout(() => running.child.kill("SIGKILL"), randomInt(60)) : undefined;
      const { code: exit } = await running.finished;
      clearTimeout(kill);
      if (exit === null) killed++;
      done = exit === 0;
    }
    expect(killed).toBeGreaterThan(0);
    expect(await places(code)).toEqual(expected(["k"], moves));
  }, 180_000);
});
