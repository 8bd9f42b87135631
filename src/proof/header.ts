import { keccak256 } from "ethers/crypto";
import { encodeRlp, isHexString } from "ethers/utils";
import type { AsOf, Hex } from "../history/types.ts";
import { decode } from "./trie.ts";

/** What a block's header says that a proof needs. */
export interface Header extends AsOf {
  readonly stateRoot: Hex;
}

/** The fields of a header in their order, as `eth_getBlockByHash` names them; the later ones came with forks. */
const fields = [
  "parentHash",
  "sha3Uncles",
  "miner",
  "stateRoot",
  "transactionsRoot",
  "receiptsRoot",
  "logsBloom",
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "extraData",
  "mixHash",
  "nonce",
  "baseFeePerGas",
  "withdrawalsRoot",
  "blobGasUsed",
  "excessBlobGas",
  "parentBeaconBlockRoot",
  "requestsHash",
] as const;

const [STATE_ROOT, NUMBER, TIMESTAMP] = [3, 8, 11];
/** Up to the London fork, a header ends with the nonce. */
const FEWEST = 15;
const quantities: ReadonlySet<string> = new Set([
  "difficulty",
  "number",
  "gasLimit",
  "gasUsed",
  "timestamp",
  "baseFeePerGas",
  "blobGasUsed",
  "excessBlobGas",
]);

/**
 * Builds a header's RLP from what a node says of the block.
 *
 * @param block - the answer of `eth_getBlockByHash`
 * @returns the RLP; `undefined` where it does not hash to the block's hash, as of a fork that this version does not know
 */
export function encodeHeader(block: Readonly<Record<string, unknown>>): Hex | undefined {
  const values: string[] = [];
  for (const field of fields) {
    const value = block[field];
    if (!isHexString(value)) break;
    values.push(quantities.has(field) ? minimal(value) : value);
  }
  if (values.some((value) => value.length % 2 === 1)) return undefined;
  const rlp = encodeRlp(values) as Hex;
  return keccak256(rlp) === block.hash ? rlp : undefined;
}

/** A quantity as RLP has it: without leading zeros, 0 as nothing. */
function minimal(quantity: string): string {
  const digits = quantity.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 1 ? "0" : ""}${digits}`;
}

/**
 * Reads a header.
 *
 * @param rlp - its RLP, whose hash is the block's
 * @returns `undefined` where it is none
 */
export function readHeader(rlp: Hex): Header | undefined {
  const list = decode(rlp);
  if (!Array.isArray(list) || list.length < FEWEST || list.some((one) => typeof one !== "string")) return undefined;
  const [stateRoot, number, timestamp] = [list[STATE_ROOT], list[NUMBER], list[TIMESTAMP]];
  const block = readQuantity(number);
  const time = readQuantity(timestamp);
  if (typeof stateRoot !== "string" || stateRoot.length !== 66 || block === undefined || time === undefined) {
    return undefined;
  }
  return { block, time, stateRoot: stateRoot as Hex, hash: keccak256(rlp) as Hex };
}

/** At most 4 bytes, as the ledger stores blocks and times. */
function readQuantity(value: unknown): number | undefined {
  if (typeof value !== "string" || value.length > 10 || value.startsWith("0x00")) return undefined;
  return value === "0x" ? 0 : Number(value);
}
