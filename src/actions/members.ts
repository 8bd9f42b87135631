import { type Connection, latestBlock, readSlots } from "../connection/connection.ts";
import { accountSlot, countsSlot, membershipSlot, readCounts } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { accountIn, type Member, memberIn } from "./names.ts";
import { readManySlots } from "./slots.ts";
import { organisationOf } from "./targets.ts";

/**
 * Lists the members, in the order of their numbers, by what the ledger stores: no log is needed.
 *
 * @param connection - the connection
 * @param organisation - the number of the organisation whose members are listed; left out for all
 * @returns the members as of the newest block, with their present accounts, those suspended or revoked included
 * @throws `InvalidInput` when the organisation is no number
 *
 * @example
 * const administrators = (await m.members(1)).filter(({ duties }) => duties.includes("administer"));
 */
export async function members(connection: Connection, organisation?: number): Promise<readonly Member[]> {
  if (organisation !== undefined) organisationOf("organisation", organisation);
  const { block } = await latestBlock(connection);
  const [counts] = await readSlots(connection, [countsSlot], block);
  const numbers = Array.from({ length: readCounts(counts as Hex).members }, (_, index) => index + 1);
  const accounts = (await readManySlots(connection, numbers.map(accountSlot), block)).map(accountIn);
  const words = await readManySlots(connection, accounts.map(membershipSlot), block);
  return words
    .map((word, index) => memberIn(word, accounts[index] as Hex))
    .filter((one) => one !== undefined)
    .filter((one) => organisation === undefined || one.organisation === organisation);
}
