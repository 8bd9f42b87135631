import { isHexString, ZeroHash } from "ethers";
import { encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { productId } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { commission as verb } from "../verbs/lots.ts";
import { claimOf } from "./claim.ts";
import { lotOf } from "./lots.ts";
import { write } from "./step.ts";

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
export const commission = write(verb, (_, parameters) => {
  const code = readCode(parameters.code);
  const root = parameters.packsRoot ?? (ZeroHash as Hex);
  if (!isHexString(root, 32)) throw new InvalidInput("packsRoot", root, rule(must.bytes32));
  return { data: encode("commission", [productId(code), lotOf(code, parameters), root, claimOf(parameters)]) };
});
