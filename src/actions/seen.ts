import { type Connection, readSlot, readSlots } from "../connection/connection.ts";
import type { Actor } from "../connection/write.ts";
import { ChangedSinceSeen } from "../errors/chain.ts";
import { offsetSlot, readCustody, readStatus, statusSlot } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";
import { type Action, assetStates, type Terms, terms } from "../lifecycle/vocabulary.ts";
import { ownOrganisation } from "./targets.ts";

/** What somebody saw of goods that another organisation sends, and that must still be so. */
export interface SeenParameters {
  /** On which terms they are offered; "returned" where they are sent back. */
  readonly terms?: Terms | undefined;
  /** How many base units they are. */
  readonly quantity?: bigint | undefined;
  /** The number of the organisation that sends them. */
  readonly from?: number | undefined;
}

/** Steps whose meaning another organisation can change: they name the head that they build on. */
export const onSeenHead: ReadonlySet<Action> = new Set<Action>(["take", "decline", "confirmRemedy"]);

/** Goods that another organisation sends, as they stand. */
export interface Seen {
  /** Commits to all of it: whoever signs with it signs for nothing else. */
  readonly head: Hex;
  readonly terms: Terms;
  readonly quantity: bigint;
  readonly from: number;
}

/** Reads, at once, what is on its way; `undefined` of what is not. */
export async function seenNow(connection: Connection, asset: Hex): Promise<Seen | undefined> {
  const slot = statusSlot("asset", asset);
  const [statusWord, custodyWord] = (await readSlots(connection, [slot, offsetSlot(slot, 1)])) as [Hex, Hex];
  const [status, custody] = [readStatus(statusWord), readCustody(custodyWord)];
  if (assetStates[status.state] !== "inTransit") return undefined;
  // Under a requisition nothing is offered: what comes is owned.
  const offered = custody.offeredTerms === 0 ? "owned" : (terms[custody.offeredTerms] as Terms);
  return { head: status.head, terms: offered, quantity: custody.quantity, from: custody.custodian };
}

/**
 * The head that a step builds on whose meaning another organisation could change: what the caller saw, or the present one. Head
 * and custody are read at once, so that what is signed is what was compared.
 *
 * @param asset - the asset's id
 * @param expected - the head that the caller saw; by default, the present one
 * @param seen - what the caller saw beside it
 * @returns the head; `undefined` of what is not on the ledger
 * @throws {@link ChangedSinceSeen} when something is otherwise than it was seen
 */
export async function headSeen(
  { connection }: Actor,
  asset: Hex,
  expected: Hex | undefined,
  seen: SeenParameters = {},
): Promise<Hex | undefined> {
  const asserted = (["terms", "quantity", "from"] as const).filter((field) => seen[field] !== undefined);
  if (asserted.length === 0) return expected ?? headOf(connection, asset);
  const present = await seenNow(connection, asset);
  for (const field of asserted) {
    if (seen[field] !== present?.[field]) {
      throw new ChangedSinceSeen(
        field,
        String(seen[field]),
        present === undefined ? NOT_COMING : String(present[field]),
      );
    }
  }
  return expected ?? present?.head;
}

const NOT_COMING = { en: "not on its way", zh: "不在途中" };

/** An asset's head; `undefined` of what is not on the ledger. */
async function headOf(connection: Connection, asset: Hex): Promise<Hex | undefined> {
  const { state, head } = readStatus(await readSlot(connection, statusSlot("asset", asset)));
  return state === 0 ? undefined : head;
}

/**
 * The same for who decides on another organisation's goods: those of the custodian itself, of whom several may sign at once, name
 * a head only where they want to.
 */
export async function headSeenFromOutside(
  actor: Actor,
  asset: Hex,
  expected: Hex | undefined,
): Promise<Hex | undefined> {
  if (expected !== undefined) return expected;
  const { custodian } = readCustody(await readSlot(actor.connection, offsetSlot(statusSlot("asset", asset), 1)));
  return custodian === (await ownOrganisation(actor)) ? undefined : headSeen(actor, asset, undefined);
}
