/** Runs `medtrace import` in a process of its own, and says how long it took and how much memory it had at most. */
import { run } from "../../src/cli/program.ts";

const [rpc = "", file = ""] = process.argv.slice(2);
let printed = "";
const began = performance.now();
const parameters = ["import", file, "--action", "enrol", "--as", "maker", "--rpc", rpc, "--json"];
await run(parameters, {
  print: (text) => {
    printed += text;
  },
  printError: (text) => process.stderr.write(text),
  ask: undefined,
  askHidden: undefined,
});
const seconds = (performance.now() - began) / 1000;
const { recorded } = JSON.parse(printed) as { readonly recorded: number };
const megabytes = Math.ceil(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ recorded, seconds, megabytes }));
