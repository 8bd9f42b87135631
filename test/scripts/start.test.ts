import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { connect, stageNames, stages } from "../../src/index.ts";
import { type DeploymentsFolder, useDeploymentsFolder } from "./support/ledger.ts";
import { end, type Running, run, start } from "./support/processes.ts";

const PORT = 8545;

let deployments: DeploymentsFolder;
let taken: Server | undefined;
let started: Running;
let rpc: string;
/** Where the demo's keystores go; one of them is there already, and is not the demo's. */
let env: { readonly MEDTRACE_KEYSTORE: string };

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  taken = await take(PORT);
  env = { MEDTRACE_KEYSTORE: await mkdtemp(join(tmpdir(), "medtrace-keys-")) };
  await writeFile(join(env.MEDTRACE_KEYSTORE, "nurse.json"), "mine");
  started = start(["scripts/start.ts"], env);
  await started.printed(/Ctrl-C/);
  rpc = /^ +rpc +(http:\S+)$/m.exec(started.stdout())?.[1] ?? "";
  // It builds first what is not fresh.
}, 120_000);

afterAll(async () => {
  if (started !== undefined) await end(started);
  await new Promise<void>((resolve) => (taken === undefined ? resolve() : taken.close(() => resolve())));
  await rm(env.MEDTRACE_KEYSTORE, { recursive: true, force: true });
  await deployments?.remove();
});

/** Takes a port; `undefined` where somebody else has it. */
function take(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

describe("start", () => {
  it("default", async () => {
    const printed = started.stdout();
    for (const stage of stages) expect(printed).toContain(`${stageNames[stage]} ${stage}`);
    for (const [person, { address, privateKey }] of Object.entries(accounts)) {
      expect(printed).toMatch(new RegExp(`^ +${person} +${address} +${privateKey}$`, "m"));
    }
    expect(await deployments.files()).toHaveLength(1);
    const m = await connect({ rpc });
    expect(printed).toContain(`ledger  ${m.connection.deployment.ledger}`);
    m.close();
  });

  it("behavior: uses another port if its own is taken, and says so", () => {
    expect(rpc).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(new URL(rpc).port).not.toBe(String(PORT));
    expect(started.stdout()).toMatch(new RegExp(`^.*\\b${PORT}\\b.* ${rpc} .*$`, "m"));
  });

  it("behavior: prints commands that work when they are pasted", async () => {
    const printed = [...started.stdout().matchAll(/^ +((?:\w+=\w+ )?)npx medtrace (.+)$/gm)];
    const commands = printed.map(([, variables = "", command = ""]) => ({ variables, command }));
    expect(commands.map(({ command }) => command.split(" ")[0])).toEqual(["check", "trace", "verify", "move"]);
    const shell = ({ variables, command }: (typeof commands)[number]) =>
      run(["sh", "-c", `${variables}"${process.execPath}" dist/cli/main.js ${command}`], env);
    for (const finished of await Promise.all(commands.map(shell)))
      expect(finished).toMatchObject({ code: 0, stderr: "" });
  });

  it("behavior: writes a keystore for each of its people, and none over another's", async () => {
    const files = Object.keys(accounts).map((person) => `${person}.json`);
    expect((await readdir(env.MEDTRACE_KEYSTORE)).sort()).toEqual(files.sort());
    expect(await readFile(join(env.MEDTRACE_KEYSTORE, "nurse.json"), "utf8")).toBe("mine");
    expect(started.stdout()).toContain("nurse.json is not the demo's");
  });

  it("behavior: ends with 0 on Ctrl-C, and the chain with it", async () => {
    started.child.kill("SIGINT");
    expect(await started.finished).toMatchObject({ code: 0, stderr: "" });
    expect(await deployments.files()).toEqual([]);
    expect(await readdir(env.MEDTRACE_KEYSTORE)).toEqual(["nurse.json"]);
    await expect(fetch(rpc, { method: "POST" })).rejects.toThrow();
    await expect(connect({ rpc })).rejects.toMatchObject({ code: "ChainUnreachable" });
  });
});
