import { type Connection, latestBlock, readSlot, readSlots } from "../connection/connection.ts";
import { RequestFailed } from "../errors/chain.ts";
import {
  countsSlot,
  haltedSlot,
  isHalted,
  organisationSlot,
  readCounts,
  readOrganisation,
} from "../history/storage.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { type Role, roles } from "../lifecycle/vocabulary.ts";
import { wordsOf } from "../lifecycle/words.ts";
import { organisationNames } from "./names.ts";
import { readManySlots } from "./slots.ts";

/** An organisation, as the ledger stores it. */
export interface Organisation {
  readonly organisation: number;
  /** The name under which it was admitted; `undefined` where the node does not answer for events so far back. */
  readonly name: string | undefined;
  readonly roles: readonly Role[];
  /** Whether the council suspended it: none of its members can write. */
  readonly suspended: boolean;
  /** The last second at which it may enrol existing stock (存量); `undefined` where the council gave it no such time. */
  readonly onboardingUntil: number | undefined;
}

/**
 * Lists the organisations that the council admitted, in the order of their numbers.
 *
 * @param connection - the connection
 * @returns the organisations, as of the newest block
 * @throws `ChainUnreachable`
 *
 * @example
 * const hospitals = (await m.organisations()).filter(({ roles }) => roles.includes("hospital"));
 */
export async function organisations(connection: Connection): Promise<readonly Organisation[]> {
  const asOf = await latestBlock(connection);
  const [counts] = await readSlots(connection, [countsSlot], asOf.block);
  const numbers = Array.from({ length: readCounts(counts as Hex).organisations }, (_, index) => index + 1);
  return organisationsAt(connection, numbers, asOf);
}

/** The number that the next organisation will be admitted under. */
export async function nextOrganisation(connection: Connection): Promise<number> {
  const next = readCounts(await readSlot(connection, countsSlot)).organisations + 1;
  // Numbers whose bit would be the pause's are left out.
  return next % 256 === 0 ? next + 1 : next;
}

/** Those of these numbers that there are: some are left out, as the bits that would stand for them are the pause's. */
export async function organisationsAt(
  connection: Connection,
  numbers: readonly number[],
  asOf: AsOf,
): Promise<readonly Organisation[]> {
  const [words, halted] = await Promise.all([
    readManySlots(connection, numbers.map(organisationSlot), asOf.block),
    readManySlots(connection, numbers.map(haltedSlot), asOf.block),
  ]);
  const names = await organisationNames(connection, asOf).catch((error: unknown) => {
    if (error instanceof RequestFailed) return connection.names;
    throw error;
  });
  return numbers.flatMap((organisation, index) => {
    const stored = readOrganisation(words[index] as Hex);
    if (stored.roles === 0) return [];
    return [
      {
        organisation,
        name: names.get(organisation),
        roles: wordsOf(roles, stored.roles),
        suspended: isHalted(halted[index] as Hex, organisation),
        onboardingUntil: stored.onboardingUntil || undefined,
      },
    ];
  });
}
