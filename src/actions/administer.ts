import type { Log } from "ethers";
import type { Mined } from "../connection/write.ts";
import { UnexpectedResult } from "../errors/chain.ts";
import { ledgerInterface } from "../ledger/abi.ts";

/** Reads an argument, a number, of the first event of a name among the ledger's logs. */
export function eventNumber(logs: readonly Log[], event: string, argument: string): number {
  for (const log of logs) {
    const parsed = ledgerInterface.parseLog(log);
    if (parsed?.name === event) return Number(parsed.args.getValue(argument));
  }
  throw new UnexpectedResult(`the event ${event}`);
}

/** The result of a write that has no more to say than that it was mined. */
export function mined(result: Mined): Mined {
  return result;
}
