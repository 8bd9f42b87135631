/** `npm run bench`: what takes time and memory off the chain, on this machine. With `--json`, one object. */
import { benchPacks } from "./bench/packs.ts";

const packs = await benchPacks();
if (process.argv.includes("--json")) console.log(JSON.stringify({ packs }, null, 2));
else {
  console.log("Packs, a batch with two levels of cases\n");
  console.log(`  codes                ${packs.codes}`);
  console.log(`  treeSeconds          ${packs.treeSeconds}  from the serials to the root`);
  console.log(`  treeMegabytes        ${packs.treeMegabytes}  (goal ≤ 1500)`);
  console.log(`  ratioToPlainKeccak   ${packs.ratioToPlainKeccak}  to as many plain hashes`);
  console.log(`  proofBytes           ${packs.proofBytes}  of a pack, as JSON`);
  console.log(`  scansPerSecond       ${packs.scansPerSecond}  label read, proof checked`);
}
