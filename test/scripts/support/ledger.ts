import { randomInt } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import type { EthereumProvider } from "hardhat/types/providers";
import { type LocalChain, startChain } from "../../../scripts/chain/server.ts";
import { beginning } from "../../../scripts/demo/chain.ts";
import { type Deployed, deploy } from "../../../scripts/deployment/deploy.ts";
import { deploymentFile } from "../../../src/connection/deployments.node.ts";
import { lender } from "../../support/lender.ts";
import { root } from "./processes.ts";

/** A temporary folder for deployments. */
export interface DeploymentsFolder {
  readonly folder: string;
  /** The names of the files in it. */
  files(): Promise<readonly string[]>;
  /** Removes it, and Ignition's journals of the deployments in it. */
  remove(): Promise<void>;
}

/** Makes a folder for deployments that this process, and those that it starts, use instead of the repository's. */
export async function useDeploymentsFolder(): Promise<DeploymentsFolder> {
  const folder = await mkdtemp(join(tmpdir(), "medtrace-"));
  process.env.MEDTRACE_DEPLOYMENTS = folder;
  const files = async () => (await readdir(folder)).sort();
  return {
    folder,
    files,
    remove: async () => {
      for (const file of await files()) {
        const journal = join(root, "ignition/deployments", `chain-${basename(file, ".json")}`);
        await rm(journal, { recursive: true, force: true });
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A time for a first block that no other chain has: those that begin in the same second have the same first block. */
function ownBeginning(): Date {
  return new Date(beginning().getTime() - randomInt(365 * 86_400) * 1000);
}

/** A chain of its own at an address, with nothing on it, and Hardhat's connection to it. */
export interface Chain extends LocalChain {
  readonly connection: NetworkConnection;
  close(): Promise<void>;
}

/** Starts a chain; on a free port, if none is given. */
export async function startOwnChain(port = 0): Promise<Chain> {
  const chain = await startChain(port, ownBeginning());
  const connection = await network.create({ network: "localhost", override: { url: chain.rpc } });
  return {
    ...chain,
    connection,
    close: async () => {
      await connection.close();
      await chain.server.close();
    },
  };
}

/** A chain with the ledger. */
export interface LedgerChain extends Chain, Deployed {
  readonly provider: EthereumProvider;
}

/** Starts a chain and deploys the ledger to it, which only the folder of deployments in use knows. */
export async function deployed(): Promise<LedgerChain> {
  const chain = await startOwnChain();
  return { ...chain, provider: chain.connection.provider, ...(await deploy(chain.connection)) };
}

/** Writes into the folder of deployments in use that a chain has the ledger. */
export async function announce({ deployment }: LedgerChain): Promise<void> {
  const file = deploymentFile(deployment.chainId, deployment.genesis);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(deployment));
}

const borrow = lender(deployed);

/** A chain with the ledger and nothing on it; nobody else uses it meanwhile. */
export async function startLedger(): Promise<LedgerChain> {
  const { lent, giveBack } = await borrow();
  await announce(lent);
  return { ...lent, close: giveBack };
}

/** A port at which nothing answers. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}
