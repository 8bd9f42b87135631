/** `npm run demo`: plays the demo's lives on a chain in this process, and prints them; with `--json`, as one object. */
import { network } from "hardhat";
import { connect } from "../src/index.ts";
import { beginning, localClock } from "./demo/chain.ts";
import { live } from "./demo/life.ts";
import { print } from "./demo/print.ts";
import { report } from "./demo/report.ts";
import { deploy } from "./deployment/deploy.ts";

const connection = await network.create({ network: "default", override: { initialDate: beginning() } });
const { deployment } = await deploy(connection);
const m = await connect({ provider: connection.provider, deployment, pollingInterval: 10 });
const result = await report(m, await live(m, await localClock(connection.provider)));
console.log(process.argv.includes("--json") ? JSON.stringify(result, null, 2) : print(result));
m.close();
await connection.close();
const verifications = [result, ...result.lives].map(({ verification }) => verification);
if (verifications.some(({ level, problems }) => level !== "anchored" || problems.length > 0)) process.exitCode = 1;
