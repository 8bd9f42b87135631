import { type Connection, latestBlock, readSlots } from "../connection/connection.ts";
import { UnknownOrganisation } from "../errors/refusals/organisations.ts";
import { appointmentSlot, countsSlot, readAppointment, readCounts } from "../history/storage.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { type Duty, duties } from "../lifecycle/vocabulary.ts";
import { wordsOf } from "../lifecycle/words.ts";
import { type Organisation, organisationsAt } from "./organisations.ts";
import { type Policy, policyAt } from "./policy.ts";
import { readManySlots } from "./slots.ts";
import { organisationOf } from "./targets.ts";

/** That an organisation lets another one act on its assets (委托). */
export interface Appointment {
  /** The number of the organisation that was appointed. */
  readonly provider: number;
  readonly duties: readonly Duty[];
  /** The last second of it; it may be over. */
  readonly until: number;
}

/** An organisation, with what it and the regulators decided. */
export interface OrganisationInFull extends Organisation {
  readonly policy: Policy;
  /** Whom it appointed, those whose time is over included. */
  readonly appointments: readonly Appointment[];
  readonly asOf: AsOf;
}

/**
 * Reads an organisation: its name, roles, whether it is suspended, until when it may enrol existing stock, how it decides,
 * and whom it appointed. Its members are what `m.members` lists.
 *
 * @param connection - the connection
 * @param organisation - its number
 * @returns the organisation, as of the newest block
 * @throws {@link UnknownOrganisation} when there is none of that number, `InvalidInput` when it is no number
 *
 * @example
 * const { name, roles, policy } = await m.organisation(1);
 */
export async function organisation(connection: Connection, organisation: number): Promise<OrganisationInFull> {
  organisationOf("organisation", organisation);
  const asOf = await latestBlock(connection);
  const [found] = await organisationsAt(connection, [organisation], asOf);
  if (found === undefined) throw new UnknownOrganisation({ organisation });
  const [policy, appointments] = await Promise.all([
    policyAt(connection, organisation, asOf.block),
    appointmentsOf(connection, organisation, asOf.block),
  ]);
  return { ...found, policy, appointments, asOf };
}

async function appointmentsOf(connection: Connection, organisation: number, block: number) {
  const [counts] = await readSlots(connection, [countsSlot], block);
  const providers = Array.from({ length: readCounts(counts as Hex).organisations }, (_, index) => index + 1);
  const slots = providers.map((provider) => appointmentSlot(organisation, provider));
  const words = await readManySlots(connection, slots, block);
  return providers.flatMap((provider, index): Appointment[] => {
    const stored = readAppointment(words[index] as Hex);
    return stored.duties === 0 ? [] : [{ provider, duties: wordsOf(duties, stored.duties), until: stored.until }];
  });
}
