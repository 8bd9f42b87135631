import { appendFile, readFile } from "node:fs/promises";
import { sha256, toUtf8Bytes } from "ethers";
import type { Outbox, SignedWrite } from "../connection/outbox.ts";
import { fileOutbox } from "../connection/outbox.ts";
import { InvalidInput } from "../errors/base.ts";
import { unusable } from "../errors/files.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { PackTree } from "../packs/tree.ts";
import { JournalOfAnotherFile } from "./errors.ts";
import type { PlannedRow } from "./plan.ts";

/** What is kept beside a file of rows: what was signed, and which rows were handed back as refused. */
export interface Journal {
  readonly outbox: Outbox;
  /** The indices of rows that an earlier run handed back. */
  refused(): Promise<ReadonlySet<number>>;
  /** Keeps that rows were handed back: somebody may have corrected and imported them elsewhere. */
  handBack(indices: readonly number[]): Promise<void>;
}

/**
 * The journal beside a file of rows. It belongs to just these rows, doing just this: they are named by their places.
 *
 * @param path - of the journal
 * @param rows - the file's
 * @param trees - the pack lists that were given
 * @returns its methods throw `JournalOfAnotherFile` where it was begun for other rows
 */
export function journalFor(path: string, rows: readonly PlannedRow[], trees: readonly PackTree[]): Journal {
  const told = rows.map(({ verb: { name }, given }) => [
    name,
    Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  const text = JSON.stringify([told, trees.map(({ root }) => root)], (_, one) =>
    typeof one === "bigint" ? one.toString() : one,
  );
  const prefix = `${sha256(toUtf8Bytes(text)).slice(2, 18)} `;
  const outbox = fileOutbox(path);
  const without = (write: SignedWrite): SignedWrite => {
    if (!write.name.startsWith(prefix)) throw new JournalOfAnotherFile(path);
    return { ...write, name: write.name.slice(prefix.length) };
  };
  const backPath = `${path}.refused`;
  return {
    outbox: {
      get: async (name) => {
        const found = await outbox.get(prefix + name);
        return found === undefined ? undefined : without(found);
      },
      put: (write) => outbox.put({ ...write, name: prefix + write.name }),
      list: async () => (await outbox.list()).map(without),
      exclusively: (account, what) => outbox.exclusively(account, what),
    },
    refused: async () => readBack(backPath, prefix),
    handBack: async (indices) => {
      if (indices.length === 0) return;
      await appendFile(backPath, `${prefix}${indices.join(",")}\n`).catch((error: unknown) => {
        throw unusable(backPath, error);
      });
    },
  };
}

async function readBack(path: string, prefix: string): Promise<ReadonlySet<number>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw unusable(path, error);
  });
  const indices = text
    .split("\n")
    .filter((line) => line.startsWith(prefix))
    .flatMap((line) => line.slice(prefix.length).split(",").map(Number));
  if (indices.some((index) => !Number.isSafeInteger(index))) {
    throw new InvalidInput("journal", path, rule(must.rowsHandedBack));
  }
  return new Set(indices);
}
