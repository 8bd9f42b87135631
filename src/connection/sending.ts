import type { Signer, Transaction, TransactionReceipt, TransactionRequest, TransactionResponse } from "ethers";
import { ChainUnreachable, InsufficientFunds, OutcomeUnknown, TransactionReplaced } from "../errors/chain.ts";
import { encode } from "../ledger/encode.ts";
import { readFailure } from "../ledger/failures.ts";
import { attempt, type Connection } from "./connection.ts";
import type { Actor, Call } from "./write.ts";

/** A transaction to the ledger, from whom it is known. */
export type LedgerTransaction = TransactionRequest & { readonly from: string };

/** The same with gas and fees; no fee where the chain asks for none. */
export type PricedTransaction = LedgerTransaction & {
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint | null;
};

/** The transaction of a call, without nonce, gas and fees. */
export async function transactionOf(
  { connection, signer }: Actor,
  { data, before = [] }: Call,
): Promise<LedgerTransaction> {
  const all = before.length === 0 ? data : encode("multicall", [[...before, data]]);
  return { from: await signer.getAddress(), to: connection.ledger, data: all, chainId: connection.chainId };
}

/** With gas and fees. The ledger's refusal shows here, and then that the account cannot pay. */
export async function priced(connection: Connection, transaction: LedgerTransaction): Promise<PricedTransaction> {
  const gas = await attempt(connection, () => connection.provider.estimateGas(transaction));
  return withFees(connection, transaction, withRoom(gas));
}

/** What others write before it is mined may cost it a little more. */
export const withRoom = (gas: bigint): bigint => (gas * 5n) / 4n;

/**
 * With fees.
 *
 * @throws {@link InsufficientFunds} when the account has less than the most that it may cost
 */
export async function withFees(
  connection: Connection,
  transaction: LedgerTransaction,
  gasLimit: bigint,
): Promise<PricedTransaction> {
  const { provider } = connection;
  const { maxFeePerGas, maxPriorityFeePerGas } = await attempt(connection, () => provider.getFeeData());
  const made = { ...transaction, type: 2, gasLimit, maxFeePerGas, maxPriorityFeePerGas };
  const needed = costOf(made);
  if (needed > 0n) {
    const balance = await attempt(connection, () => provider.getBalance(made.from));
    if (balance < needed) throw new InsufficientFunds(made.from, needed, balance);
  }
  return made;
}

const costOf = ({ gasLimit, maxFeePerGas }: Pick<PricedTransaction, "gasLimit" | "maxFeePerGas">): bigint =>
  gasLimit * (maxFeePerGas ?? 0n);

/** As geth, ethers, Hardhat's node, Besu and Nethermind say it. */
const SHORT_OF_FUNDS = /insufficient ?funds|enough funds|exceeds (?:account )?balance/i;

/**
 * Types what a node said instead of taking a transaction, if that was about money: what waits for a block may leave too little
 * for it.
 */
export async function shortOfFunds(
  { provider }: Connection,
  transaction: PricedTransaction | Transaction,
  error: unknown,
): Promise<InsufficientFunds | undefined> {
  const { from } = transaction;
  if (from === null || !(error instanceof Error && SHORT_OF_FUNDS.test(error.message))) return undefined;
  const balance = await provider.getBalance(from).catch(() => undefined);
  return new InsufficientFunds(from, costOf(transaction), balance, { cause: error });
}

/** Sends with the account's next nonce. An answer that was lost on its way leaves open whether it was taken. */
export async function broadcast(
  connection: Connection,
  signer: Signer,
  transaction: PricedTransaction,
): Promise<TransactionResponse> {
  const { nonces, outbox, rpc } = connection;
  const { from: account } = transaction;
  const send = () => nonces.run(account, (nonce) => signer.sendTransaction({ ...transaction, nonce }));
  try {
    if (outbox === undefined) return await send();
    return await outbox.exclusively(account as `0x${string}`, () => {
      // Another process may have used the one that was to be next.
      nonces.forget(account);
      return send();
    });
  } catch (error) {
    const failure = (await shortOfFunds(connection, transaction, error)) ?? readFailure(error, rpc);
    throw failure instanceof ChainUnreachable ? new OutcomeUnknown(undefined, { cause: failure }) : failure;
  }
}

/** What a sent transaction is found by. */
export interface SentTransaction {
  readonly hash: string;
  readonly from: string;
  readonly nonce: number;
}

/**
 * Asks for a receipt until it is there.
 *
 * @param again - is done once there is none, and now and then while there is none
 * @throws {@link OutcomeUnknown} when none comes in time, {@link TransactionReplaced} when none can come any more,
 * {@link InsufficientFunds} when what was signed cannot be sent again
 */
export function waitForReceipt(
  connection: Connection,
  sent: SentTransaction,
  again?: () => Promise<void>,
): Promise<TransactionReceipt> {
  return waitFor(connection, sent, (hash) => connection.provider.getTransactionReceipt(hash), again);
}

/** The same for what is asked of a transaction that was mined; `null` as long as it was not. */
export async function waitFor<T>(
  connection: Connection,
  { hash, from, nonce }: SentTransaction,
  ask: (hash: string) => Promise<T | null>,
  again: () => Promise<void> = async () => undefined,
): Promise<T> {
  const { provider, pollingInterval, timeout } = connection;
  const deadline = Date.now() + timeout;
  let next = 0;
  for (let failure: unknown; ; ) {
    try {
      const used = (await provider.getTransactionCount(from, "latest")) > nonce;
      const receipt = await ask(hash);
      if (receipt !== null) return receipt;
      // A receipt may come late, or be kept no more: what has the nonce must be seen.
      const other = used ? await transactionAt(connection, from, nonce) : undefined;
      if (other !== undefined && other !== hash) throw new TransactionReplaced(hash);
      if (!used && Date.now() >= next) {
        next = Date.now() + AGAIN;
        await again();
        failure = undefined;
      }
    } catch (error) {
      if (error instanceof TransactionReplaced || error instanceof InsufficientFunds) throw error;
      failure = error;
    }
    if (Date.now() >= deadline) {
      connection.nonces.forget(from);
      throw new OutcomeUnknown(hash, failure === undefined ? {} : { cause: readFailure(failure, connection.rpc) });
    }
    await new Promise((resolve) => setTimeout(resolve, pollingInterval));
  }
}

/**
 * The hash of the transaction that has an account's nonce. Its block is found by halves, as far as the node has the states of
 * blocks so far back.
 *
 * @returns `undefined` where the node cannot tell
 */
async function transactionAt(connection: Connection, from: string, nonce: number): Promise<string | undefined> {
  const { provider, deployment } = connection;
  let [before, at] = [deployment.block, await provider.getBlockNumber()];
  try {
    while (at - before > 1) {
      const middle = Math.floor((before + at) / 2);
      if ((await provider.getTransactionCount(from, middle)) > nonce) at = middle;
      else before = middle;
    }
    const found = (await provider.getBlock(at, true))?.prefetchedTransactions;
    return found?.find((one) => one.from.toLowerCase() === from.toLowerCase() && one.nonce === nonce)?.hash;
  } catch {
    return undefined;
  }
}

/** How many milliseconds pass before what has no receipt is looked after. */
const AGAIN = 1_000;
