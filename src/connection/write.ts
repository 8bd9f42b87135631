import {
  type Log,
  type Signer,
  Transaction,
  type TransactionReceipt,
  type TransactionRequest,
  type TransactionResponse,
} from "ethers";
import { RefusedWhenMined } from "../errors/chain.ts";
import { ReplayMismatch } from "../errors/refusals/history.ts";
import type { Hex, LoggedEntry } from "../history/types.ts";
import { kindOfAction, readEntry, readLogs } from "../ledger/events.ts";
import type { Kind } from "../lifecycle/vocabulary.ts";
import { attempt, type Connection } from "./connection.ts";
import { mineOnce, type Prepared } from "./once.ts";
import { broadcast, priced, transactionOf, waitForReceipt, withFees, withRoom } from "./sending.ts";

/** A connection, and who writes through it. */
export interface Actor {
  readonly connection: Connection;
  readonly signer: Signer;
}

/** A call to the ledger, ready to be signed. */
export interface Call {
  readonly data: string;
  /** Calls that come before it in the same transaction, as the naming of a place. */
  readonly before?: readonly string[];
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
  /** Whether it brings entries up to the newest: then it is made and signed anew when others were recorded meanwhile. */
  readonly replays?: boolean;
}

/** A verb: called, it sends, waits and returns the result; its parts can be had one by one. */
export interface Write<P, R> {
  (parameters: P): Promise<R>;
  /** Sends without waiting for the block. */
  send(parameters: P): Promise<Sent<R>>;
  /**
   * Records it once under a name, whatever ends the process meanwhile: done again under the same name, it goes on with what was
   * signed before, and gives the same result. The connection needs an outbox. A name stands for one write: what the parameters are
   * is looked at only where it must be signed.
   *
   * @throws `SignedForAnother`, and `OutcomeUnknown` where no block came: do it again then, under the same name
   */
  once(name: string, parameters: P): Promise<R>;
  /** Asks whether the ledger would take it now; throws its refusal, or `InsufficientFunds`, if not. Sends nothing. */
  simulate(parameters: P): Promise<void>;
  /** The gas that it would use now; throws as `simulate` does. Sends nothing. */
  estimate(parameters: P): Promise<bigint>;
  /** The transaction as it would be signed, without nonce and fees. Sends nothing. */
  populate(parameters: P): Promise<TransactionRequest>;
}

/** How often a write that brings entries is made, on a subject of which others record more and more. */
const MOST_REPLAYS = 5;

/** Binds a verb to who acts. */
export function bind<P, R>(actor: Actor, definition: WriteDefinition<P, R>): Write<P, R> {
  const { connection, signer } = actor;
  const prepare = async (parameters: P): Promise<Prepared> => {
    const call = await definition.encode(actor, parameters);
    return { call, transaction: await priced(connection, await transactionOf(actor, call)) };
  };
  const populate = async (parameters: P) => transactionOf(actor, await definition.encode(actor, parameters));
  const send = async (parameters: P): Promise<Sent<R>> => {
    const { call, transaction } = await prepare(parameters);
    const response = await broadcast(connection, signer, transaction);
    const wait = async (): Promise<R> =>
      finish(actor, definition, response, await waitForReceipt(connection, response), call.kinds);
    return { transaction: response.hash as Hex, wait };
  };
  const again = async <T>(make: () => Promise<T>): Promise<T> => {
    for (let tried = 1; ; tried++) {
      try {
        return await make();
      } catch (error) {
        if (definition.replays !== true || !(error instanceof ReplayMismatch) || tried === MOST_REPLAYS) throw error;
      }
    }
  };
  const write = (parameters: P): Promise<R> => again(async () => (await send(parameters)).wait());
  return Object.assign(write, {
    send: (parameters: P) => again(() => send(parameters)),
    once: (name: string, parameters: P) =>
      again(async () => {
        const { signed, receipt } = await mineOnce(actor, name, () => prepare(parameters));
        return finish(actor, definition, Transaction.from(signed.raw), receipt, signed.kinds);
      }),
    simulate: async (parameters: P) => {
      const transaction = await populate(parameters);
      await attempt(connection, () => connection.provider.call(transaction));
      await priced(connection, transaction);
    },
    estimate: async (parameters: P) => {
      const transaction = await populate(parameters);
      const gas = await attempt(connection, () => connection.provider.estimateGas(transaction));
      await withFees(connection, transaction, withRoom(gas));
      return gas;
    },
    populate,
  });
}

/** Reads what was mined, or says why it was refused. */
async function finish<P, R>(
  { connection }: Actor,
  definition: WriteDefinition<P, R>,
  { from, to, data }: Pick<TransactionResponse | Transaction, "from" | "to" | "data">,
  receipt: TransactionReceipt,
  kinds: Call["kinds"],
): Promise<R> {
  if (receipt.status !== 1) {
    // The receipt does not say why. The same call after its block mostly does.
    await attempt(connection, () => connection.provider.call({ from, to, data, blockTag: receipt.blockNumber }));
    throw new RefusedWhenMined(receipt.hash);
  }
  const logs = receipt.logs.filter(({ address }) => address.toLowerCase() === connection.ledger);
  const entries = readLogs(logs).map((raw) => readEntry(kinds?.[raw.subject] ?? kindOfAction(raw), raw));
  const mined = { transaction: receipt.hash as Hex, block: receipt.blockNumber, gasUsed: receipt.gasUsed, entries };
  return definition.read(mined, logs);
}

export { encode } from "../ledger/encode.ts";
