import type { Log } from "ethers";
import { type Actor, type Call, encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { UnexpectedResult } from "../errors/chain.ts";
import type { LoggedEntry } from "../history/types.ts";
import { type Action, actions } from "../lifecycle/vocabulary.ts";
import type { Time } from "../verbs/values.ts";
import { checkParameters, type ParametersOf, type Verb } from "../verbs/verb.ts";
import { assetFor } from "./assets.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { placeFor } from "./places.ts";
import { headSeen, onSeenHead } from "./seen.ts";

/** A mined entry, with the transaction that recorded it. */
export type Recorded = LoggedEntry & Mined;

/** What every step on an asset needs: a code, and what any step may say about itself. */
export type StepParameters = ClaimParameters & { readonly code: string };

/** A verb as the ledger takes it, with its description. */
export interface Definition<V extends Verb, R> extends WriteDefinition<ParametersOf<V>, R> {
  readonly verb: V;
}

type Encode<V> = (actor: Actor, parameters: ParametersOf<V>) => Promise<Call> | Call;

/** The entry that a write is about: its last one. */
export function lastEntry(mined: Mined): Recorded {
  const entry = mined.entries.at(-1);
  if (entry === undefined) throw new UnexpectedResult({ en: "an entry", zh: "记录" });
  return { ...entry, ...mined };
}

/** The result of a write that has no more to say than that it was mined. */
export function mined(result: Mined): Mined {
  return result;
}

/**
 * Defines a write: what breaks a rule of the verb's description is told before anything is read.
 *
 * @param verb - its description
 * @param encode - makes the call of parameters that were checked
 * @param more - how its result is read, by default the last entry; whether it brings entries up to the newest
 */
export function write<V extends Verb>(
  verb: V,
  encode: Encode<V>,
  more?: { readonly replays: true },
): Definition<V, Recorded>;
export function write<V extends Verb, R>(
  verb: V,
  encode: Encode<V>,
  more: { readonly read: (mined: Mined, logs: readonly Log[]) => R },
): Definition<V, R>;
export function write<V extends Verb>(verb: V, encode: Encode<V>, more: object = {}): Definition<V, unknown> {
  return {
    read: lastEntry,
    ...more,
    verb,
    encode: (actor, parameters) => {
      checkParameters(verb, parameters);
      return encode(actor, parameters);
    },
  };
}

/**
 * A step that the ledger's `record` takes.
 *
 * @param verb - its description; its name is the action's
 * @param said - its own `value` and `until`, from its parameters
 */
export function step<V extends Verb<Action>>(
  verb: V,
  said: (parameters: ParametersOf<V>) => { readonly value?: number; readonly until?: Time | undefined } = () => ({}),
): Definition<V, Recorded> {
  const action: Action = verb.name;
  return write(verb, async (actor, parameters) => {
    // What is wrong is told before anything is read.
    const { code, expected, ...own } = parameters as object as StepParameters;
    const claim = claimOf({ expected, ...own }, said(parameters));
    const asset = await assetFor(actor, code, action);
    const seen = onSeenHead.has(action) ? await headSeen(actor, asset, expected) : undefined;
    return {
      data: encode("record", [
        actions.indexOf(action),
        asset,
        seen === undefined ? claim : { ...claim, expected: seen },
      ]),
    };
  });
}

/** The same, of a step that says a place. A place that the organisation has not named yet is named in the same transaction. */
export function placedStep<V extends Verb<Action>>(verb: V): Definition<V, Recorded> {
  const action: Action = verb.name;
  return write(verb, async (actor, parameters) => {
    const { code, place, ...own } = parameters as object as StepParameters & { readonly place?: string };
    const claim = claimOf(own);
    const { value, before } = await placeFor(actor, place);
    const asset = await assetFor(actor, code, action);
    return { data: encode("record", [actions.indexOf(action), asset, { ...claim, value }]), before };
  });
}
