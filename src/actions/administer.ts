import type { TransactionReceipt } from "ethers";
import type { Mined } from "../client/write.ts";
import { TransactionFailed } from "../errors/chain.ts";
import { ledgerInterface } from "../ledger/abi.ts";

/** Reads an argument, a number, of the first event of a name in a receipt. */
export function eventNumber(receipt: TransactionReceipt, event: string, argument: string): number {
  for (const log of receipt.logs) {
    const parsed = ledgerInterface.parseLog(log);
    if (parsed?.name === event) return Number(parsed.args.getValue(argument));
  }
  throw new TransactionFailed(`It was mined without the event ${event}.`);
}

/** The result of a write that has no more to say than that it was mined. */
export function mined(result: Mined): Mined {
  return result;
}
