import { readFile } from "node:fs/promises";

/** Where the storage layout that was last agreed on is kept. */
export const SNAPSHOT = new URL("../../test/snapshots/storage.json", import.meta.url);

/** A variable of a contract, or a member of a struct. */
export interface Variable {
  readonly label: string;
  readonly slot: string;
  /** The byte of the slot that it begins at, from the lowest. */
  readonly offset: number;
  readonly type: string;
}

/** Where a contract keeps what, as the compiler says it. */
export interface StorageLayout {
  readonly storage: readonly Variable[];
  readonly types: Readonly<Record<string, { readonly members?: readonly Variable[]; readonly numberOfBytes?: string }>>;
}

const artifacts = new URL("../../artifacts/", import.meta.url);

/**
 * Reads the storage layout of the ledger from the last build, without what differs from one to the next of the same
 * contracts: the numbers of the compiler's syntax tree, and names of files.
 */
export async function storageLayout(): Promise<StorageLayout> {
  const artifact = await readJson("contracts/Ledger.sol/Ledger.json");
  const { output } = await readJson(`build-info/${artifact.buildInfoId}.output.json`);
  const { storageLayout } = output.contracts[artifact.inputSourceName].Ledger;
  const text = JSON.stringify(storageLayout, (name, value) =>
    name === "astId" || name === "contract" ? undefined : value,
  );
  return JSON.parse(text.replace(/(t_(?:struct|enum|contract|userDefinedValueType)\([^()]*\))\d+/g, "$1"));
}

async function readJson(path: string) {
  return JSON.parse(await readFile(new URL(path, artifacts), "utf8"));
}
