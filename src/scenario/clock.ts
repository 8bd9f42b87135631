import type { Medtrace } from "../client/client.ts";
import { latestBlock, request } from "../connection/connection.ts";
import { RequestFailed } from "../errors/chain.ts";

/** A chain's time. */
export interface Clock {
  /** Unix seconds, by the newest block. */
  now(): Promise<number>;
  /**
   * Moves it forward.
   *
   * @returns whether it was moved: only chains for trying things out let themselves be
   */
  to(time: number): Promise<boolean>;
}

/** The clock of a ledger's chain, moved by the node where that offers it (Hardhat's and Anvil's do). */
export function chainClock({ connection }: Medtrace): Clock {
  return {
    now: async () => (await latestBlock(connection)).time,
    to: async (time) => {
      try {
        await request(connection, "evm_setNextBlockTimestamp", [time]);
        await request(connection, "evm_mine", []);
        return true;
      } catch (error) {
        // It answers, and does not do this.
        if (error instanceof RequestFailed) return false;
        throw error;
      }
    },
  };
}
