import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import { fresh, type Node } from "./world.ts";

const HOST = "127.0.0.1";

/** The program itself: npm's is a wrapper, which ends before the node has saved what it keeps. */
const ANVIL = (() => {
  const { platform, arch } = process;
  const own = `@foundry-rs/anvil-${platform}-${arch === "x64" ? "amd64" : arch}/bin/anvil${platform === "win32" ? ".exe" : ""}`;
  return createRequire(import.meta.url).resolve(own);
})();

/** Foundry's node, a second and independent one; what is deployed on it is forgotten with it. */
export const anvilNode: Node = fresh(() => startAnvil());

/** The same, which can be ended and started again with what it had saved. Nobody pays on it, unless it has a base fee. */
export async function startAnvil(baseFee = 0) {
  const folder = await mkdtemp(join(tmpdir(), "medtrace-anvil-"));
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  const state = join(folder, "state");
  // Its first block is made anew each time, and must be the same; and that of no other, by which deployments are told apart.
  const began = Math.floor(Date.now() / 1000) - port;
  const run = async (): Promise<ChildProcess> => {
    const own = ["--host", HOST, "--port", String(port), "--accounts", "30", "--silent"];
    own.push("--state", state, "--timestamp", String(began), "--base-fee", String(baseFee));
    const started = spawn(ANVIL, own, { stdio: "ignore" });
    try {
      await answering(url, started);
    } catch (error) {
      started.kill();
      throw error;
    }
    return started;
  };
  const end = async (): Promise<void> => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  let child = await run();
  process.env.MEDTRACE_DEPLOYMENTS = folder;
  const connection = await network.create({ network: "localhost", override: { url } });
  const genesis = (await connection.ethers.provider.getBlock(0))?.hash ?? "";
  return {
    connection,
    url,
    /** Ends the node, which saves its blocks and not what waits for one; changes nothing, or what it saved; starts it again. */
    restart: async (between: (state: string) => Promise<void> = async () => undefined): Promise<void> => {
      await end();
      await between(state);
      child = await run();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true });
      const journal = join("ignition", "deployments", `chain-31337-${genesis.slice(2, 10)}`);
      await rm(journal, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, "listening");
  const address = probe.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Waits until the node answers; says plainly where there is none. */
async function answering(url: string, child: ChildProcess): Promise<void> {
  let failure: unknown;
  child.once("error", (error) => {
    failure = error;
  });
  for (let tried = 0; tried < 200; tried++) {
    if (failure !== undefined)
      throw new Error("anvil cannot be started: is @foundry-rs/anvil installed?", { cause: failure });
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(
      () => undefined,
    );
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`anvil does not answer at ${url}`);
}
