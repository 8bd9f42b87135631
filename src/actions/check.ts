import { isHexString } from "ethers";
import { canonicalItem } from "../codes/canonical.ts";
import { type Connection, readSlots } from "../connection/connection.ts";
import { itemId } from "../history/ids.ts";
import { type OpenRecall, openRecall } from "../history/recalls.ts";
import {
  batchSlot,
  haltedSlot,
  isHalted,
  offsetSlot,
  organisationSlot,
  productSlot,
  readBatch,
  readCare,
  readCustody,
  readOrganisation,
  readProduct,
  readRequisition,
  readStatus,
  statusSlot,
} from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { AsOf, Hex } from "../history/types.ts";
import { type AssetState, assetStates, roles, type Terms, terms } from "../lifecycle/vocabulary.ts";
import { wordsOf } from "../lifecycle/words.ts";
import { atOneBlock } from "./atOneBlock.ts";
import { productName } from "./names.ts";

/** Why an asset may not be used now. */
export type Reason =
  /** The ledger has no such item. */
  | { readonly code: "unknown" }
  /** It was recalled before it came onto the ledger, and has not come. */
  | { readonly code: "notEntered" }
  /** It was enrolled or accepted, and a second person has not confirmed it. */
  | { readonly code: "notConfirmed" }
  /** It is on its way. `to` is an organisation's number, `until` the last second to take what was offered or sent back. */
  | { readonly code: "inTransit"; readonly to: number | undefined; readonly until: number | undefined }
  /** Its custodian is no hospital. */
  | { readonly code: "notAtHospital" }
  | { readonly code: "quarantined" }
  /** It, its batch or its product is recalled, and it was not remedied since. */
  | ({ readonly code: "recalled" } & OpenRecall)
  /** Its product needs a calibration (强检), and none holds: the last one ended, or reaches further than its interval allows. */
  | { readonly code: "calibrationLapsed"; readonly until: number | undefined }
  /** Its lot expired: `expiry` was its last second. */
  | { readonly code: "expired"; readonly expiry: number }
  | { readonly code: "faulty" }
  /** It was repaired, but not released by another member. */
  | { readonly code: "notReinstated" }
  | { readonly code: "scrapRequested" }
  | { readonly code: "scrapApproved" }
  | { readonly code: "disposed" }
  | { readonly code: "consumed" }
  | { readonly code: "custodianSuspended" }
  | { readonly code: "ledgerPaused" };

/** May it be used now, and if not, why? */
export interface CheckResult {
  /** In its one form; the id, where that was given. */
  readonly code: string;
  readonly subject: Hex;
  /** What its product is called; `undefined` when the ledger has no such item. */
  readonly productName: string | undefined;
  readonly usable: boolean;
  /** Every reason against it; none when usable. */
  readonly reasons: readonly Reason[];
  /** `undefined` when the ledger has no such item. */
  readonly state: AssetState | undefined;
  /** The number of the organisation that holds it. */
  readonly custodian: number | undefined;
  /** The number of the organisation that owns it. */
  readonly owner: number | undefined;
  /** On which terms the custodian has it. */
  readonly terms: Terms | undefined;
  /** The last second at which its calibration (强检) holds; `undefined` where it has none. */
  readonly calibratedUntil: number | undefined;
  /** How many base units a parcel holds; `undefined` of an item. */
  readonly quantity: bigint | undefined;
  /** The last second at which a parcel is usable; `undefined` of an item. */
  readonly expiry: number | undefined;
  /** The recalls of it, of its batch and of its product that are open. */
  readonly recalls: readonly OpenRecall[];
  readonly asOf: AsOf;
}

const reasonsByState = {
  announced: "notEntered",
  inspected: "notConfirmed",
  faulty: "faulty",
  repaired: "notReinstated",
  scrapRequested: "scrapRequested",
  scrapApproved: "scrapApproved",
  disposed: "disposed",
  consumed: "consumed",
} as const satisfies Partial<Record<AssetState, Reason["code"]>>;

/**
 * Answers the question that is asked most: may I use this now, and if not, why?
 *
 * @param connection - the connection
 * @param code - the item's code, in any form, with its serial; or the id of an item or a parcel
 * @returns the answer as of the newest block, with every reason against it
 * @throws `MissingSerial` when the code names no single item
 *
 * @example
 * const { usable, reasons } = await m.check("(01)09521234543213(21)P-0001");
 */
export async function check(connection: Connection, code: string): Promise<CheckResult> {
  const { subject, canonical } = named(code);
  return atOneBlock(connection, subject, (asOf) => checkAt(connection, subject, canonical, asOf));
}

async function checkAt(connection: Connection, subject: Hex, canonical: string, asOf: AsOf): Promise<CheckResult> {
  const slot = statusSlot("asset", subject);
  const words = await readSlots(
    connection,
    [0, 1, 2, 3].map((offset) => offsetSlot(slot, offset)),
    asOf.block,
  );
  const [statusWord, custodyWord, shipment, careWord] = words as [Hex, Hex, Hex, Hex];
  const status = readStatus(statusWord);
  const state = assetStates[status.state];
  if (state === undefined || state === "none") {
    const nothing = { state: undefined, custodian: undefined, owner: undefined, terms: undefined };
    const reasons = [{ code: "unknown" }] as const;
    const none = { ...nothing, calibratedUntil: undefined, quantity: undefined, expiry: undefined, recalls: [] };
    return { code: canonical, subject, productName: undefined, usable: false, reasons, ...none, asOf };
  }

  const custody = readCustody(custodyWord);
  const { custodian } = custody;
  const keys = [
    organisationSlot(custodian),
    haltedSlot(custodian),
    offsetSlot(productSlot(custody.product), 1),
    offsetSlot(statusSlot("requisition", shipment), 1),
    haltedSlot(0),
    offsetSlot(productSlot(custody.product), 2),
    offsetSlot(batchSlot(custody.batch), 1),
    offsetSlot(batchSlot(custody.batch), 2),
  ];
  const [organisationWord, haltedWord, productWord, requisitionWord, pausedWord, productId, batchWord, batchId] =
    (await readSlots(connection, keys, asOf.block)) as [Hex, Hex, Hex, Hex, Hex, Hex, Hex, Hex];
  const product = readProduct(productWord);
  const batch = custody.batch === 0 ? undefined : readBatch(batchWord);
  const care = readCare(careWord);
  const recalls = [
    ...openRecall("item", subject, care.recall, care.remediedAt),
    ...openRecall("batch", batchId, batch?.recall, care.remediedAt),
    ...openRecall("product", productId, product.recall, care.remediedAt),
  ];

  const reasons: Reason[] = [];
  if (state === "inTransit") {
    const offered = custody.offeredTo !== 0;
    const to = offered ? custody.offeredTo : readRequisition(requisitionWord).consignee;
    reasons.push({ code: "inTransit", to: to || undefined, until: offered ? custody.deadline : undefined });
  }
  if (state in reasonsByState) reasons.push({ code: reasonsByState[state as keyof typeof reasonsByState] });
  if (status.quarantined) reasons.push({ code: "quarantined" });
  for (const recall of recalls) if (!recall.remedied) reasons.push({ code: "recalled", ...recall });
  if (batch !== undefined && batch.expiry < asOf.time) reasons.push({ code: "expired", expiry: batch.expiry });
  const calibratedUntil = custody.calibratedUntil || undefined;
  const [until, interval] = [calibratedUntil ?? 0, product.calibrationInterval];
  if (batch === undefined && interval !== 0 && (until < asOf.time || until > asOf.time + interval * 86_400)) {
    reasons.push({ code: "calibrationLapsed", until: calibratedUntil });
  }
  // What was only announced is with nobody.
  if (custodian !== 0) {
    const isHospital = wordsOf(roles, readOrganisation(organisationWord).roles).includes("hospital");
    if (!isHospital) reasons.push({ code: "notAtHospital" });
    if (isHalted(haltedWord, custodian)) reasons.push({ code: "custodianSuspended" });
  }
  if ((BigInt(pausedWord) & 1n) === 1n) reasons.push({ code: "ledgerPaused" });

  return {
    code: canonical,
    subject,
    productName: await productName(connection, custody.product, asOf.block),
    usable: reasons.length === 0,
    reasons,
    state,
    custodian: custodian || undefined,
    owner: custody.owner || undefined,
    terms: termsOf(custody.terms),
    calibratedUntil,
    quantity: batch === undefined ? undefined : custody.quantity,
    expiry: batch?.expiry,
    recalls,
    asOf,
  };
}

function named(text: string): { readonly subject: Hex; readonly canonical: string } {
  if (isHexString(text, 32)) return { subject: text.toLowerCase() as Hex, canonical: text.toLowerCase() };
  const code = readCode(text);
  return { subject: itemId(code), canonical: canonicalItem(code) };
}

/** On which terms a custodian has an asset; `undefined` where it says none. */
export function termsOf(number: number): Terms | undefined {
  const word = terms[number];
  return word === "none" ? undefined : word;
}
