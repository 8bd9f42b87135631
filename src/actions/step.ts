import { encode, type Mined, type WriteDefinition } from "../client/write.ts";
import { UnexpectedResult } from "../errors/chain.ts";
import type { LoggedEntry } from "../history/types.ts";
import { type Action, actions } from "../lifecycle/vocabulary.ts";
import { assetFor } from "./assets.ts";
import { type ClaimParameters, claimOf, type Time } from "./claim.ts";

/** A mined entry, with the transaction that recorded it. */
export type Recorded = LoggedEntry & Mined;

/** What every step on an asset needs. */
export interface StepParameters extends ClaimParameters {
  /**
   * The item's code, in any form; of a parcel, its id, or a code with its lot or product, which names the only parcel of it
   * that the actor's organisation has and the step can be done with.
   */
  readonly code: string;
}

/** The entry that a write is about: its last one. */
export function lastEntry(mined: Mined): Recorded {
  const entry = mined.entries.at(-1);
  if (entry === undefined) throw new UnexpectedResult("an entry");
  return { ...entry, ...mined };
}

/**
 * A step that the ledger's `record` takes.
 *
 * @param action - the action
 * @param said - its own `value` and `until`, from its parameters
 */
export function step<P extends StepParameters>(
  action: Action,
  said: (parameters: P) => { readonly value?: number; readonly until?: Time | undefined } = () => ({}),
): WriteDefinition<P, Recorded> {
  return {
    encode: async (actor, parameters) => {
      const claim = claimOf(parameters, said(parameters));
      const asset = await assetFor(actor, parameters.code, action);
      return { data: encode("record", [actions.indexOf(action), asset, claim]) };
    },
    read: lastEntry,
  };
}
