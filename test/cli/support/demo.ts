import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accounts, type Person } from "../../../scripts/demo/accounts.ts";
import { localClock } from "../../../scripts/demo/chain.ts";
import { DEMO_PASSWORD, writeDemoKeystores } from "../../../scripts/demo/keystores.ts";
import { live } from "../../../scripts/demo/life.ts";
import { type Acting, connect, type Medtrace } from "../../../src/index.ts";
import { announce, deployed, type LedgerChain, useDeploymentsFolder } from "../../scripts/support/ledger.ts";
import { lender } from "../../support/lender.ts";

/** What `npm start` makes: a ledger on which a life was lived, and its people's keys; the chain's time is now. */
export interface Demo {
  readonly m: Medtrace;
  readonly ledger: LedgerChain;
  /** The variables that name chain, keys and password; they are this process's too. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder to write into. */
  readonly folder: string;
  as(person: Person): Acting;
  /** The number of the chain's last block. */
  block(): Promise<number>;
  /** Does something, and then makes the chain forget it. */
  forgetting<T>(what: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A chain on which the demo's life was lived, and a folder with its people's keys. */
const borrow = lender(async () => {
  const deployments = await useDeploymentsFolder();
  const ledger = await deployed();
  const keys = await mkdtemp(join(tmpdir(), "medtrace-keys-"));
  process.env.MEDTRACE_KEYSTORE = keys;
  await writeDemoKeystores();
  const m = await connect({ rpc: ledger.rpc, pollingInterval: 10 });
  await live(m, await localClock(ledger.provider));
  m.close();
  await deployments.remove();
  return { ledger, keys, provider: ledger.provider };
});

/** Starts a chain, lives the demo's life on it, and writes its people's keys. */
export async function startDemo(): Promise<Demo> {
  const { lent, giveBack } = await borrow();
  const { ledger, provider } = lent;
  const deployments = await useDeploymentsFolder();
  await announce(ledger);
  const folder = await mkdtemp(join(tmpdir(), "medtrace-demo-"));
  await cp(lent.keys, join(folder, "keys"), { recursive: true });
  const env = {
    MEDTRACE_RPC: ledger.rpc,
    MEDTRACE_KEYSTORE: join(folder, "keys"),
    MEDTRACE_PASSWORD: DEMO_PASSWORD,
  };
  Object.assign(process.env, env);
  delete process.env.MEDTRACE_AS;
  const m = await connect({ rpc: ledger.rpc, pollingInterval: 10 });
  await provider.request({ method: "evm_setNextBlockTimestamp", params: [Math.floor(Date.now() / 1000)] });
  await provider.request({ method: "evm_mine", params: [] });
  // The chain may have begun long before: what the demo said for two years may be over.
  const later = Math.floor(Date.now() / 1000) + 365 * 86_400;
  await m.as(accounts.hospitalAdministrator).appoint({ provider: 3, duties: ["maintain"], until: later });
  return {
    m,
    ledger,
    env,
    folder,
    as: (person) => m.as(accounts[person]),
    block: () => m.connection.provider.getBlockNumber(),
    forgetting: async (what) => {
      const snapshot = await provider.request({ method: "evm_snapshot", params: [] });
      try {
        return await what();
      } finally {
        await provider.request({ method: "evm_revert", params: [snapshot] });
      }
    },
    close: async () => {
      m.close();
      await giveBack();
      await deployments.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
