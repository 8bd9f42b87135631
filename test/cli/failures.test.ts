import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUMP } from "../../scripts/demo/life.ts";
import type { Deployment } from "../../src/index.ts";
import {
  type DeploymentsFolder,
  freePort,
  type LedgerChain,
  startLedger,
  useDeploymentsFolder,
} from "../scripts/support/ledger.ts";
import { medtrace, medtraceJson } from "./medtrace.ts";

const commands = ["check", "trace", "verify"] as const;
const OTHER_HASH = `0x${"5e".repeat(32)}` as const;

let deployments: DeploymentsFolder;
let ledger: LedgerChain;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  ledger = await startLedger();
});

afterAll(async () => {
  await ledger?.close();
  await deployments?.remove();
});

/** A run against the chain, with a folder of deployments that holds one file. */
async function runWith(name: string, deployment: unknown) {
  const folder = join(deployments.folder, name);
  await mkdir(folder);
  await writeFile(join(folder, "31337.json"), JSON.stringify(deployment));
  return medtraceJson(["check", PUMP], { MEDTRACE_RPC: ledger.rpc, MEDTRACE_DEPLOYMENTS: folder });
}

describe.concurrent("no chain", () => {
  it.each(commands)("error: ChainUnreachable from %s", async (command) => {
    const rpc = `http://127.0.0.1:${await freePort()}`;
    expect(await medtraceJson([command, PUMP, "--rpc", rpc])).toEqual({
      code: 3,
      stderr: "",
      result: { error: "ChainUnreachable", message: expect.any(String), details: { rpc }, hint: expect.any(String) },
    });
  });

  it("behavior: is told as text on standard error", async () => {
    const { code, stdout, stderr } = await medtrace(["check", PUMP, "--rpc", `http://127.0.0.1:${await freePort()}`]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^ChainUnreachable: /);
  });

  it("error: ChainUnreachable where something else answers", async () => {
    const server: Server = createServer((_, response) => response.end("<html></html>"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const rpc = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const json = await medtraceJson(["check", PUMP], { MEDTRACE_RPC: rpc });
    await new Promise((resolve) => server.close(resolve));
    expect(json).toMatchObject({ code: 3, result: { error: "ChainUnreachable", details: { rpc } } });
  });

  it("error: ChainUnreachable for an address that is none", async () => {
    const json = await medtraceJson(["check", PUMP, "--rpc", "nowhere"]);
    expect(json).toMatchObject({ code: 3, result: { error: "ChainUnreachable", details: { rpc: "nowhere" } } });
  });
});

describe.concurrent("no ledger", () => {
  it("error: DeploymentNotFound where none is known", async () => {
    const env = { MEDTRACE_RPC: ledger.rpc, MEDTRACE_DEPLOYMENTS: join(deployments.folder, "none") };
    const { genesis } = ledger.deployment;
    const [text, json] = await Promise.all([medtrace(["check", PUMP], env), medtraceJson(["check", PUMP], env)]);
    expect(text).toMatchObject({ code: 3, stdout: "" });
    expect(text.stderr).toMatch(/^DeploymentNotFound: /);
    expect(json).toMatchObject({
      code: 3,
      result: { error: "DeploymentNotFound", details: { chainId: "31337", genesis }, hint: expect.any(String) },
    });
  });

  it("error: DeploymentNotFound where only other chains' are known", async () => {
    const json = await runWith("other-id", { ...ledger.deployment, chainId: 1, genesis: OTHER_HASH });
    expect(json).toMatchObject({ code: 3, result: { error: "DeploymentNotFound" } });
  });

  it("error: DeploymentOfAnotherChain where one with the same id is known", async () => {
    const other: Deployment = { ...ledger.deployment, genesis: OTHER_HASH };
    expect(await runWith("same-id", other)).toMatchObject({
      code: 3,
      result: {
        error: "DeploymentOfAnotherChain",
        details: { chainId: "31337", expected: OTHER_HASH, actual: ledger.deployment.genesis },
      },
    });
  });

  it("error: WrongLedgerCode where the code is another", async () => {
    const other: Deployment = { ...ledger.deployment, codeHash: OTHER_HASH };
    const { ledger: address, codeHash } = ledger.deployment;
    expect(await runWith("other-code", other)).toMatchObject({
      code: 3,
      result: { error: "WrongLedgerCode", details: { ledger: address, expected: OTHER_HASH, actual: codeHash } },
    });
  });

  it("error: InvalidDeployment where a file is no deployment", async () => {
    const { result } = await runWith("broken", { chainId: 31337 });
    expect(result).toMatchObject({ error: "InvalidDeployment", details: { path: expect.stringContaining("31337") } });
  });
});

describe.concurrent("wrong usage", () => {
  const wrong = [
    ["a missing argument", ["check"]],
    ["an argument too many", ["check", PUMP, PUMP]],
    ["an unknown command", ["purchase", PUMP]],
    ["no command", []],
    ["an unknown option", ["check", PUMP, "--fast"]],
    ["an option without its value", ["check", PUMP, "--rpc"]],
  ] as const;

  it.each(wrong)("behavior: ends with 2 for %s", async (_, parameters) => {
    const { code, stdout, stderr } = await medtrace(parameters);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toBe("");
  });

  it.each(wrong)("behavior: prints one JSON object for %s with --json", async (_, parameters) => {
    const { code, stdout } = await medtrace(["--json", ...parameters]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: "WrongUsage", message: expect.any(String) });
  });

  it.each(["check", "trace", "verify"])("behavior: shows before anything is asked of a chain: %s", async (command) => {
    const { code, stdout } = await medtrace([command, "no code", "--json", "--rpc", "http://127.0.0.1:1"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: "UnknownCodeForm" });
  });
});

describe.concurrent("help", () => {
  it.each([[["--help"]], [["help"]], [["check", "--help"]], [["help", "verify"]]])(
    "behavior: ends with 0 for %j, without a chain",
    async (parameters) => {
      const { code, stdout, stderr } = await medtrace(parameters, { MEDTRACE_RPC: "http://127.0.0.1:1" });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain("medtrace");
      expect(stdout).toContain("--json");
    },
  );

  it("behavior: names the commands", async () => {
    const { stdout } = await medtrace(["--help"]);
    for (const command of commands) expect(stdout).toContain(`${command} `);
  });
});
