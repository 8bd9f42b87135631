import { encode } from "../connection/write.ts";
import { transferCouncil as verb } from "../verbs/council.ts";
import { mined, write } from "./step.ts";
import { addressOf } from "./targets.ts";

/**
 * Offers the council's place to another account, which takes it with `acceptCouncil`.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).transferCouncil({ account: multisig });
 */
export const transferCouncil = write(
  verb,
  (_, { account }) => ({ data: encode("transferOwnership", [addressOf("account", account)]) }),
  { read: mined },
);
