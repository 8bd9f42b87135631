import { attempt, type Connection } from "../client/connection.ts";
import type { Entry } from "../history/types.ts";
import { namedIn, wordingOf } from "../history/wording.ts";
import type { Phrase } from "../lifecycle/names.ts";
import type { Action } from "../lifecycle/vocabulary.ts";
import { organisationName, placeName } from "./names.ts";

/** The actions whose quantity is worth a word: it is not all that the asset holds. */
const measured: ReadonlySet<Action> = new Set(["commission", "declare", "split", "undo", "dispense"] as const);

/**
 * What an entry says beside its action and state, in words: a quantity, a place, an outcome, a reason, means, to whom and on
 * which terms; and what is not on the ledger: a supplier, a manufacturer.
 *
 * @returns `undefined` where it says nothing; a place that was never named by its number
 */
export async function describe(connection: Connection, entry: Entry): Promise<string | undefined> {
  const { organisations, place } = namedIn(entry);
  const names = new Map<number, string>();
  for (const organisation of organisations) names.set(organisation, await nameOf(connection, organisation));
  const itsPlace = place === undefined ? undefined : await placeName(connection, entry.organisation, place);
  const said = wordingOf(entry, {
    organisation: (number) => sameInBoth(names.get(number) ?? `organisation ${number}`),
    place: (number) => sameInBoth(itsPlace ?? `place ${number}`),
  });
  const units = measured.has(entry.action) ? [`${entry.quantity} units`] : [];
  return [...units, ...(said === undefined ? [] : [said.en])].join(", ") || undefined;
}

/** A name is the same in every language. */
const sameInBoth = (name: string): Phrase => ({ en: name, zh: name });

async function nameOf(connection: Connection, organisation: number): Promise<string> {
  const name = await attempt(connection, () => organisationName(connection, organisation)).catch(() => undefined);
  return name ?? `organisation ${organisation}`;
}
