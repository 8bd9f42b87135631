import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import { accounts, type Person } from "../../scripts/demo/accounts.ts";
import { admitConsortium, type Consortium } from "../../scripts/demo/consortium.ts";
import { deploy } from "../../scripts/deployment/deploy.ts";
import { connect, type Deployment, type Medtrace } from "../../src/index.ts";
import { lender } from "./lender.ts";

export { consentOf } from "./consents.ts";
export { accounts };

/** A valid product. */
export const GTIN = "09521234543213";
/** Another valid product, whose manufacturer is not on the ledger. */
export const OTHER_GTIN = "09521000000018";
/** What they are called. */
export const [PUMP_NAME, OTHER_NAME] = ["infusion pump 输液泵", "pulse oximeter 血氧仪"] as const;
export const DAY = 86_400;

/** An item's code. */
export const itemCode = (serial: string, gtin = GTIN): string => `(01)${gtin}(21)${serial}`;

/** A node to run a world on. */
export type Node = () => Promise<Ground>;

/** A chain on which stands what all tests begin with. */
export interface Ground {
  readonly connection: NetworkConnection;
  readonly deployment: Deployment;
  readonly consortium: Consortium;
  stop(): Promise<void>;
}

/** A node that is started for one world. */
export function fresh(node: () => Promise<{ readonly connection: NetworkConnection; stop(): Promise<void> }>): Node {
  return async () => {
    const { connection, stop } = await node();
    const end = async (): Promise<void> => {
      await connection.close();
      await stop();
    };
    return { connection, ...(await settle(connection)), stop: end };
  };
}

const borrow = lender(async () => {
  const connection = await network.create();
  return { connection, provider: connection.provider, ...(await settle(connection)) };
});

/** Hardhat's, in this process. */
export const hardhatNode: Node = async () => {
  const { lent, giveBack } = await borrow();
  return { ...lent, stop: giveBack };
};

/** Deploys the ledger on a node, and sets up on it what all tests begin with. */
async function settle(connection: NetworkConnection) {
  const { deployment } = await deploy(connection);
  const m = await connect({ provider: connection.provider, deployment, pollingInterval: 5 });
  const consortium = await admitConsortium(m);
  const start = (await m.connection.provider.getBlock("latest"))?.timestamp ?? 0;
  const registration = { registeredFrom: start - 100 * DAY, registeredUntil: start + 1000 * DAY };
  const device = { kind: "device", riskClass: 2, ...registration } as const;
  const officer = m.as(accounts.officer);
  await officer.register({ product: GTIN, name: PUMP_NAME, manufacturer: consortium.manufacturer, ...device });
  await officer.register({ product: OTHER_GTIN, name: OTHER_NAME, ...device });
  m.close();
  return { deployment, consortium };
}

/**
 * A chain of its own, with the ledger, the demo's consortium and two registered products.
 *
 * @param node - by default, Hardhat's in this process
 */
export async function createWorld(node: Node = hardhatNode) {
  const { connection, deployment, consortium, stop } = await node();
  const m = await connect({ provider: connection.provider, deployment, pollingInterval: 5 });
  const as = (person: Person) => m.as(accounts[person]);
  const now = async (): Promise<number> => (await m.connection.provider.getBlock("latest"))?.timestamp ?? 0;

  let count = 0;
  const world = {
    connection,
    deployment,
    m,
    as,
    now,
    consortium,
    /** A requisition that was approved and ordered from the manufacturer. */
    async ordered(quantity = 1n): Promise<`0x${string}`> {
      const { subject: requisition } = await as("applicant").apply({
        product: GTIN,
        quantity,
        reference: `R-${++count}`,
      });
      await as("approver").approve({ requisition });
      await as("buyer").order({ requisition, supplier: consortium.manufacturer });
      return requisition;
    },
    /** A new item in transit under a new requisition. */
    async shipped(serial = `S-${++count}`): Promise<{ code: string; requisition: `0x${string}` }> {
      const [requisition, code] = [await world.ordered(), itemCode(serial)];
      await as("seller").enrol({ code });
      await as("seller").ship({ requisition, code });
      return { code, requisition };
    },
    /** A new item that the hospital has accepted. */
    async accepted(serial?: string): Promise<string> {
      const { code, requisition } = await world.shipped(serial);
      await as("inspector").accept({ requisition, code });
      return code;
    },
    /** A new item that was disposed of. */
    async disposed(serial?: string): Promise<string> {
      const code = await world.accepted(serial);
      await as("keeper").requestScrap({ code });
      await as("approver").approveScrap({ code });
      await as("disposer").dispose({ code, means: "destroyed" });
      return code;
    },
    /** Moves the chain's time to a moment. */
    async passUntil(time: number): Promise<void> {
      await connection.provider.request({ method: "evm_setNextBlockTimestamp", params: [time] });
      await connection.provider.request({ method: "evm_mine", params: [] });
    },
    async close(): Promise<void> {
      m.close();
      await stop();
    },
  };
  return world;
}

export type World = Awaited<ReturnType<typeof createWorld>>;
export type { Consortium, Medtrace };

/** What a promise rejects with; fails where it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const marker = {};
  const thrown = await promise.then(() => marker).catch((error: unknown) => error);
  if (thrown === marker) throw new Error("It was not refused.");
  return thrown;
}
