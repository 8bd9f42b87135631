import { attempt, type Connection } from "../connection/connection.ts";
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
 * @param connection - the connection
 * @param entry - the entry
 * @param language - English, `en`, by default, or Chinese, `zh`
 * @returns `undefined` where it says nothing; a place that was never named by its number
 */
export async function describe(
  connection: Connection,
  entry: Entry,
  language: keyof Phrase = "en",
): Promise<string | undefined> {
  const { organisations, place } = namedIn(entry);
  const names = new Map<number, string | undefined>();
  for (const organisation of organisations) names.set(organisation, await nameOf(connection, organisation));
  const itsPlace = place === undefined ? undefined : await placeName(connection, entry.organisation, place);
  const said = wordingOf(entry, {
    organisation: (number) => sameInBoth(names.get(number)) ?? { en: `organisation ${number}`, zh: `机构 ${number}` },
    place: (number) => sameInBoth(itsPlace) ?? { en: `place ${number}`, zh: `地点 ${number}` },
  });
  const units: Phrase = { en: `${entry.quantity} units`, zh: `${entry.quantity} 个最小单位` };
  const all = [...(measured.has(entry.action) ? [units] : []), ...(said === undefined ? [] : [said])];
  return all.map((phrase) => phrase[language]).join(language === "en" ? ", " : "，") || undefined;
}

/** A name is the same in every language. */
const sameInBoth = (name: string | undefined): Phrase | undefined =>
  name === undefined ? undefined : { en: name, zh: name };

function nameOf(connection: Connection, organisation: number): Promise<string | undefined> {
  return attempt(connection, () => organisationName(connection, organisation)).catch(() => undefined);
}
