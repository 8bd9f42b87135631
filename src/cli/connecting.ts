import { readDeployment } from "../connection/deployments.node.ts";
import { connect, type Medtrace } from "../index.ts";
import type { Config } from "./config.ts";

/**
 * Connects to the ledger that a configuration names.
 *
 * @param rpc - where a node answers
 * @param config - where the deployment is; MEDTRACE_DEPLOYMENTS comes before it
 * @throws what `connect` does, and `InvalidDeployment`
 */
export async function connectBy(rpc: string, { deployments, deployment }: Config): Promise<Medtrace> {
  if (process.env.MEDTRACE_DEPLOYMENTS) return connect({ rpc });
  if (deployment !== undefined) return connect({ rpc, deployment: await readDeployment(deployment) });
  if (deployments === undefined) return connect({ rpc });
  // The SDK looks for deployments where this variable says.
  process.env.MEDTRACE_DEPLOYMENTS = deployments;
  try {
    return await connect({ rpc });
  } finally {
    delete process.env.MEDTRACE_DEPLOYMENTS;
  }
}
