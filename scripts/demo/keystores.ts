import { rm, rmdir } from "node:fs/promises";
import { findKeystore, type Keystore, keystoreFolder, keystorePath, writeKeystore } from "../../src/cli/keystore.ts";
import { MedtraceError } from "../../src/index.ts";
import { accounts } from "./accounts.ts";

/** What the demo's keystores are encrypted with: everybody knows their keys anyway. */
export const DEMO_PASSWORD = "demo";
/** scrypt's cost: low, since there is nothing to protect; it also tells the demo's files from others. */
const N = 2 ** 10;

/** Where the demo's keystores are, and the files that have their names and are others'. */
export interface DemoKeystores {
  readonly folder: string;
  readonly foreign: readonly string[];
}

/** Writes a keystore for each of the demo's people. A file that is not the demo's is left as it is. */
export async function writeDemoKeystores(): Promise<DemoKeystores> {
  const folder = keystoreFolder();
  const foreign: string[] = [];
  for (const [person, account] of Object.entries(accounts)) {
    const found = await look(folder, person);
    if (found === "none") await writeKeystore(folder, person, account, DEMO_PASSWORD, N);
    else if (!isDemo(found, account.address)) foreign.push(keystorePath(folder, person));
  }
  return { folder, foreign };
}

/** Removes the demo's keystores, and their folder if nothing else is in it. */
export async function removeDemoKeystores(): Promise<void> {
  const folder = keystoreFolder();
  for (const [person, { address }] of Object.entries(accounts)) {
    const found = await look(folder, person);
    if (isDemo(found, address)) await rm(keystorePath(folder, person), { force: true });
  }
  await rmdir(folder).catch(() => undefined);
}

/** What stands under a name: a keystore, something else, or nothing. */
async function look(folder: string, person: string): Promise<Keystore | "none" | "other"> {
  return findKeystore(folder, person).catch((error: unknown) => {
    if (!(error instanceof MedtraceError)) throw error;
    return error.code === "KeystoreNotFound" ? "none" : "other";
  });
}

function isDemo(found: Keystore | "none" | "other", address: string): boolean {
  if (typeof found === "string" || found.address !== address) return false;
  const { Crypto } = JSON.parse(found.json) as { Crypto?: { kdfparams?: { n?: number } } };
  return Crypto?.kdfparams?.n === N;
}
