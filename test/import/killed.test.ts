import { randomInt } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { admitConsortium } from "../../scripts/demo/consortium.ts";
import { DEMO_PASSWORD, writeDemoKeystores } from "../../scripts/demo/keystores.ts";
import { connect, type Medtrace } from "../../src/index.ts";
import {
  type DeploymentsFolder,
  type LedgerChain,
  startLedger,
  useDeploymentsFolder,
} from "../scripts/support/ledger.ts";
import { start } from "../scripts/support/processes.ts";
import { bounded } from "../support/bounded.ts";
import { GTIN, itemCode, PUMP_NAME } from "../support/world.ts";

const ROWS = bounded(400, 3_000);
const KILLS = bounded(3, 10);

let deployments: DeploymentsFolder;
let ledger: LedgerChain;
let folder: string;
let m: Medtrace;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  folder = await mkdtemp(join(tmpdir(), "medtrace-killed-"));
  ledger = await startLedger();
  m = await connect({ rpc: ledger.rpc, pollingInterval: 10 });
  const { manufacturer } = await admitConsortium(m);
  const registration = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
  const pump = { product: GTIN, name: PUMP_NAME, kind: "device", riskClass: 2 } as const;
  await m.as(accounts.officer).register({ ...pump, manufacturer, ...registration });
  process.env.MEDTRACE_KEYSTORE = join(folder, "keys");
  await writeDemoKeystores();
  env = {
    MEDTRACE_RPC: ledger.rpc,
    MEDTRACE_DEPLOYMENTS: deployments.folder,
    MEDTRACE_KEYSTORE: join(folder, "keys"),
    MEDTRACE_PASSWORD: DEMO_PASSWORD,
  };
});
afterAll(async () => {
  m?.close();
  await ledger?.close();
  await deployments?.remove();
  await rm(folder, { recursive: true, force: true });
});

describe("import, as a process", () => {
  it("behavior: killed several times at random, and run again: every row is on the ledger exactly once", async () => {
    const file = join(folder, "stock.csv");
    const codes = Array.from({ length: ROWS }, (_, index) => itemCode(`K-${index}`));
    await writeFile(file, `code\n${codes.join("\n")}\n`);
    const lines = async (): Promise<number> =>
      (await readFile(`${file}.journal`, "utf8").catch(() => "")).split("\n").length;
    const before = (await m.audit()).entries;
    const command = ["src/cli/main.ts", "import", file, "--action", "enrol", "--as", "maker", "--json"];
    let killed = 0;
    let finished = { code: null as number | null, stdout: "", stderr: "" };
    while (finished.code === null) {
      const running = start(command, env);
      if (killed < KILLS) {
        // Some while it checks and encodes, most while it signs, sends and waits.
        const known = await lines();
        const ended = running.finished.then(() => true);
        while ((await lines()) === known && !(await Promise.race([ended, pause(5)]))) if (killed % 5 === 4) break;
        await pause(randomInt(300));
        running.child.kill("SIGKILL");
      }
      finished = await running.finished;
      if (finished.code === null) killed++;
    }
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(finished.stdout)).toMatchObject({ recorded: ROWS, refused: [] });
    expect(killed).toBeGreaterThanOrEqual(KILLS / 2);
    const { entries, subjects, problems } = await m.audit();
    expect({ entries: entries - before, assets: subjects.asset, problems }).toEqual({
      entries: ROWS,
      assets: ROWS,
      problems: [],
    });
  }, 300_000);
});

const pause = (milliseconds: number): Promise<false> =>
  new Promise((resolve) => setTimeout(() => resolve(false), milliseconds));
