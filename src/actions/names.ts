import { AbiCoder, concat, getBytes, type Log, toBeHex } from "ethers";
import { attempt, type Connection, readSlot, readSlots } from "../connection/connection.ts";
import {
  accountSlot,
  membershipSlot,
  offsetSlot,
  placeSlot,
  productSlot,
  readMembership,
  readNameSlot,
} from "../history/storage.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { ledgerInterface } from "../ledger/abi.ts";
import { type Duty, duties, type MemberStatus, memberStatuses } from "../lifecycle/vocabulary.ts";
import { wordsOf } from "../lifecycle/words.ts";
import { logsOf } from "./logs.ts";
import { addressOf, numberIn } from "./targets.ts";

/** A member, as the ledger stores it. */
export interface Member {
  readonly member: number;
  readonly organisation: number;
  readonly account: Hex;
  readonly duties: readonly Duty[];
  readonly status: MemberStatus;
}

/**
 * Who an account or a member's number stands for.
 *
 * @param connection - the connection
 * @param who - an account's address, or a member's number
 * @returns the member, or `undefined` if there is none
 */
export async function member(connection: Connection, who: string | number): Promise<Member | undefined> {
  const account = typeof who === "string" ? addressOf("who", who) : await accountOf(connection, who);
  return memberIn(await readSlot(connection, membershipSlot(account)), account);
}

/** What the word of an account's membership says; `undefined` where the account never was a member's. */
export function memberIn(word: Hex, account: Hex): Member | undefined {
  const { member, organisation, duties: held, status } = readMembership(word);
  const name = memberStatuses[status];
  if (name === undefined || name === "none") return undefined;
  return { member, organisation, account, duties: wordsOf(duties, held), status: name };
}

async function accountOf(connection: Connection, number: number): Promise<Hex> {
  return accountIn(await readSlot(connection, accountSlot(numberIn("who", number, 0xffffff))));
}

/** The account in the word that a member's number leads to. */
export const accountIn = (word: Hex): Hex => `0x${word.slice(26)}`;

/**
 * The name under which an organisation was admitted.
 *
 * @returns the name, or `undefined` if there is no such organisation
 */
export async function organisationName(connection: Connection, organisation: number): Promise<string | undefined> {
  const known = connection.names.get(organisation);
  if (known !== undefined) return known;
  const event = ledgerInterface.getEvent("OrganisationAdmitted");
  const logs = await attempt(connection, () =>
    connection.provider.getLogs({
      address: connection.ledger,
      topics: [event.topicHash, toBeHex(organisation, 32)],
      fromBlock: connection.deployment.block,
    }),
  );
  const [log] = logs;
  if (log === undefined) return undefined;
  const name = printable(nameIn(log));
  connection.names.set(organisation, name);
  return name;
}

/** The names of all organisations that were admitted, by their numbers, in one query. */
export async function organisationNames(connection: Connection, asOf: AsOf): Promise<ReadonlyMap<number, string>> {
  const { topicHash } = ledgerInterface.getEvent("OrganisationAdmitted");
  for (const log of await logsOf(connection, [topicHash], asOf)) {
    connection.names.set(Number(log.topics[1]), printable(nameIn(log)));
  }
  return connection.names;
}

/** The council chose the bytes: what is no UTF-8 is shown with replacement characters, and stops no reader. */
function nameIn(log: Log): string {
  const [, bytes] = AbiCoder.defaultAbiCoder().decode(["uint8", "bytes"], log.data);
  return new TextDecoder().decode(getBytes(bytes));
}

/**
 * The name that an organisation gave a place.
 *
 * @param organisation - its number
 * @param place - the place's number, as entries hold it
 * @returns the name, or `undefined` if it was never named
 */
export async function placeName(
  connection: Connection,
  organisation: number,
  place: number,
): Promise<string | undefined> {
  const key = `${organisation}/${place}`;
  const known = connection.places.get(key);
  if (known !== undefined) return known;
  const name = await nameAt(connection, placeSlot(organisation, place));
  if (name !== undefined) connection.places.set(key, name);
  return name;
}

/** A name in storage, of a product or a place; `undefined` where there is none. */
export async function nameAt(connection: Connection, slot: Hex, block?: number): Promise<string | undefined> {
  const word = await readSlot(connection, slot, block);
  if (BigInt(word) === 0n) return undefined;
  const read = readNameSlot(slot, word);
  if ("bytes" in read) return textOf(getBytes(read.bytes));
  const words = await readSlots(connection, read.slots, block);
  return textOf(getBytes(concat(words)).subarray(0, read.length));
}

/** Of a product, by its number. */
export function productName(connection: Connection, number: number, block?: number): Promise<string | undefined> {
  return nameAt(connection, offsetSlot(productSlot(number), 3), block);
}

/**
 * A short text in a word. The ledger takes any 1 to 32 bytes: what is no UTF-8 is shown with replacement characters, and
 * stops no reader.
 */
export function textIn(word: string): string {
  const bytes = getBytes(word);
  const end = bytes.indexOf(0);
  return textOf(end < 0 ? bytes : bytes.subarray(0, end));
}

function textOf(bytes: Uint8Array): string {
  return printable(new TextDecoder().decode(bytes));
}

/** Others chose the text: its control characters must not write on a terminal what the ledger does not say. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "\ufffd");
}
