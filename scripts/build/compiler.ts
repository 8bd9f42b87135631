/** A thread with a compiler of its own: an input comes in, what it compiles to goes out. */
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

const { compile } = createRequire(import.meta.url)("solc") as { compile(input: string): string };
parentPort?.on("message", (input: unknown) => {
  parentPort?.postMessage(JSON.parse(compile(JSON.stringify(input))));
});
