import { isHexString, ZeroHash } from "ethers";
import { encode, type WriteDefinition } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { productId } from "../history/ids.ts";
import type { Hex } from "../history/types.ts";
import { type ClaimParameters, claimOf } from "./claim.ts";
import { type LotParameters, lotOf } from "./lots.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode } from "./targets.ts";

export interface CommissionParameters extends ClaimParameters, LotParameters {
  /** The code, in any form, with its lot. */
  readonly code: string;
  /** How many base units: whole packs, if these have a code each. */
  readonly quantity: bigint;
  /** The root of the tree over its packs' codes (`PackTree`), 32 bytes; left out where packs have none. */
  readonly packsRoot?: Hex | undefined;
}

/**
 * Commissions a lot that the actor's organisation made (投产登记): its batch, and one parcel with all of it. The result is
 * the parcel's entry, whose `subject` is its id; `entries` has the batch's too. `occurredAt` says when it was made.
 *
 * Duty *inspect*, in the product's manufacturer, while the product was registered. Each lot once.
 *
 * @throws `SubjectExists`, `NotRegisteredThen`, `Expired`, `WrongTracking`, `NotWholePacks`, `QuantityOutOfRange`
 *
 * @example
 * const parcel = await m.as(maker).commission({ code: "(01)06934567000019(17)281231(10)L-2026-07", quantity: 10_000n });
 */
export const commission: WriteDefinition<CommissionParameters, Recorded> = {
  encode: (_, parameters) => {
    const code = readCode(parameters.code);
    const root = parameters.packsRoot ?? (ZeroHash as Hex);
    if (!isHexString(root, 32)) throw new InvalidInput("packsRoot", root, "must be 32 bytes");
    return { data: encode("commission", [productId(code), lotOf(code, parameters), root, claimOf(parameters)]) };
  },
  read: lastEntry,
};
