import { encode, type Mined, type WriteDefinition } from "../connection/write.ts";
import { mined } from "./administer.ts";
import { addressOf } from "./targets.ts";

/**
 * Offers the council's place to another account, which takes it with `acceptCouncil`.
 *
 * Only the council.
 *
 * @example
 * await m.as(council).transferCouncil({ account: multisig });
 */
export const transferCouncil: WriteDefinition<{ readonly account: string }, Mined> = {
  encode: (_, { account }) => ({ data: encode("transferOwnership", [addressOf("account", account)]) }),
  read: mined,
};
