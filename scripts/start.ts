/**
 * `npm start`: builds, starts a local chain, deploys the ledger, lives a device's whole life on it and prints it; then
 * keeps the chain up until Ctrl-C.
 */
import { rm } from "node:fs/promises";
import { styleText } from "node:util";
import { build } from "./build/build.ts";

const PORT = 8545;
const say = (text: string) => console.log(styleText("dim", text));

say("Medtrace 医迹: a device's whole life on a local chain.");
await build(say);

// Hardhat reads its configuration when it is imported: after the build.
const { network } = await import("hardhat");
const { connect } = await import("../src/index.ts");
const { accounts } = await import("./demo/accounts.ts");
const { beginning, localClock } = await import("./demo/chain.ts");
const { DEMO_PASSWORD, removeDemoKeystores, writeDemoKeystores } = await import("./demo/keystores.ts");
const { live, PUMP, SPARE_PUMP } = await import("./demo/life.ts");
const { print } = await import("./demo/print.ts");
const { report } = await import("./demo/report.ts");
const { deploy } = await import("./deployment/deploy.ts");
const { startChain } = await import("./chain/server.ts");

const { rpc, port, server } = await startChain(PORT, beginning());
if (port !== PORT) console.log(styleText("yellow", `Port ${PORT} is taken: the chain answers at ${rpc} instead.`));
say(`Chain at ${rpc}. Deploying …`);
const connection = await network.create({ network: "localhost", override: { url: rpc } });
const { deployment, file, journal } = await deploy(connection);
say(`Ledger at ${deployment.ledger}, written to ${file}. A life in a few seconds …`);
const m = await connect({ rpc, deployment, pollingInterval: 20 });
const result = await report(m, await live(m, await localClock(connection.provider)));
console.log(print(result));
m.close();
await connection.close();
const keystores = await writeDemoKeystores();

const at = port === PORT ? "" : ` --rpc ${rpc}`;
console.log(styleText("bold", "The chain is up 本地链正在运行"));
console.log(`\n  rpc     ${rpc}\n  ledger  ${deployment.ledger}\n`);
console.log("  Demo accounts, known to everybody and good for a local chain only:");
for (const [person, account] of Object.entries(accounts)) {
  console.log(`  ${person.padEnd(26)}${account.address}  ${styleText("dim", account.privateKey)}`);
}
for (const path of keystores.foreign)
  console.log(styleText("yellow", `  ${path} is not the demo's, and was left as it is.`));
console.log(`\n  Their keys are in ${keystores.folder}, encrypted with the password "${DEMO_PASSWORD}".`);
console.log(`\n  Try, in another terminal:\n`);
console.log(`  npx medtrace check "${SPARE_PUMP}"${at}`);
console.log(`  npx medtrace trace "${PUMP}"${at}`);
console.log(`  npx medtrace verify "${PUMP}"${at}`);
console.log(
  `  MEDTRACE_PASSWORD=${DEMO_PASSWORD} npx medtrace move "${SPARE_PUMP}" --place "Ward 7" --as keeper${at}\n`,
);
console.log("  Ctrl-C ends it.");

const stop = async (): Promise<void> => {
  // What is deployed ends with its chain.
  await rm(file ?? "", { force: true });
  await rm(journal ?? "", { recursive: true, force: true });
  await removeDemoKeystores();
  // Closing waits for whoever holds a connection open; the process does not.
  await Promise.race([server.close(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  console.log("\nThe chain has ended. 本地链已停止");
  process.exit(0);
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
process.once("SIGHUP", stop);
