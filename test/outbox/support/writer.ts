import { Wallet } from "ethers";
import { accounts, type Person } from "../../../scripts/demo/accounts.ts";
import { connect, fileOutbox } from "../../../src/index.ts";

/**
 * A process that moves an item some times, each once: `writer.ts <person or key:0x…> <code> <moves> <outbox> <prefix>`. It
 * prints a line for each that is recorded.
 */
const [person, code = "", moves, outbox = "", prefix = ""] = process.argv.slice(2);
const m = await connect({ rpc: process.env.MEDTRACE_RPC, pollingInterval: 20, outbox: fileOutbox(outbox) });
const key = /^key:(.*)/.exec(person ?? "")?.[1];
const { move } = m.as(key === undefined ? accounts[person as Person] : new Wallet(key));
for (let at = 0; at < Number(moves); at++) {
  await move.once(`${prefix} ${at}`, { code, place: `${prefix} ${at}` });
  console.log(at);
}
m.close();
