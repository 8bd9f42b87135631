import { type Connection, latestBlock, readSlots } from "../client/connection.ts";
import { canonicalItem } from "../codes/canonical.ts";
import { itemId } from "../history/ids.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { haltedSlot, offsetSlot, readCustody, readStatus, rolesSlot, statusSlot } from "../ledger/storage.ts";
import { type AssetState, assetStates, roles } from "../lifecycle/vocabulary.ts";
import { wordsOf } from "../lifecycle/words.ts";
import { readCode } from "./targets.ts";

/** Why an item may not be used now. */
export type Reason =
  /** The ledger has no such item. */
  | "unknown"
  /** It is on its way, and nobody has accepted it. */
  | "inTransit"
  /** Its custodian is no hospital: it was not delivered to one. */
  | "notAtHospital"
  /** It is quarantined. */
  | "quarantined"
  /** It is faulty. */
  | "faulty"
  /** It was repaired, but not released by another member. */
  | "notReinstated"
  /** Its scrapping was requested or approved. */
  | "scrapRequested"
  | "scrapApproved"
  /** Its life has ended. */
  | "disposed"
  | "consumed"
  /** Its custodian is suspended. */
  | "custodianSuspended"
  /** The ledger is paused. */
  | "ledgerPaused";

/** May it be used now, and if not, why? */
export interface CheckResult {
  readonly code: string;
  readonly subject: Hex;
  readonly usable: boolean;
  /** Every reason against it; none when usable. */
  readonly reasons: readonly Reason[];
  /** `undefined` when the ledger has no such item. */
  readonly state: AssetState | undefined;
  /** The number of the organisation that holds it. */
  readonly custodian: number | undefined;
  /** The number of the organisation that owns it. */
  readonly owner: number | undefined;
  readonly asOf: AsOf;
}

const reasonsByState: Partial<Record<AssetState, Reason>> = {
  inTransit: "inTransit",
  faulty: "faulty",
  repaired: "notReinstated",
  scrapRequested: "scrapRequested",
  scrapApproved: "scrapApproved",
  disposed: "disposed",
  consumed: "consumed",
};

/**
 * Answers the question that is asked most: may I use this now, and if not, why?
 *
 * @param connection - the connection
 * @param code - the item's code, in any form, with its serial
 * @returns the answer as of the newest block, with every reason against it
 * @throws `MissingSerial` when the code names no single item
 *
 * @example
 * const { usable, reasons } = await m.check("(01)09521234543213(21)P-0001");
 */
export async function check(connection: Connection, code: string): Promise<CheckResult> {
  const parsed = readCode(code);
  const [subject, canonical] = [itemId(parsed), canonicalItem(parsed)];
  const asOf = await latestBlock(connection);
  const slot = statusSlot("asset", subject);
  const [status, custodyWord] = await readSlots(connection, [slot, offsetSlot(slot, 1)], asOf.block);
  const { quarantined, ...read } = readStatus(status as Hex);
  const state = assetStates[read.state];
  if (state === undefined || state === "none") {
    const nothing = { state: undefined, custodian: undefined, owner: undefined };
    return { code: canonical, subject, usable: false, reasons: ["unknown"], ...nothing, asOf };
  }

  const { custodian, owner } = readCustody(custodyWord as Hex);
  const keys = [rolesSlot(custodian), haltedSlot(custodian)];
  const [rolesWord, haltedWord] = await readSlots(connection, keys, asOf.block);
  const halted = BigInt(haltedWord as Hex);
  const reasons: Reason[] = [];
  const byState = reasonsByState[state];
  if (byState !== undefined) reasons.push(byState);
  if (quarantined) reasons.push("quarantined");
  if (!wordsOf(roles, Number(BigInt(rolesWord as Hex))).includes("hospital")) reasons.push("notAtHospital");
  if (((halted >> BigInt(custodian & 0xff)) & 1n) === 1n) reasons.push("custodianSuspended");
  if ((halted & 1n) === 1n) reasons.push("ledgerPaused");
  return { code: canonical, subject, usable: reasons.length === 0, reasons, state, custodian, owner, asOf };
}
