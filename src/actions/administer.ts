import type { Log } from "ethers";
import { UnexpectedResult } from "../errors/chain.ts";
import { ledgerInterface } from "../ledger/abi.ts";

/** Reads an argument, a number, of the first event of a name among the ledger's logs. */
export function eventNumber(logs: readonly Log[], event: string, argument: string): number {
  for (const log of logs) {
    const parsed = ledgerInterface.parseLog(log);
    if (parsed?.name === event) return Number(parsed.args.getValue(argument));
  }
  throw new UnexpectedResult({ en: `the event ${event}`, zh: `事件 ${event}` });
}
