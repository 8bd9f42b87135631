/** `npm run docs`: writes docs/lifecycle.md from the contracts' own table; build first. */
import { writeFile } from "node:fs/promises";
import { makeLifecycle, OUTPUT } from "./docs/lifecycle.ts";

await writeFile(OUTPUT, await makeLifecycle());
