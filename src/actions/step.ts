import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { UnexpectedResult } from "../errors/chain.ts";
import type { LoggedEntry } from "../history/types.ts";
import { type Action, actions } from "../lifecycle/vocabulary.ts";
import { assetFor } from "./assets.ts";
import { type ClaimParameters, claimOf, type Time } from "./claim.ts";
import { placeFor } from "./places.ts";
import { headSeen, onSeenHead } from "./seen.ts";

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
      // What is wrong is told before anything is read.
      const claim = claimOf(parameters, said(parameters));
      const asset = await assetFor(actor, parameters.code, action);
      const expected = onSeenHead.has(action) ? await headSeen(actor, asset, parameters.expected) : undefined;
      return {
        data: encode("record", [
          actions.indexOf(action),
          asset,
          expected === undefined ? claim : { ...claim, expected },
        ]),
      };
    },
    read: lastEntry,
  };
}

/** What a step needs that says a place. */
export interface PlacedParameters extends StepParameters {
  /** Where, 1 to 96 bytes of UTF-8. A place that the organisation has not named yet is named in the same transaction. */
  readonly place?: string | undefined;
}

/** A step that the ledger's `record` takes, and that says a place. */
export function placedStep<P extends PlacedParameters>(action: Action): WriteDefinition<P, Recorded> {
  return {
    encode: async (actor, parameters) => {
      const claim = claimOf(parameters);
      const { value, before } = await placeFor(actor, parameters.place);
      const asset = await assetFor(actor, parameters.code, action);
      return { data: encode("record", [actions.indexOf(action), asset, { ...claim, value }]), before };
    },
    read: lastEntry,
  };
}
