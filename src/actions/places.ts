import type { Actor } from "../connection/write.ts";
import { placeNumber } from "../history/ids.ts";
import { encode } from "../ledger/encode.ts";
import { placeName } from "./names.ts";
import { ownOrganisation } from "./targets.ts";

/** A place as a step says it: its number, and the call that names it, which comes before where it has no name yet. */
export async function placeFor(
  actor: Actor,
  place: string | undefined,
): Promise<{ readonly value: number; readonly before: readonly string[] }> {
  if (place === undefined) return { value: 0, before: [] };
  const value = placeNumber(place);
  const name = await placeName(actor.connection, await ownOrganisation(actor), value);
  return { value, before: name === place ? [] : [encode("namePlace", [place])] };
}
