import type { EthereumProvider } from "hardhat/types/providers";
import { LIFE_DAYS } from "./life.ts";
import { type Clock, DAY } from "./scene.ts";

/** When a chain must begin so that the demo's life ends now. */
export function beginning(): Date {
  return new Date(Date.now() - LIFE_DAYS * DAY * 1000);
}

/** A clock for Hardhat's own chain, whose time can be moved forward. */
export async function localClock(provider: EthereumProvider): Promise<Clock> {
  const now = async (): Promise<number> => {
    const block = (await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
      timestamp: string;
    };
    return Number(block.timestamp);
  };
  const start = await now();
  return {
    now,
    to: async (day) => {
      const target = start + day * DAY;
      await provider.request({ method: "evm_setNextBlockTimestamp", params: [target] });
      await provider.request({ method: "evm_mine", params: [] });
    },
  };
}
