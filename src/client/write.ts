import type { Log, Signer, TransactionReceipt, TransactionRequest, TransactionResponse } from "ethers";
import { ChainUnreachable, OutcomeUnknown, RefusedWhenMined, TransactionReplaced } from "../errors/chain.ts";
import type { Hex, LoggedEntry } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { kindOfAction, type RawEntry, readEntry, readLogs } from "../ledger/events.ts";
import { readFailure } from "../ledger/failures.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { attempt, type Connection } from "./connection.ts";

/** A connection, and who writes through it. */
export interface Actor {
  readonly connection: Connection;
  readonly signer: Signer;
}

/** A call to the ledger, ready to be signed. */
export interface Call {
  readonly data: string;
  /** What the subjects are that it is about, where their entries' actions do not tell. */
  readonly kinds?: Readonly<Record<Hex, Kind>>;
}

/** A transaction that was mined. */
export interface Mined {
  readonly transaction: Hex;
  readonly block: number;
  readonly gasUsed: bigint;
  /** What it recorded, in order. */
  readonly entries: readonly LoggedEntry[];
}

/** A write that was sent: its result comes with its block. */
export interface Sent<R> {
  readonly transaction: Hex;
  /** Resolves to the mined result, or rejects with the ledger's refusal. */
  wait(): Promise<R>;
}

/** What one verb is made of. */
export interface WriteDefinition<P, R> {
  /** Checks the parameters and encodes the call. */
  readonly encode: (actor: Actor, parameters: P) => Promise<Call> | Call;
  /** Reads the result from what was mined, and from the ledger's logs. */
  readonly read: (mined: Mined, logs: readonly Log[]) => R;
}

/** A verb: called, it sends, waits and returns the result; its parts can be had one by one. */
export interface Write<P, R> {
  (parameters: P): Promise<R>;
  /** Sends without waiting for the block. */
  send(parameters: P): Promise<Sent<R>>;
  /** Asks whether the ledger would take it now; throws its refusal if not. Sends nothing. */
  simulate(parameters: P): Promise<void>;
  /** The gas that it would use now. Sends nothing. */
  estimate(parameters: P): Promise<bigint>;
  /** The transaction as it would be signed, without nonce and fees. Sends nothing. */
  populate(parameters: P): Promise<TransactionRequest>;
}

/** Binds a verb to who acts. */
export function bind<P, R>(actor: Actor, definition: WriteDefinition<P, R>): Write<P, R> {
  const { connection, signer } = actor;
  const request = async (call: Call): Promise<TransactionRequest & { from: string }> => ({
    from: await signer.getAddress(),
    to: connection.ledger,
    data: call.data,
    chainId: connection.chainId,
  });
  const estimateCall = async (call: Call): Promise<bigint> => {
    const transaction = await request(call);
    return attempt(connection, () => connection.provider.estimateGas(transaction));
  };
  const send = async (parameters: P): Promise<Sent<R>> => {
    const call = await definition.encode(actor, parameters);
    const transaction = await request(call);
    const gas = await estimateCall(call);
    const { maxFeePerGas, maxPriorityFeePerGas } = await attempt(connection, () => connection.provider.getFeeData());
    const response = await broadcast(connection, transaction.from, (nonce) =>
      signer.sendTransaction({
        ...transaction,
        type: 2,
        nonce,
        // What others write before it is mined may cost it a little more.
        gasLimit: (gas * 5n) / 4n,
        maxFeePerGas,
        maxPriorityFeePerGas,
      }),
    );
    return { transaction: response.hash as Hex, wait: () => finish(actor, definition, call, response) };
  };
  const write = async (parameters: P): Promise<R> => (await send(parameters)).wait();
  return Object.assign(write, {
    send,
    simulate: async (parameters: P) => {
      const transaction = await request(await definition.encode(actor, parameters));
      await attempt(connection, () => connection.provider.call(transaction));
    },
    estimate: async (parameters: P) => estimateCall(await definition.encode(actor, parameters)),
    populate: async (parameters: P) => request(await definition.encode(actor, parameters)),
  });
}

/** Sends with the account's next nonce. An answer that was lost on its way leaves open whether it was taken. */
async function broadcast(
  connection: Connection,
  account: string,
  send: (nonce: number) => Promise<TransactionResponse>,
): Promise<TransactionResponse> {
  try {
    return await connection.nonces.run(account, send);
  } catch (error) {
    const failure = readFailure(error, connection.rpc);
    throw failure instanceof ChainUnreachable ? new OutcomeUnknown(undefined, { cause: failure }) : failure;
  }
}

async function finish<P, R>(
  { connection }: Actor,
  definition: WriteDefinition<P, R>,
  call: Call,
  response: TransactionResponse,
): Promise<R> {
  const receipt = await waitForReceipt(connection, response);
  if (receipt.status !== 1) {
    // The receipt does not say why. The same call after its block mostly does.
    const { from, to, data } = response;
    await attempt(connection, () => connection.provider.call({ from, to, data, blockTag: receipt.blockNumber }));
    throw new RefusedWhenMined(receipt.hash);
  }
  const logs = receipt.logs.filter(({ address }) => address.toLowerCase() === connection.ledger);
  const entries = readLogs(logs).map((raw) => readEntry(kindOfMined(raw, call), raw));
  const mined = { transaction: receipt.hash as Hex, block: receipt.blockNumber, gasUsed: receipt.gasUsed, entries };
  return definition.read(mined, logs);
}

/**
 * Asks for a receipt until it is there.
 *
 * @throws {@link OutcomeUnknown} when none comes in time, {@link TransactionReplaced} when none can come any more
 */
async function waitForReceipt(connection: Connection, response: TransactionResponse): Promise<TransactionReceipt> {
  const { hash, from, nonce } = response;
  const { provider, pollingInterval, timeout } = connection;
  const deadline = Date.now() + timeout;
  for (let failure: unknown; ; ) {
    try {
      // In this order: a nonce that was used before the receipt was asked for and not found was used by another.
      const used = (await provider.getTransactionCount(from, "latest")) > nonce;
      const receipt = await provider.getTransactionReceipt(hash);
      if (receipt !== null) return receipt;
      if (used) throw new TransactionReplaced(hash);
    } catch (error) {
      if (error instanceof TransactionReplaced) throw error;
      failure = error;
    }
    if (Date.now() >= deadline) {
      connection.nonces.forget(from);
      throw new OutcomeUnknown(hash, failure === undefined ? {} : { cause: readFailure(failure, connection.rpc) });
    }
    await new Promise((resolve) => setTimeout(resolve, pollingInterval));
  }
}

function kindOfMined(raw: RawEntry, call: Call): Kind {
  return call.kinds?.[raw.subject] ?? kindOfAction(raw);
}

/** Encodes a call to the ledger; the arguments are the contract's own. */
export const encode = ledgerInterface.encodeFunctionData.bind(
  ledgerInterface,
) as typeof ledgerInterface.encodeFunctionData;
