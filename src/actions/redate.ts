import { encode, type WriteDefinition } from "../connection/write.ts";
import { lotWord, productId } from "../history/ids.ts";
import { type ClaimParameters, claimOf, type Time } from "./claim.ts";
import { expiryOf } from "./lots.ts";
import { lastEntry, type Recorded } from "./step.ts";
import { readCode } from "./targets.ts";

export interface RedateParameters extends ClaimParameters {
  /** The code, in any form, with its lot. */
  readonly code: string;
  /**
   * The last second at which its units are usable, or "none" where they do not expire; by default, the end (UTC) of the day
   * that the code says (AI 17).
   */
  readonly expiry?: Time | "none" | undefined;
}

/**
 * Says when a lot expires (更改效期), where it was declared wrongly or its shelf life was changed.
 *
 * Duty *approve*, in a regulator.
 *
 * @throws `UnknownSubject` when the lot has not entered
 *
 * @example
 * await m.as(officer).redate({ code: "(01)06934567000019(17)271231(10)L-2026-07" });
 */
export const redate: WriteDefinition<RedateParameters, Recorded> = {
  encode: (_, parameters) => {
    const code = readCode(parameters.code);
    const expiry = expiryOf(code, parameters.expiry);
    return { data: encode("redate", [productId(code), lotWord(code), expiry, claimOf(parameters)]) };
  },
  read: lastEntry,
};
