import { sha256 } from "ethers";
import { fileOutbox, type Outbox, type SignedWrite } from "../../index.ts";
import { JournalOfAnotherFile } from "../errors.ts";

/**
 * The outbox beside a file of rows. It belongs to just these bytes: rows are named by their places.
 *
 * @param path - of the journal
 * @param bytes - the file's
 * @returns its methods throw `JournalOfAnotherFile` where it was begun for other rows
 */
export function journalFor(path: string, bytes: Uint8Array): Outbox {
  const outbox = fileOutbox(path);
  const prefix = `${sha256(bytes).slice(2, 18)} `;
  const without = (write: SignedWrite): SignedWrite => {
    if (!write.name.startsWith(prefix)) throw new JournalOfAnotherFile(path);
    return { ...write, name: write.name.slice(prefix.length) };
  };
  return {
    get: async (name) => {
      const found = await outbox.get(prefix + name);
      return found === undefined ? undefined : without(found);
    },
    put: (write) => outbox.put({ ...write, name: prefix + write.name }),
    list: async () => (await outbox.list()).map(without),
    exclusively: (account, what) => outbox.exclusively(account, what),
  };
}
