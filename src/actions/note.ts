import type { Connection } from "../client/connection.ts";
import type { Entry } from "../history/types.ts";
import { means, outcomes, productKinds, quarantineReasons, refusalReasons } from "../lifecycle/vocabulary.ts";
import { placeName } from "./names.ts";

/**
 * What an entry's `value` says, in words: a place, an outcome, a reason, means; of a product, what it is.
 *
 * @returns `undefined` where it says nothing; a place that was never named by its number
 */
export async function note(connection: Connection, entry: Entry): Promise<string | undefined> {
  if (entry.kind === "product") return describeProduct(entry.quantity);
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
    case "quarantine":
      return inWords(quarantineReasons[entry.value]);
    case "dispose":
      return inWords(means[entry.value]);
    default:
      return undefined;
  }
}

/** What a registration says of its product, from the lowest bit: kind 8 · risk class 8 · single use 8. */
function describeProduct(description: bigint): string {
  const kind = inWords(productKinds[Number(description & 0xffn)]);
  const singleUse = description >> 16n === 0n ? "" : ", single use";
  return `${kind}, risk class ${(description >> 8n) & 0xffn}${singleUse}`;
}

/** A word of the vocabulary as a person writes it: "medicalWaste" as "medical waste". */
export function inWords(word: string | undefined): string {
  return (word ?? "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
