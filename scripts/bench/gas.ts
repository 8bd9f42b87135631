/**
 * `npm run bench:gas`: the gas that the ledger's steps use, which is the same on every run. With `--json`, one object;
 * with `--update`, the snapshot that a test compares with.
 */
import { writeFile } from "node:fs/promises";
import { measureGas } from "./measure.ts";
import { SNAPSHOT } from "./snapshot.ts";

const gas = await measureGas();
if (process.argv.includes("--update")) await writeFile(SNAPSHOT, `${JSON.stringify(gas, null, 2)}\n`);
if (process.argv.includes("--json")) console.log(JSON.stringify(gas, null, 2));
else {
  console.log("Gas, the same on every run\n");
  console.log(`  floor.put            ${gas.floor.put}  a contract that stores a word and logs two`);
  console.log(`  floor.roleChecked    ${gas.floor.roleChecked}  the same with a check of a role, without a history`);
  console.log(`  entry                ${gas.entry}  maintain (goal ≤ 39100)`);
  console.log(`  multicallPerEntry    ${gas.multicallPerEntry}  100 on 100 devices (goal ≤ 16500)`);
  console.log(`  transfer             ${gas.transfer}  offer and take (goal ≤ 94000)`);
  console.log(`  calibrate            ${gas.calibrate}  (goal ≤ 44600)`);
  console.log(`  recall               ${Object.values(gas.recall).join(", ")}  1, 10, 1000 holders (goal ≤ 50500)`);
  console.log(`  dispense             ${gas.dispense}  a quantity of a parcel (goal ≤ 46200)`);
  console.log(`  packs256             ${gas.packs256}  256 packs of one word (goal ≤ 80000)`);
  console.log(`  perPack4096          ${gas.perPack4096}  each of 4096 that follow each other (goal ≤ 130)`);
  console.log(`  perPack4096Scattered ${gas.perPack4096Scattered}  each of 4096 among a million`);
  console.log(`  split                ${gas.split}  of a parcel as commissioned (goal ≤ 105000)`);
  console.log(`  splitDelivered       ${gas.splitDelivered}  of one that was delivered under a requisition`);
  console.log(`  undo                 ${gas.undo}  of the last entry (goal ≤ 60000)`);
  console.log(`  recallBatch          ${gas.recallBatch}  a batch that has entered (goal ≤ 50500)`);
  console.log(`  life                 ${gas.life.entries} entries, ${gas.life.gas} in all`);
  console.log(`  life.perEntry        ${gas.life.perEntry}  apply to dispose (goal ≤ 49500)`);
  console.log(`  deploy               ${gas.deploy}  ledger, libraries and lens`);
  console.log(`  runtimeBytes         ${gas.runtimeBytes}  of the ledger (goal < 24576)`);
}
