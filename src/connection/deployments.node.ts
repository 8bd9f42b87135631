import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidDeployment } from "../errors/chain.ts";
import type { Deployment } from "./deployment.ts";

/** The folder that deployments are kept in: `MEDTRACE_DEPLOYMENTS`, or `deployments` in the current one. */
export function deploymentsFolder(): string {
  return process.env.MEDTRACE_DEPLOYMENTS || "deployments";
}

/** The file of a deployment: by chain id and the first digits of its first block's hash. */
export function deploymentFile(chainId: number | bigint, genesis: string): string {
  return join(deploymentsFolder(), `${chainId}-${genesis.slice(2, 10)}.json`);
}

/**
 * Reads all deployments that are known here.
 *
 * @throws {@link InvalidDeployment} when a file is none, or cannot be read
 */
export async function readDeployments(): Promise<readonly Deployment[]> {
  const folder = deploymentsFolder();
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new InvalidDeployment(folder, { cause: error });
  });
  const files = names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
  return Promise.all(files.map(readDeployment));
}

/**
 * Reads one deployment.
 *
 * @param file - where it is kept
 * @throws {@link InvalidDeployment} when the file is none, or cannot be read
 */
export async function readDeployment(file: string): Promise<Deployment> {
  return parseDeployment(file, await readText(file));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new InvalidDeployment(file, { cause });
  }
}

function parseDeployment(file: string, text: string): Deployment {
  try {
    const deployment = JSON.parse(text) as Deployment;
    const hashes = [deployment.genesis, deployment.codeHash].every((hash) => /^0x[0-9a-f]{64}$/.test(hash));
    if (hashes && /^0x[0-9a-fA-F]{40}$/.test(deployment.ledger) && Number.isInteger(deployment.chainId))
      return deployment;
  } catch (cause) {
    throw new InvalidDeployment(file, { cause });
  }
  throw new InvalidDeployment(file);
}
