import { isAddress, isHexString } from "ethers";
import { readSlot } from "../connection/connection.ts";
import type { Actor } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { UnknownAccount } from "../errors/refusals/access.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { requisitionId } from "../history/ids.ts";
import { membershipSlot, readMembership } from "../history/storage.ts";
import type { Hex } from "../history/types.ts";

/**
 * A requisition's id.
 *
 * @param named - its id, or an organisation's own reference; `of` says whose, by default the actor's
 * @throws {@link UnknownAccount} when a reference is given by somebody who belongs to no organisation
 */
export async function requisitionOf(
  actor: Actor,
  { requisition, of }: { readonly requisition: string; readonly of?: number | undefined },
): Promise<Hex> {
  if (isHexString(requisition, 32)) return requisition.toLowerCase() as Hex;
  return requisitionId(of ?? (await ownOrganisation(actor)), requisition);
}

/**
 * The number of the actor's organisation.
 *
 * @throws {@link UnknownAccount} when the actor belongs to none
 */
export async function ownOrganisation(actor: Actor): Promise<number> {
  const account = (await actor.signer.getAddress()) as Hex;
  const { organisations } = actor.connection;
  const known = organisations.get(account);
  if (known !== undefined) return known;
  const { organisation } = readMembership(await readSlot(actor.connection, membershipSlot(account)));
  if (organisation === 0) throw new UnknownAccount({ account });
  organisations.set(account, organisation);
  return organisation;
}

/**
 * An account's address.
 *
 * @throws {@link InvalidInput} when it is none, or its checksum is wrong
 */
export function addressOf(field: string, account: string): Hex {
  if (!isAddress(account)) throw new InvalidInput(field, account, rule(must.accountAddress));
  return account as Hex;
}

/**
 * A number of an organisation, a member and the like.
 *
 * @throws {@link InvalidInput} when it is no whole number from 0 to `max`
 */
export function numberIn(field: string, value: number, max: number): number {
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new InvalidInput(field, value, rule(must.wholeFrom, { min: 0, max }));
  }
  return value;
}

/** The number of an organisation; 0 for none. */
export function organisationOf(field: string, value: number): number {
  return numberIn(field, value, 0xffffff);
}
