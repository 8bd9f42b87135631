import {
  BrowserProvider,
  type Eip1193Provider,
  type JsonRpcApiProvider,
  JsonRpcProvider,
  keccak256,
  Network,
} from "ethers";
import { ChainUnreachable, DeploymentNotFound, DeploymentOfAnotherChain, WrongLedgerCode } from "../errors/chain.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { readFailure } from "../ledger/failures.ts";
import type { Deployment } from "./deployment.ts";
import { NonceQueue } from "./nonces.ts";
import type { Outbox } from "./outbox.ts";

export interface ConnectParameters {
  /** Where a node's JSON-RPC answers; `http://127.0.0.1:8545` by default. */
  readonly rpc?: string | undefined;
  /** Instead of `rpc`: an EIP-1193 provider, as browsers and Hardhat give one. */
  readonly provider?: Eip1193Provider | undefined;
  /** The ledger's deployment; by default it is found by chain id and first block in the folder `deployments`. */
  readonly deployment?: Deployment | undefined;
  /** How often a receipt is asked for, in milliseconds; 100 by default. */
  readonly pollingInterval?: number | undefined;
  /** How long a write waits for its block, in milliseconds; two minutes by default. */
  readonly timeout?: number | undefined;
  /**
   * Where signed transactions are kept, for `once`. With it, all that this connection writes takes turns with other processes
   * that write with the same account and an outbox.
   */
  readonly outbox?: Outbox | undefined;
}

/** A ledger, and the node it is reached through. */
export interface Connection {
  readonly provider: JsonRpcApiProvider;
  /** Asks the node by a method of JSON-RPC. */
  readonly send: (method: string, parameters: readonly unknown[]) => Promise<unknown>;
  /** Where the node is, for messages. */
  readonly rpc: string;
  readonly chainId: bigint;
  readonly ledger: Hex;
  readonly deployment: Deployment;
  readonly outbox: Outbox | undefined;
  /** The next nonce of each account that writes through this connection. */
  readonly nonces: NonceQueue;
  /** How often a receipt is asked for, and how long, in milliseconds. */
  readonly pollingInterval: number;
  readonly timeout: number;
  /** Names of organisations that were read before: they never change. */
  readonly names: Map<number, string>;
  /** Likewise the organisations of accounts that are members', and the names of places, by organisation and number. */
  readonly organisations: Map<string, number>;
  readonly places: Map<string, string>;
}

/**
 * Opens a connection, having made sure that it is the deployed ledger's chain and code.
 *
 * @throws {@link ChainUnreachable} when no node answers
 * @throws {@link DeploymentNotFound}, {@link DeploymentOfAnotherChain}, {@link WrongLedgerCode}
 */
export async function openConnection(parameters: ConnectParameters = {}): Promise<Connection> {
  const url = parameters.rpc ?? "http://127.0.0.1:8545";
  const rpc = parameters.provider === undefined ? withoutSecrets(url) : "the given provider";
  const chainId = await detectChain(parameters, url, rpc);
  // Answers are never taken from a cache: a reader must see what the chain says now.
  const options = {
    staticNetwork: Network.from(chainId),
    cacheTimeout: -1,
    // What is asked in one go still goes as one request; a reader that follows pointers waits for every single answer.
    batchStallTime: 0,
    pollingInterval: parameters.pollingInterval ?? 100,
  };
  const provider =
    parameters.provider === undefined
      ? new JsonRpcProvider(url, chainId, options)
      : new BrowserProvider(parameters.provider, chainId, options);
  provider.pollingInterval = options.pollingInterval;

  try {
    const genesis = (await provider.getBlock(0))?.hash as Hex;
    const deployment = parameters.deployment ?? (await findDeployment(chainId, genesis));
    if (deployment.genesis !== genesis || BigInt(deployment.chainId) !== chainId) {
      throw new DeploymentOfAnotherChain(chainId, deployment.genesis, genesis);
    }
    const ledgerCode = await provider.getCode(deployment.ledger);
    const codeHash = keccak256(ledgerCode);
    if (ledgerCode === "0x" || codeHash !== deployment.codeHash)
      throw new WrongLedgerCode(deployment.ledger, deployment.codeHash, codeHash);
    return {
      provider,
      send:
        parameters.provider === undefined
          ? senderTo(url)
          : (method, params) => provider.send(method, params as unknown[]),
      rpc,
      chainId,
      ledger: deployment.ledger.toLowerCase() as Hex,
      deployment,
      outbox: parameters.outbox,
      nonces: new NonceQueue(provider),
      pollingInterval: options.pollingInterval,
      timeout: parameters.timeout ?? 120_000,
      names: new Map(),
      organisations: new Map(),
      places: new Map(),
    };
  } catch (error) {
    provider.destroy();
    throw readFailure(error, rpc);
  }
}

/** An address as messages may have it: what follows the host may be a key. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname, search, username } = new URL(url);
  const hasMore = pathname.length > 1 || search !== "" || username !== "";
  return hasMore ? `${protocol}//${host}/…` : url;
}

/** Asked directly, since ethers' providers retry for ever where nothing answers. */
async function detectChain(parameters: ConnectParameters, url: string, rpc: string): Promise<bigint> {
  const request = { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] };
  try {
    if (parameters.provider !== undefined) return BigInt(await parameters.provider.request(request));
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      // A node that takes the connection and never answers is as good as none.
      signal: AbortSignal.timeout(10_000),
    });
    const { result } = (await response.json()) as { result: string };
    return BigInt(result);
  } catch (cause) {
    throw new ChainUnreachable(rpc, { cause });
  }
}

async function findDeployment(chainId: bigint, genesis: Hex): Promise<Deployment> {
  const inNode = typeof process !== "undefined" && process.versions?.node !== undefined;
  const known = inNode ? await (await import("./deployments.node.ts")).readDeployments() : [];
  const sameId = known.filter((deployment) => BigInt(deployment.chainId) === chainId);
  const found = sameId.find((deployment) => deployment.genesis === genesis);
  if (found !== undefined) return found;
  const other = sameId.at(-1);
  if (other !== undefined) throw new DeploymentOfAnotherChain(chainId, other.genesis, genesis);
  throw new DeploymentNotFound(chainId, genesis);
}

/** The newest block, to read everything at. */
export async function latestBlock(connection: Connection): Promise<AsOf> {
  const block = await attempt(connection, () => connection.provider.getBlock("latest"));
  if (block === null || block.hash === null) throw new ChainUnreachable(connection.rpc);
  return { block: block.number, hash: block.hash as Hex, time: block.timestamp };
}

/** Reads storage slots of the ledger at one block. */
export async function readSlots(connection: Connection, keys: readonly Hex[], block?: number): Promise<readonly Hex[]> {
  const data = ledgerInterface.encodeFunctionData("readSlots", [[...keys]]);
  const call = { to: connection.ledger, data, ...(block === undefined ? {} : { blockTag: block }) };
  return attempt(connection, async () => {
    const result = await connection.provider.call(call);
    return [...ledgerInterface.decodeFunctionResult("readSlots", result)[0]] as Hex[];
  });
}

/** Reads one storage slot of the ledger. */
export async function readSlot(connection: Connection, key: Hex, block?: number): Promise<Hex> {
  const [value] = await readSlots(connection, [key], block);
  return value as Hex;
}

/** Asks the node by one of JSON-RPC's methods: for what ethers has no own, and for what is large. */
export async function request(
  connection: Connection,
  method: string,
  parameters: readonly unknown[],
): Promise<unknown> {
  return attempt(connection, () => connection.send(method, parameters));
}

/** How many milliseconds a node may take for one answer. */
const LONGEST_ANSWER = 120_000;

type Send = (method: string, parameters: readonly unknown[]) => Promise<unknown>;

/** Asks an address directly: ethers turns each text into bytes, and back, by itself, which takes longer than the node's answer. */
function senderTo(rpc: string): Send {
  let id = 0;
  return async (method, params) => {
    const response = await fetch(rpc, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }),
      signal: AbortSignal.timeout(LONGEST_ANSWER),
    }).catch((cause: unknown) => {
      const isLate = cause instanceof Error && cause.name === "TimeoutError";
      throw isLate ? Object.assign(new Error(`No answer to ${method}.`, { cause }), { code: "ETIMEDOUT" }) : cause;
    });
    const { result, error } = (await response.json()) as {
      readonly result?: unknown;
      readonly error?: { readonly message?: string; readonly code?: number; readonly data?: unknown };
    };
    if (error === undefined) return result;
    throw Object.assign(new Error(error.message ?? `The node refused ${method}.`), { info: { error } });
  };
}

/** Runs a call to the node, and turns whatever it throws into a typed error. */
export async function attempt<T>(connection: Connection, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw readFailure(error, connection.rpc);
  }
}
