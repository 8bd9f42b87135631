import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { keccak256 } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { type Deployed, deploy } from "../../scripts/deployment/deploy.ts";
import { connect, DeploymentNotFound, DeploymentOfAnotherChain, UnknownSubject } from "../../src/index.ts";
import { type Chain, type DeploymentsFolder, startOwnChain, useDeploymentsFolder } from "./support/ledger.ts";
import { run } from "./support/processes.ts";

let deployments: DeploymentsFolder;
let chain: Chain;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  chain = await startOwnChain();
});

afterAll(async () => {
  await chain?.close();
  await deployments?.remove();
});

const chainNow = async () => {
  const { provider } = chain.connection.ethers;
  return { block: await provider.getBlockNumber(), genesis: (await provider.getBlock(0))?.hash };
};

/** The folder's files, with what is in them and when they were written. */
const written = async () => {
  const files = await deployments.files();
  return Promise.all(
    files.map(async (name) => {
      const file = join(deployments.folder, name);
      return { name, text: await readFile(file, "utf8"), time: (await stat(file)).mtimeMs };
    }),
  );
};

// One chain's story: each test goes on where the one before stopped.
describe("deploy", () => {
  let first: Deployed;

  it("error: DeploymentNotFound before", async () => {
    await expect(connect({ rpc: chain.rpc })).rejects.toBeInstanceOf(DeploymentNotFound);
  });

  it("default", async () => {
    first = await deploy(chain.connection);
    const { provider } = chain.connection.ethers;
    const { chainId, genesis, ledger, codeHash, lens, libraries, block } = first.deployment;
    expect({ made: first.made, chainId, genesis }).toEqual({
      made: true,
      chainId: 31337,
      genesis: (await chainNow()).genesis,
    });
    expect(codeHash).toBe(keccak256(await provider.getCode(ledger)));
    for (const address of [ledger, lens, libraries.Requisitions]) {
      expect(await provider.getCode(address ?? "")).not.toBe("0x");
    }
    expect(await provider.getCode(ledger, block)).not.toBe("0x");
    expect(await provider.getCode(ledger, block - 1)).toBe("0x");

    const [file, ...others] = await written();
    expect(others).toEqual([]);
    expect(first.file).toBe(join(deployments.folder, file?.name ?? ""));
    expect(JSON.parse(file?.text ?? "")).toEqual(first.deployment);

    const m = await connect({ rpc: chain.rpc });
    expect(m.connection.deployment).toEqual(first.deployment);
    m.close();
  });

  it("behavior: changes nothing when it is run again", async () => {
    const before = { chain: await chainNow(), written: await written() };
    expect(await deploy(chain.connection)).toEqual({ ...first, made: false });
    expect({ chain: await chainNow(), written: await written() }).toEqual(before);
  });

  it("behavior: writes the same file anew when it was lost", async () => {
    const [before, block] = [await written(), (await chainNow()).block];
    await chain.connection.ethers.provider.send("hardhat_mine", ["0x5"]);
    await rm(first.file ?? "");
    expect(await deploy(chain.connection)).toEqual({ ...first, made: true });
    expect((await chainNow()).block).toBe(block + 5);
    expect((await written()).map(({ name, text }) => [name, text])).toEqual(
      before.map(({ name, text }) => [name, text]),
    );
  });

  it("error: DeploymentOfAnotherChain when the node was started anew", async () => {
    const { genesis } = await chainNow();
    await chain.close();
    const { port } = chain;
    chain = await startOwnChain(port);
    expect(chain.port).toBe(port);
    const actual = (await chainNow()).genesis;
    expect(actual).not.toBe(genesis);

    const refused = await connect({ rpc: chain.rpc }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DeploymentOfAnotherChain);
    expect(refused).toMatchObject({ details: { chainId: 31337n, expected: genesis, actual } });
  });

  it("error: DeploymentOfAnotherChain for a deployment that is given", async () => {
    const refused = connect({ rpc: chain.rpc, deployment: first.deployment });
    await expect(refused).rejects.toBeInstanceOf(DeploymentOfAnotherChain);
  });

  it("behavior: deploys to the new chain beside the old one's file", async () => {
    const [old] = await written();
    const second = await deploy(chain.connection);
    expect(second.made).toBe(true);
    expect(second.deployment.genesis).not.toBe(first.deployment.genesis);
    const files = await written();
    expect(files).toHaveLength(2);
    expect(files).toContainEqual(old);

    const m = await connect({ rpc: chain.rpc });
    expect(m.connection.deployment).toEqual(second.deployment);
    await expect(m.verify("09521234543213")).rejects.toBeInstanceOf(UnknownSubject);
    m.close();
  });

  it("behavior: gives the ledger to the first account, or to the one named", async () => {
    const owner = async (one: Deployed): Promise<string> =>
      (await chain.connection.ethers.getContractAt("Ledger", one.deployment.ledger)).getFunction("owner")();
    expect(await owner(await deploy(chain.connection))).toBe(accounts.council.address);

    await chain.close();
    chain = await startOwnChain();
    const named = await deploy(chain.connection, accounts.officer.address);
    expect(await owner(named)).toBe(accounts.officer.address);
  });
});

describe("the script", () => {
  it("behavior: writes nothing for a chain that ends with it", async () => {
    const before = await written();
    const { code, stdout } = await run(["hardhat", "--no-typechain", "run", "--no-compile", "scripts/deploy.ts"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/\b0x[0-9a-fA-F]{40}\b/) });
    expect(await written()).toEqual(before);
  });
});
