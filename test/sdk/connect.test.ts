import { network } from "hardhat";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../src/index.ts";
import { createWorld, rejection, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe("connect", () => {
  it("default: to the deployed ledger, through any EIP-1193 provider", async () => {
    const m = await connect({ provider: world.connection.provider, deployment: world.deployment });
    expect(m.connection).toMatchObject({ chainId: 31337n, ledger: world.deployment.ledger.toLowerCase() });
    m.close();
  });

  it("error: ChainUnreachable when no node answers", async () => {
    // A port on which nothing can listen.
    const rpc = "http://127.0.0.1:1";
    expect(await rejection(connect({ rpc }))).toMatchObject({ code: "ChainUnreachable", details: { rpc } });
  });

  it("error: DeploymentOfAnotherChain when its first block is another", async () => {
    const other = await network.create({ network: "default", override: { initialDate: "2020-01-01" } });
    const attempt = connect({ provider: other.provider, deployment: world.deployment });
    const { hash } = (await other.ethers.provider.getBlock(0)) ?? {};
    expect(await rejection(attempt)).toMatchObject({
      code: "DeploymentOfAnotherChain",
      details: { chainId: 31337n, expected: world.deployment.genesis, actual: hash },
    });
    await other.close();
  });

  it("error: WrongLedgerCode when something else is at the ledger's address", async () => {
    const deployment = { ...world.deployment, ledger: world.deployment.libraries.Requisitions ?? "0x" } as const;
    expect(await rejection(connect({ provider: world.connection.provider, deployment }))).toMatchObject({
      code: "WrongLedgerCode",
      details: { ledger: deployment.ledger, expected: deployment.codeHash },
    });
  });

  it("behavior: a chain that disappears is reported as unreachable, not as a refusal", async () => {
    const { provider } = world.connection;
    let gone = false;
    const m = await connect({
      deployment: world.deployment,
      provider: {
        request: (request) =>
          gone ? Promise.reject(Object.assign(new Error("gone"), { code: "ECONNREFUSED" })) : provider.request(request),
      },
    });
    const code = await world.accepted();
    gone = true;
    expect(await rejection(m.check(code))).toMatchObject({ code: "ChainUnreachable" });
    m.close();
  });
});
