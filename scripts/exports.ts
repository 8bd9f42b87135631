/**
 * `npm run exports`: the names that the built package exports, by entry point; build first. With `--update`, the snapshot that
 * a test compares with.
 */
import { writeFile } from "node:fs/promises";
import { packageExports, SNAPSHOT } from "./exports/read.ts";

const text = `${JSON.stringify(await packageExports(), null, 2)}\n`;
if (process.argv.includes("--update")) await writeFile(SNAPSHOT, text);
else process.stdout.write(text);
