import type { Connection } from "../client/connection.ts";
import type { Entry } from "../history/types.ts";
import { means, outcomes, refusalReasons } from "../lifecycle/vocabulary.ts";
import { placeName } from "./names.ts";

/**
 * What an entry's `value` says, in words: a place, an outcome, a reason, means.
 *
 * @returns `undefined` where it says nothing; a place that was never named by its number
 */
export async function note(connection: Connection, entry: Entry): Promise<string | undefined> {
  if (entry.value === 0) return undefined;
  switch (entry.action) {
    case "use":
    case "store":
    case "move":
      return (await placeName(connection, entry.organisation, entry.value)) ?? `place ${entry.value}`;
    case "maintain":
      return inWords(outcomes[entry.value]);
    case "refuse":
      return inWords(refusalReasons[entry.value]);
    case "dispose":
      return inWords(means[entry.value]);
    default:
      return undefined;
  }
}

/** A word of the vocabulary as a person writes it: "medicalWaste" as "medical waste". */
export function inWords(word: string | undefined): string {
  return (word ?? "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
