import type { EthereumProvider } from "hardhat/types/providers";

/** What stands on a chain, and takes long to set up. */
export interface Lendable {
  readonly provider: EthereumProvider;
}

/** What is lent; afterwards its chain is as it was before. */
export interface Lent<T> {
  readonly lent: T;
  giveBack(): Promise<void>;
}

/**
 * Makes something once in each process and lends it to one test file after the other: what they did is forgotten in between.
 * Where two are needed at once, there are two.
 *
 * @param make - sets it up
 */
export function lender<T extends Lendable>(make: () => Promise<T>): () => Promise<Lent<T>> {
  const free: { readonly lent: T; snapshot: unknown }[] = [];
  const ask = ({ provider }: Lendable, method: string, params: readonly unknown[] = []) =>
    provider.request({ method, params: [...params] });
  return async () => {
    let one = free.pop();
    if (one === undefined) {
      const lent = await make();
      one = { lent, snapshot: await ask(lent, "evm_snapshot") };
    }
    const { lent, snapshot } = one;
    return {
      lent,
      giveBack: async () => {
        await ask(lent, "evm_setAutomine", [true]);
        if ((await ask(lent, "evm_revert", [snapshot])) !== true) throw new Error("The chain did not go back.");
        free.push({ lent, snapshot: await ask(lent, "evm_snapshot") });
      },
    };
  };
}
