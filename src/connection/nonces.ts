import { type AbstractProvider, isError } from "ethers";
import { NonceRefused } from "../errors/chain.ts";

const ATTEMPTS = 3;

/**
 * Gives each account's transactions consecutive nonces, so that many can be in flight at once. Broadcasting is done in
 * the queue's order, one after another; waiting for receipts is not.
 */
export class NonceQueue {
  readonly #provider: AbstractProvider;
  readonly #next = new Map<string, number>();
  readonly #tails = new Map<string, Promise<unknown>>();

  constructor(provider: AbstractProvider) {
    this.#provider = provider;
  }

  /**
   * Broadcasts with the account's next nonce. If that fails, the next one asks the chain again: the nonce may or may
   * not have been used.
   *
   * @param account - the account that signs
   * @param broadcast - signs and sends with the nonce
   * @throws {@link NonceRefused} when the nonces that the chain names are refused again and again
   */
  run<T>(account: string, broadcast: (nonce: number) => Promise<T>): Promise<T> {
    const turn = async (): Promise<T> => {
      for (let attempt = 1; ; attempt++) {
        const nonce = this.#next.get(account) ?? (await this.#provider.getTransactionCount(account, "pending"));
        try {
          const sent = await broadcast(nonce);
          this.#next.set(account, nonce + 1);
          return sent;
        } catch (error) {
          this.#next.delete(account);
          if (!isRefusedForNonce(error)) throw error;
          if (attempt === ATTEMPTS) throw new NonceRefused(account, attempt, { cause: error });
        }
      }
    };
    const result = (this.#tails.get(account) ?? Promise.resolve()).then(turn);
    this.#tails.set(
      account,
      result.catch(() => undefined),
    );
    return result;
  }

  /** Forgets an account's next nonce: a transaction of its own was perhaps dropped. */
  forget(account: string): void {
    this.#next.delete(account);
  }
}

/**
 * Whether a node refused a transaction for its nonce: too low when the key was used elsewhere too, too high when an earlier
 * one was dropped. It was not taken, and can be signed anew.
 */
export function isRefusedForNonce(error: unknown): boolean {
  return (
    isError(error, "NONCE_EXPIRED") || (error instanceof Error && /nonce (?:is )?too (?:high|low)/i.test(error.message))
  );
}
