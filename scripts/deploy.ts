/** `npm run deploy -- --network localhost`: deploys the ledger, unless it is there already. */
import { network } from "hardhat";
import { deploy } from "./deployment/deploy.ts";

const connection = await network.create();
const { deployment, made, file } = await deploy(connection, process.env.MEDTRACE_COUNCIL);
console.log(made ? "Deployed." : "Already deployed: nothing changed.");
console.log(`  chain     ${deployment.chainId}, first block ${deployment.genesis}`);
console.log(`  ledger    ${deployment.ledger}`);
console.log(`  lens      ${deployment.lens}`);
console.log(`  library   ${deployment.libraries.Requisitions}`);
console.log(
  file === undefined ? "  The chain lives in this process only: nothing was written." : `  written   ${file}`,
);
await connection.close();
