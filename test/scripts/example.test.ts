import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { network } from "hardhat";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deploy } from "../../scripts/deployment/deploy.ts";
import { type DeploymentsFolder, useDeploymentsFolder } from "./support/ledger.ts";
import { end, type Running, root, run, start } from "./support/processes.ts";

const DEVICE_LIFE = "scripts/examples/device-life.ts";
const LOT_LIFE = "scripts/examples/lot-life.ts";

let deployments: DeploymentsFolder;
let node: Running;
let rpc: string;

// What `npm run node` and `npm run deploy` do, on a free port.
beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  node = start(["hardhat", "node", "--hostname", "127.0.0.1", "--port", "0"]);
  [, rpc = ""] = await node.printed(/(http:\/\/127\.0\.0\.1:\d+)\/?\s/);
  const connection = await network.create({ network: "localhost", override: { url: rpc } });
  await deploy(connection);
  await connection.close();
});

afterAll(async () => {
  if (node !== undefined) await end(node);
  await deployments?.remove();
});

describe("device-life", () => {
  it("default", async () => {
    // A newcomer runs it again and again: what it makes is new every time.
    for (let time = 1; time <= 2; time++) {
      const { code, stdout, stderr } = await run([DEVICE_LIFE], { MEDTRACE_RPC: rpc });
      expect({ time, code, stderr }).toEqual({ time, code: 0, stderr: "" });
      expect(stdout).toContain("OwnRequisition");
      expect(stdout).toMatch(/level: 'anchored'/);
      expect(stdout).toMatch(/problems: \[\]/);
    }
  });

  it("error: ChainUnreachable", async () => {
    const { code, stderr } = await run([DEVICE_LIFE], { MEDTRACE_RPC: "http://127.0.0.1:1" });
    expect(code).toBe(1);
    expect(stderr).toContain("ChainUnreachable");
  });

  it("behavior: stays under 60 lines", async () => {
    const text = await readFile(join(root, DEVICE_LIFE), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThan(60);
  });
});

describe("lot-life", () => {
  it("default", async () => {
    for (let time = 1; time <= 2; time++) {
      const { code, stdout, stderr } = await run([LOT_LIFE], { MEDTRACE_RPC: rpc });
      expect({ time, code, stderr }).toEqual({ time, code: 0, stderr: "" });
      const scans = [...stdout.matchAll(/^\(01\)\d{14}\(10\)L-2026-07\(21\)A1 (\w+)$/gm)].map(([, verdict]) => verdict);
      expect(scans).toEqual(["genuine", "dispensed", "recalled"]);
      expect(stdout).toContain("Refused: AlreadyDispensed");
      expect(stdout).toContain("totals: { held: 50n, inTransit: 0n, dispensed: 10n, ended: 0n }");
      expect(stdout).toMatch(/unacknowledged: \[\]/);
      expect(stdout).toMatch(/level: 'anchored'/);
      expect(stdout).toMatch(/problems: \[\]/);
    }
  });

  it("behavior: stays under 80 lines", async () => {
    const text = await readFile(join(root, LOT_LIFE), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThan(80);
  });
});
