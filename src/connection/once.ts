import { keccak256, Transaction, type TransactionReceipt } from "ethers";
import { InvalidInput } from "../errors/base.ts";
import { ChainUnreachable, NodeContradictsItself, SignedForAnother, TransactionReplaced } from "../errors/chain.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import { readFailure } from "../ledger/failures.ts";
import type { Connection } from "./connection.ts";
import { isRefusedForNonce } from "./nonces.ts";
import type { Outbox, SignedWrite } from "./outbox.ts";
import { type PricedTransaction, shortOfFunds, waitFor } from "./sending.ts";
import type { Actor, Call } from "./write.ts";

/** A call, and its transaction with gas and fees. */
export interface Prepared {
  readonly call: Call;
  readonly transaction: PricedTransaction;
}

/** What was mined under a name. */
export interface MinedOnce {
  readonly signed: SignedWrite;
  readonly receipt: TransactionReceipt;
}

const LONGEST_NAME = 200;
/** How often a write is signed anew because another transaction is said to have its nonce. */
const MOST_SIGNINGS = 5;
/** How many nonces that no transaction has any more get one that does nothing. */
const MOST_GAPS = 100;

/**
 * Sees to it that a write is mined once. What was signed under its name is sent again as it is until it is mined. It is signed
 * anew only when it can be mined no more, since another transaction has its nonce, or when it was mined without recording
 * anything.
 *
 * @param actor - who signs, through a connection with an outbox
 * @param name - what the caller calls the write
 * @param prepare - makes the call, if it must be signed
 * @throws `SignedForAnother`, `OutcomeUnknown`, `InsufficientFunds`; {@link NodeContradictsItself} when every one of them is said to be
 * replaced; `InvalidInput` without an outbox, or with a name that is none
 */
export async function mineOnce(actor: Actor, name: string, prepare: () => Promise<Prepared>): Promise<MinedOnce> {
  const { connection } = actor;
  const { outbox } = connection;
  if (outbox === undefined) throw new InvalidInput("outbox", undefined, rule(must.givenToConnect));
  if (typeof name !== "string" || name === "" || name.length > LONGEST_NAME) {
    throw new InvalidInput("name", name, rule(must.textTo, { max: LONGEST_NAME }));
  }
  const account = (await actor.signer.getAddress()).toLowerCase() as Hex;
  let signed = await outbox.get(name);
  if (signed !== undefined) requireOwn(signed, connection, account);
  for (let signings = 0; ; signings++) {
    if (signed !== undefined) {
      const receipt = await follow(actor, outbox, signed, (hash) => connection.provider.getTransactionReceipt(hash));
      // What an earlier run's block refused is tried again; what this one's does, is told.
      if (receipt !== undefined && (receipt.status === 1 || signings > 0)) return { signed, receipt };
    }
    if (signings === MOST_SIGNINGS) throw new NodeContradictsItself(connection.rpc, signings);
    signed = await sign(actor, outbox, account, name, signed, prepare);
  }
}

/** Sees to it that what was signed is for this chain, and by this account. */
export function requireOwn(
  { name, genesis, account: signer }: SignedWrite,
  { deployment }: Connection,
  account: Hex,
): void {
  if (genesis !== deployment.genesis) throw new SignedForAnother(name, "chain", deployment.genesis, genesis);
  if (signer !== account) throw new SignedForAnother(name, "account", account, signer);
}

/** Signs, keeps and sends, in this order. What another process signed under the name meanwhile is taken instead. */
export async function sign(
  { connection, signer }: Actor,
  outbox: Outbox,
  account: Hex,
  name: string,
  before: SignedWrite | undefined,
  prepare: () => Promise<Prepared>,
): Promise<SignedWrite> {
  const { nonces, deployment, rpc } = connection;
  const { call, transaction } = await prepare();
  return outbox.exclusively(account, async () => {
    const kept = await outbox.get(name);
    if (kept !== undefined && kept.hash !== before?.hash) return kept;
    // Another process may have used the one that was to be next.
    nonces.forget(account);
    try {
      return await nonces.run(account, async (nonce) => {
        const raw = (await signer.signTransaction({ ...transaction, nonce })) as Hex;
        const { kinds } = call;
        const signed: SignedWrite = {
          ...{ name, genesis: deployment.genesis, account, nonce, hash: keccak256(raw) as Hex, raw },
          ...(kinds === undefined ? {} : { kinds }),
        };
        await outbox.put(signed);
        await send(connection, raw).catch((error: unknown) => {
          // Whether it was taken is then found out by its receipt.
          if (isRefusedForNonce(error) || !(readFailure(error, rpc) instanceof ChainUnreachable)) throw error;
        });
        return signed;
      });
    } catch (error) {
      throw readFailure(error, rpc);
    }
  });
}

/** What is asked of the transaction that was signed, once it is mined; `undefined` once it can be mined no more. */
export async function follow<T>(
  actor: Actor,
  outbox: Outbox,
  signed: SignedWrite,
  ask: (hash: string) => Promise<T | null>,
): Promise<T | undefined> {
  const { hash, account: from, nonce } = signed;
  try {
    return await waitFor(actor.connection, { hash, from, nonce }, ask, () => resend(actor, outbox, signed));
  } catch (error) {
    if (error instanceof TransactionReplaced) return undefined;
    throw error;
  }
}

/**
 * Sends again what was signed, and what was signed with the nonces before and is not mined: a node that was restarted, or
 * lost blocks, has none of them. A nonce before it that no transaction has any more gets one that does nothing, since what
 * comes after would wait for ever.
 */
async function resend(actor: Actor, outbox: Outbox, { account, genesis, nonce: last }: SignedWrite): Promise<void> {
  const { connection } = actor;
  const [used, pending] = [
    await connection.provider.getTransactionCount(account, "latest"),
    await connection.provider.getTransactionCount(account, "pending"),
  ];
  // Of each name the last one: those before can be mined no more, and must not, should the chain lose what has their nonces.
  const named = new Map((await outbox.list()).map((one) => [one.name, one]));
  const waiting = new Map(
    [...named.values()]
      .filter((one) => !one.dead && one.account === account && one.genesis === genesis)
      .map((one) => [one.nonce, one]),
  );
  const open = Array.from({ length: last + 1 - used }, (_, at) => used + at).filter(
    (nonce) => waiting.has(nonce) || nonce >= pending,
  );
  const gaps = open.filter((nonce) => !waiting.has(nonce)).length;
  // So many were not lost with some blocks: this node is far behind what it, or another at its address, had answered.
  if (gaps > MOST_GAPS) throw new NodeContradictsItself(connection.rpc, gaps);
  for (const nonce of open) {
    const raw = waiting.get(nonce)?.raw ?? (await nothingAt(actor, account, nonce));
    await send(connection, raw).catch((error: unknown) => {
      if (!isRefusedForNonce(error)) throw error;
    });
  }
}

/** A transaction that does nothing, but use a nonce. */
async function nothingAt({ connection, signer }: Actor, account: Hex, nonce: number): Promise<Hex> {
  const { maxFeePerGas, maxPriorityFeePerGas } = await connection.provider.getFeeData();
  const { chainId } = connection;
  const fees = { maxFeePerGas, maxPriorityFeePerGas, gasLimit: 21_000n };
  return (await signer.signTransaction({ type: 2, chainId, nonce, to: account, value: 0n, ...fees })) as Hex;
}

/** Sends a signed transaction, which the node may have already. */
async function send(connection: Connection, raw: Hex): Promise<void> {
  try {
    await connection.send("eth_sendRawTransaction", [raw]);
  } catch (error) {
    const text = error instanceof Error ? error.message : "";
    if (/already known|known transaction|already imported/i.test(text)) return;
    throw (await shortOfFunds(connection, Transaction.from(raw), error)) ?? error;
  }
}
