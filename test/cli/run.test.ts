import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser, onErrorStopParsing } from "@xmldom/xmldom";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { DEMO_PASSWORD, writeDemoKeystores } from "../../scripts/demo/keystores.ts";
import { writeKeystore } from "../../src/cli/keystore.ts";
import { connect, type Medtrace, PackTree } from "../../src/index.ts";
import { scenarioSchema } from "../../src/scenario/schema.ts";
import { scenario } from "../scenario/support/stage.ts";
import {
  type DeploymentsFolder,
  type LedgerChain,
  startLedger,
  useDeploymentsFolder,
} from "../scripts/support/ledger.ts";
import { medtrace } from "./medtrace.ts";
import { startProxy } from "./support/proxy.ts";
import { typed, typedJson } from "./support/typed.ts";

let deployments: DeploymentsFolder;
let ledger: LedgerChain;
let m: Medtrace;
let folder: string;
let env: Record<string, string>;
let files = 0;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  ledger = await startLedger();
  folder = await mkdtemp(join(tmpdir(), "medtrace-run-"));
  env = {
    MEDTRACE_RPC: ledger.rpc,
    MEDTRACE_KEYSTORE: join(folder, "keys"),
    MEDTRACE_PASSWORD: DEMO_PASSWORD,
  };
  m = await connect({ rpc: ledger.rpc, pollingInterval: 10 });
});

beforeEach(() => {
  Object.assign(process.env, env);
  return writeDemoKeystores();
});

afterAll(async () => {
  m?.close();
  await ledger?.close();
  await deployments?.remove();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** Writes a scenario to a file of its own. */
async function file(text: string): Promise<string> {
  const path = join(folder, `scenario-${++files}.yaml`);
  await writeFile(path, text);
  return path;
}

const VALUES = "values: { pump: (01)09521234543213(21)P-$run }\n";
const APPLY = `
  - who: applicant
    verb: apply
    with: { product: $pump, quantity: 1, reference: B-$run }
    save: bought
    title: Applied 申请
  - who: applicant
    verb: approve
    with: { requisition: $bought.subject }
    expect: { refused: OwnRequisition }
  - { who: approver, verb: approve, with: { requisition: B-$run }, expect: { state: approved } }
`;

describe("run", () => {
  it("default", async () => {
    const path = await file(scenario(APPLY, VALUES));
    const first = await typed(["run", path, "--set-up", "--run", "T1"]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout.split("\n")).toEqual([
      "A test 测试 · run T1",
      "set up: admit 3, add member 8, register 1",
      "",
      "  step  who        what                 expected                 got                      ok",
      "  1     applicant  Applied 申请         accepted                 → requested              ✓",
      expect.stringMatching(
        /^ {2}2 {5}applicant {2}approve 0x[0-9a-f]{8}… {2}refused: OwnRequisition {2}refused: .* {2}✓$/,
      ),
      expect.stringMatching(/^ {2}3 {5}approver {3}approve B-T1 +→ approved +→ approved +✓$/),
      "",
      "3 of 3 as expected",
      "",
    ]);
    const again = await typed(["run", path]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).not.toContain("set up");
  });

  it("behavior: exit code 1 where something came out otherwise, and says what", async () => {
    const path = await file(scenario(APPLY.replace("OwnRequisition", "OwnPurchase"), VALUES));
    const { code, stdout, stderr } = await typed(["run", path, "--set-up"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(
      /\nstep 2 \(line \d+\): expected refused: OwnPurchase, got refused: OwnRequisition: Member \d+ made .*\n2 of 3 as expected · 1 otherwise\n$/,
    );
  });

  it("behavior: --json prints one object", async () => {
    const path = await file(scenario(APPLY, VALUES));
    const { code, result } = await typedJson(`run ${path} --set-up --run J1`);
    expect(code).toBe(0);
    expect(result).toMatchObject({ success: true, passed: 3, failed: 0, notRun: 0, untold: 0 });
    expect(result.scenarios).toEqual([
      {
        title: "A test 测试",
        file: path,
        run: "J1",
        success: true,
        setUp: expect.any(Array),
        steps: [
          expect.objectContaining({ number: 1, title: "Applied 申请", transaction: expect.stringMatching(/^0x/) }),
          expect.objectContaining({
            number: 2,
            status: "passed",
            error: { code: "OwnRequisition", details: { requisition: expect.any(String), member: expect.any(Number) } },
          }),
          expect.objectContaining({ number: 3, who: "approver", verb: "approve", got: "→ approved" }),
        ],
      },
    ]);
  });

  it("behavior: --junit writes a suite for each scenario, anew each time", async () => {
    const paths = [
      await file(scenario(APPLY, VALUES)),
      await file(scenario("  - { verb: audit, expect: { problems: 9 } }")),
    ];
    const results = join(folder, "results.xml");
    for (const run of ["X1", "X2"]) {
      const { code, stdout } = await typed(["run", ...paths, "--set-up", "--run", run, "--junit", results]);
      expect(code).toBe(1);
      expect(stdout).toContain("3 of 3 as expected");
      const xml = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
        await readFile(results, "utf8"),
        "text/xml",
      );
      const suites = [...xml.getElementsByTagName("testsuite")];
      expect(suites.map((suite) => [suite.getAttribute("package"), suite.getAttribute("failures")])).toEqual([
        [paths[0], "0"],
        [paths[1], "1"],
      ]);
      expect(xml.getElementsByTagName("property")[0]?.getAttribute("value")).toBe(run);
    }
    // Before anything is written to the ledger.
    const block = await m.connection.provider.getBlockNumber();
    const nowhere = await typed(["run", paths[1] as string, "--junit", join(folder, "none", "results.xml")]);
    expect(await m.connection.provider.getBlockNumber()).toBe(block);
    expect(nowhere).toMatchObject({ code: 3, stderr: expect.stringMatching(/^FileUnusable: /) });
  });

  it("behavior: --schema prints the format's schema, and asks no chain", async () => {
    process.env.MEDTRACE_RPC = "http://127.0.0.1:1";
    const { code, stdout } = await typed("run --schema");
    expect({ code, schema: JSON.parse(stdout) }).toEqual({
      code: 0,
      schema: JSON.parse(JSON.stringify(scenarioSchema)),
    });
  });

  it("behavior: reads a list of packs that stands beside the scenario", async () => {
    await mkdir(join(folder, "lists"), { recursive: true });
    const tree = PackTree.of({ gtin: "09521234543251", packs: ["A1", "A2"] });
    await writeFile(join(folder, "lists/doses.json"), JSON.stringify(tree.toJSON()));
    const text = scenario(
      "  - { verb: scan, with: { code: (01)09521234543251(10)L(21)A1, proof: $doses }, expect: { reasons: [batchUnknown] } }",
      "packs: { doses: { list: lists/doses.json } }\n",
    );
    expect(await typed(["run", await file(text), "--set-up"])).toMatchObject({ code: 0, stderr: "" });
    const missing = await typed(["run", await file(text.replace("doses.json", "none.json")), "--set-up"]);
    expect(missing).toMatchObject({ code: 3, stderr: expect.stringMatching(/^FileUnusable: .*none\.json/) });
  });

  it("behavior: asks for each password once, when its owner first acts", async () => {
    delete process.env.MEDTRACE_PASSWORD;
    const path = await file(scenario(APPLY, VALUES));
    const { code, stderr } = await typed(["run", path], [DEMO_PASSWORD, DEMO_PASSWORD]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await typed(["run", path], [DEMO_PASSWORD, "wrong"])).toMatchObject({
      code: 3,
      stdout: expect.stringContaining("WrongPassword"),
    });
  });

  it("behavior: what others wrote does not steer the terminal", async () => {
    const hostile = '"a\\u001b[2J\\nb\\u202e"';
    const path = await file(
      scenario(`  - { verb: audit, title: ${hostile}, expect: { problems: 1 } }`).replace("A test 测试", hostile),
    );
    const { code, stdout } = await typed(["run", path, "--set-up"]);
    expect(code).toBe(1);
    expect(stdout).not.toMatch(/(?!\n)\p{C}/u);
    expect(stdout).toContain("a\ufffd[2J\ufffdb\ufffd");
  });

  it("behavior: on a node that moves no time, what needs it is not run", async () => {
    const proxy = await startProxy(ledger.rpc, ({ method }) =>
      method.startsWith("evm_") ? { code: -32601, message: `the method ${method} does not exist` } : undefined,
    );
    try {
      const steps = "  - verb: audit\n  - { at: 900 days, verb: audit }\n";
      const run = async (text: string) => typed(["run", await file(scenario(text)), "--set-up", "--rpc", proxy.rpc]);
      const { code, stdout } = await run(steps);
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /\nstep 2 \(line \d+\): not run: the chain's time cannot be moved to .*\n1 of 2 as expected · 1 not run\n$/,
      );
      const skipped = await run(steps.replace("at: 900 days", "skippable: true, at: 900 days"));
      expect(skipped).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 of 2 as expected · 1 not run\n$/) });
    } finally {
      await proxy.close();
    }
  });

  it("behavior: on a node that does, moves it", async () => {
    const before = (await m.connection.provider.getBlock("latest"))?.timestamp ?? 0;
    const path = await file(scenario("  - { after: 3 days, verb: audit }\n"));
    expect(await typed(["run", path, "--set-up"])).toMatchObject({ code: 0 });
    const after = (await m.connection.provider.getBlock("latest"))?.timestamp ?? 0;
    expect(after - before).toBeGreaterThanOrEqual(3 * 86_400);
  });
});

describe("run: what is wrong", () => {
  it("error: MalformedScenario, with exit code 2, before a chain is asked", async () => {
    const path = await file(scenario("  - { who: nurse, verb: usse }\n"));
    process.env.MEDTRACE_RPC = "http://127.0.0.1:1";
    const { code, stdout, stderr } = await typed(["run", path]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(new RegExp(`^MalformedScenario: ${path}:29:25: steps\\[0\\].verb "usse" must be a verb `));
    expect(await typedJson(`run ${path}`)).toMatchObject({
      code: 2,
      result: { error: "MalformedScenario", details: { line: 29, column: 25, field: "steps[0].verb" } },
    });
  });

  it("error: no file, no such file, and one that is no text", async () => {
    expect(await typed("run")).toMatchObject({ code: 2, stderr: expect.stringMatching(/^InvalidInput: files /) });
    const none = await typed(["run", join(folder, "none.yaml")]);
    expect(none).toMatchObject({ code: 3, stderr: expect.stringMatching(/^FileUnusable: /) });
    const path = join(folder, "bytes.yaml");
    await writeFile(path, new Uint8Array([0xff, 0xfe]));
    expect(await typed(["run", path])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^InvalidInput: file /),
    });
  });

  it("error: ScenarioMismatch, with exit code 1, of what the ledger lacks", async () => {
    const text = scenario("  - verb: audit\n").replace("Test Hospital", "Nobody's Hospital");
    const { code, stderr } = await typed(["run", await file(text)]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ScenarioMismatch: organisations\.hospital\.name "Nobody's Hospital" must be /);
    expect(stderr).toContain("--set-up");
  });

  it("error: PersonWithoutKey, with exit code 1, and a keystore that is none", async () => {
    const text = scenario("  - { who: nobody, verb: use, with: { code: a } }\n").replace("stranger: {}", "nobody: {}");
    const path = await file(text);
    expect(await typed(["run", path])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PersonWithoutKey: /) });
    await writeFile(join(folder, "keys/nobody.json"), "{}");
    expect(await typed(["run", path])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^InvalidKeystore: /) });
    await rm(join(folder, "keys/nobody.json"));
  });

  it("error: ChainUnreachable, with exit code 3", async () => {
    process.env.MEDTRACE_RPC = "http://127.0.0.1:1";
    const { code, stderr } = await typed(["run", await file(scenario("  - verb: audit\n"))]);
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringMatching(/^ChainUnreachable: /) });
  });

  it("error: what nobody could tell ends it, with exit code 3 and the results so far", async () => {
    let sent = false;
    const proxy = await startProxy(ledger.rpc, ({ method }) => {
      sent ||= method === "eth_sendRawTransaction";
      return sent ? { code: -32603, message: "internal error" } : undefined;
    });
    try {
      const path = await file(scenario(APPLY, VALUES));
      await typed(["run", path, "--set-up"]);
      const results = join(folder, "untold.xml");
      const { code, stdout } = await typed(["run", path, "--rpc", proxy.rpc, "--junit", results]);
      expect(code).toBe(3);
      expect(stdout).toMatch(/0 of 3 as expected · 2 not run · 1 untold\n$/);
      expect(await readFile(results, "utf8")).toContain('errors="1"');
    } finally {
      await proxy.close();
    }
  });

  it("behavior: keystores are found by the names of people, in any script", async () => {
    const keys = join(folder, "own");
    const text = scenario(APPLY, VALUES).replaceAll("applicant", "申请人");
    for (const [name, account] of [
      ["申请人", accounts.applicant],
      ["approver", accounts.approver],
    ] as const) {
      await writeKeystore(keys, name, account, DEMO_PASSWORD, 2 ** 10);
    }
    const { code, stdout } = await medtrace(["run", await file(text), "--keystore", keys], env);
    expect(stdout).toContain("申请人");
    expect(code).toBe(0);
  });
});
