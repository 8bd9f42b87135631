import { encode } from "../connection/write.ts";
import { lotWord, productId } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import { redate as verb } from "../verbs/lots.ts";
import { claimOf } from "./claim.ts";
import { expiryOf } from "./lots.ts";
import { write } from "./step.ts";

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
export const redate = write(verb, (_, parameters) => {
  const code = readCode(parameters.code);
  const expiry = expiryOf(code, parameters.expiry);
  return { data: encode("redate", [productId(code), lotWord(code), expiry, claimOf(parameters)]) };
});
