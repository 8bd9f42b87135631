/**
 * `npm run storage`: where the ledger keeps what, as the compiler says it; build first. With `--update`, the snapshot that a
 * test compares with.
 */
import { writeFile } from "node:fs/promises";
import { SNAPSHOT, storageLayout } from "./storage/layout.ts";

const text = `${JSON.stringify(await storageLayout(), null, 2)}\n`;
if (process.argv.includes("--update")) await writeFile(SNAPSHOT, text);
else process.stdout.write(text);
