import { InvalidInput } from "../errors/base.ts";
import type { Hex } from "../history/types.ts";
import { type Details, readDetails } from "./details.ts";
import { DetailsFolderUnusable } from "./errors.ts";
import { hexOf } from "./json.ts";

/** Where details are kept. Who reads it can show everything. */
export interface DetailsStore {
  /** The details behind a commitment, checked; `undefined` if they are not here. */
  get(commitment: Hex): Promise<Details | undefined>;
  /** Keeps details, after checking them. They may be there already. */
  put(details: Details): Promise<void>;
  /** The commitments of all that are here, in order. */
  list(): Promise<readonly Hex[]>;
}

/**
 * A store that lasts as long as the program.
 *
 * @returns the store, with nothing in it. `get` throws {@link InvalidInput} when the commitment is not 32 bytes, `put` the
 * errors of {@link readDetails}
 * @example
 * const store = memoryStore();
 * await store.put(details);
 */
export function memoryStore(): DetailsStore {
  const kept = new Map<Hex, Details>();
  return {
    // A copy, which its reader may change: what is kept stays what its commitment was made to.
    get: async (commitment) => structuredClone(kept.get(commitmentOf(commitment))),
    put: async (details) => {
      const read = readDetails(details);
      kept.set(read.commitment, read);
    },
    list: async () => [...kept.keys()].sort(),
  };
}

/**
 * A store in a folder, one file for each document, for its owner's eyes only. Only where Node runs it; nothing is
 * touched before the first call.
 *
 * @param folder - made when something is put there; by default `MEDTRACE_DETAILS`, or `details` in the current folder
 * @returns the store. `get` throws {@link InvalidInput} when the commitment is not 32 bytes and {@link WrongDetailsFile}
 * when a file is not what its name says; `put` the errors of {@link readDetails}; all three {@link DetailsFolderUnusable}
 * @example
 * const store = folderStore();
 * await store.put(createRecord("cancel", { reason: "ordered twice" }, { random }));
 */
export function folderStore(folder?: string): DetailsStore {
  const files = async () => {
    const inNode = typeof process !== "undefined" && process.versions?.node !== undefined;
    if (!inNode)
      throw new DetailsFolderUnusable(folder ?? "details", {
        en: "there are no folders in a browser",
        zh: "浏览器中没有文件夹",
      });
    return import("./folder.node.ts");
  };
  return {
    get: async (commitment) => (await files()).readFrom(folder, commitmentOf(commitment)),
    put: async (details) => (await files()).writeInto(folder, readDetails(details)),
    list: async () => (await files()).listOf(folder),
  };
}

function commitmentOf(commitment: Hex): Hex {
  return hexOf("commitment", commitment, 32, InvalidInput);
}
