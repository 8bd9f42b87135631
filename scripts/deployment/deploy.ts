import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { keccak256 } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import type { Deployment } from "../../src/connection/deployment.ts";
import { deploymentFile, readDeployments } from "../../src/connection/deployments.node.ts";
import type { Hex } from "../../src/history/types.ts";
import ledgerModule, { libraryNames } from "./ledger.module.ts";

/** What became of a deployment: made now, or found as it was. */
export interface Deployed {
  readonly deployment: Deployment;
  readonly made: boolean;
  /** Where it is written; `undefined` for a chain that lives in this process only. */
  readonly file: string | undefined;
  /** The folder of Ignition's journal; `undefined` for a chain that lives in this process only. */
  readonly journal: string | undefined;
}

/**
 * Deploys the ledger with Hardhat Ignition, unless it is there already: on a chain told apart by its id and its first
 * block. An interrupted deployment goes on where it stopped.
 *
 * @param network - a connection of Hardhat's
 * @param council - the account that is to own the ledger; the first of the node's by default
 */
export async function deploy(network: NetworkConnection, council?: string): Promise<Deployed> {
  const { ethers, ignition } = network;
  const chainId = Number((await ethers.provider.getNetwork()).chainId);
  const genesis = (await ethers.provider.getBlock(0))?.hash as Hex;
  const inProcess = network.networkConfig.type === "edr-simulated";
  const file = inProcess ? undefined : deploymentFile(chainId, genesis);

  // Ignition keeps a journal by chain id alone; another chain with the same id must not be taken for this one.
  const deploymentId = `chain-${chainId}-${genesis.slice(2, 10)}`;
  const journal = inProcess ? undefined : join("ignition", "deployments", deploymentId);

  if (!inProcess) {
    const known = (await readDeployments()).find((one) => one.chainId === chainId && one.genesis === genesis);
    const code = known === undefined ? "0x" : await ethers.provider.getCode(known.ledger);
    if (known !== undefined && keccak256(code) === known.codeHash)
      return { deployment: known, made: false, file, journal };
  }

  const [first] = await ethers.getSigners();
  const run = () =>
    ignition.deploy(ledgerModule, {
      parameters: { Medtrace: { council: council ?? first?.address ?? "" } },
      ...(inProcess ? {} : { deploymentId }),
    });
  let contracts = await run();
  if (journal !== undefined && (await contracts.ledger.getDeployedCode()) === null) {
    // The journal tells of a chain that began in the same way, and is gone.
    await rm(journal, { recursive: true });
    contracts = await run();
  }
  const { ledger, lens } = contracts;
  const address = (await ledger.getAddress()) as Hex;
  const deployment: Deployment = {
    chainId,
    genesis,
    ledger: address,
    codeHash: keccak256(await ethers.provider.getCode(address)) as Hex,
    lens: (await lens.getAddress()) as Hex,
    libraries: Object.fromEntries(
      await Promise.all(libraryNames.map(async (name) => [name, (await contracts[name].getAddress()) as Hex])),
    ),
    block: await firstBlock(network, address),
  };
  if (file !== undefined) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(deployment, null, 2)}\n`);
  }
  return { deployment, made: true, file, journal };
}

/** The block in which a contract appeared: found by its code, since an earlier run may have deployed it. */
async function firstBlock({ ethers }: NetworkConnection, address: string): Promise<number> {
  let [before, at] = [0, await ethers.provider.getBlockNumber()];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    const code = await ethers.provider.getCode(address, middle).catch(() => undefined);
    // A node that keeps no old states cannot tell: then events are looked for from the first block on.
    if (code === undefined) return 0;
    if (code === "0x") before = middle;
    else at = middle;
  }
  return at;
}
