import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { localClock } from "../../scripts/demo/chain.ts";
import { live, PUMP, SPARE_PUMP } from "../../scripts/demo/life.ts";
import { deploy } from "../../scripts/deployment/deploy.ts";
import { connect, type Deployment, type Medtrace } from "../../src/index.ts";
import { type Chain, type DeploymentsFolder, startOwnChain, useDeploymentsFolder } from "../scripts/support/ledger.ts";
import { CHROMIUM, chromiumMissing } from "../support/chromium.ts";

const missing = chromiumMissing("The SDK");

interface Globals {
  readonly medtrace: typeof import("../../src/index.ts");
  readonly Wallet: typeof import("ethers").Wallet;
}

let chain: Chain;
let deployment: Deployment;
let deployments: DeploymentsFolder;
let web: Server;
let browser: Browser;
let page: Page;

/** The page's code, bundled for browsers as Vite does by default. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL("page.ts", import.meta.url)), formats: ["es"] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  return chunk?.type === "chunk" ? chunk.code : "";
}

describe.skipIf(missing)("the SDK in a browser", () => {
  beforeAll(async () => {
    deployments = await useDeploymentsFolder();
    chain = await startOwnChain();
    ({ deployment } = await deploy(chain.connection));
    const m: Medtrace = await connect({ rpc: chain.rpc, deployment, pollingInterval: 10 });
    await live(m, await localClock(chain.connection.provider));
    m.close();

    const code = await bundle();
    web = createServer((request, response) => {
      const script = request.url === "/page.js";
      response.setHeader("content-type", script ? "text/javascript" : "text/html");
      response.end(script ? code : '<!doctype html><script type="module" src="/page.js"></script>');
    });
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => "medtrace" in globalThis);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    web?.close();
    await chain?.close();
    await deployments?.remove();
  });

  it("default: checks, traces and verifies", async () => {
    const seen = await page.evaluate(
      async ({ rpc, deployment, disposed, inUse }) => {
        const { medtrace } = globalThis as unknown as Globals;
        const m = await medtrace.connect({ rpc, deployment });
        const trace = await m.trace(disposed);
        const [alone, anchored] = [medtrace.verify(trace), await m.verify(trace)];
        const { usable } = await m.check(inUse);
        m.close();
        return { usable, alone: alone.level, anchored: anchored.level, missing: anchored.missingStages };
      },
      { rpc: chain.rpc, deployment, disposed: PUMP, inUse: SPARE_PUMP },
    );
    expect(seen).toEqual({ usable: true, alone: "intact", anchored: "anchored", missing: [] });
  });

  it("behavior: writes, and shows a refusal as its class", async () => {
    const seen = await page.evaluate(
      async ({ rpc, deployment, key, code }) => {
        const { medtrace, Wallet } = globalThis as unknown as Globals;
        const m = await medtrace.connect({ rpc, deployment });
        const nurse = m.as(new Wallet(key));
        const { action, state } = await nurse.use({ code, place: "ICU-3" });
        const error = await nurse.reinstate({ code }).catch((thrown: unknown) => thrown);
        m.close();
        return { action, state, refused: error instanceof medtrace.WrongState };
      },
      { rpc: chain.rpc, deployment, key: accounts.nurse.privateKey, code: SPARE_PUMP },
    );
    expect(seen).toEqual({ action: "use", state: "inUse", refused: true });
  });

  it("behavior: makes details, shows a part of them and checks it", async () => {
    const seen = await page.evaluate(async () => {
      const { medtrace } = globalThis as unknown as Globals;
      const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
      const details = medtrace.createRecord("cancel", { reason: "ordered twice", own: { room: "ICU-3" } }, { random });
      const store = medtrace.memoryStore();
      await store.put(details);
      const disclosure = medtrace.disclose(details, ["/reason"]);
      const error = await medtrace
        .folderStore()
        .put(details)
        .catch((thrown: unknown) => thrown);
      return {
        problems: medtrace.checkDisclosure(disclosure, details.commitment),
        shown: medtrace.disclosedDocument(disclosure),
        kept: (await store.list()).length,
        withoutNode: error instanceof medtrace.MedtraceError && error.code,
      };
    });
    const shown = { reason: "ordered twice" };
    expect(seen).toEqual({ problems: [], shown, kept: 1, withoutNode: "DetailsFolderUnusable" });
  });

  it("error: DeploymentNotFound where no deployment is given: a browser has no folder to look in", async () => {
    const code = await page.evaluate(async (rpc) => {
      const { medtrace } = globalThis as unknown as Globals;
      return medtrace.connect({ rpc }).catch((error: { code: string }) => error.code);
    }, chain.rpc);
    expect(code).toBe("DeploymentNotFound");
  });
});
