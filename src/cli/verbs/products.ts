import { productKinds, trackings } from "../../index.ts";
import { celsius, date, flag, type Input, optional, organisation, product, whole, word } from "../options.ts";
import { type VerbGroup, verb } from "../verb.ts";
import { GTIN } from "./examples.ts";

const who = "Duty approve, in a regulator";
const riskClass = whole("riskClass", "1 to 3", 1, 3) as Input<"riskClass", 1 | 2 | 3, true>;

/** What a regulator says of products. */
export const products: VerbGroup = {
  heading: "Products 产品:",
  entries: true,
  verbs: [
    verb("register", {
      description: "register a product 注册",
      who,
      positional: [product],
      options: [
        word("kind", "what it is", productKinds),
        riskClass,
        flag("singleUse", "one use consumes it"),
        optional(word("tracking", "how its units are told apart; by default, serial", trackings)),
        optional(whole("unitsPerPack", "how many base units make a pack; by default, 1", 1, 0xffff)),
        optional(organisation("manufacturer", "its manufacturer; left out if that is not on the ledger")),
        date("registeredFrom", "units may be made from here"),
        date("registeredUntil", "to here"),
      ],
      example:
        "register 09521000000018 --kind device --risk-class 2 --registered-from 2024-01-01 " +
        "--registered-until 2034-01-01 --as officer",
    }),
    verb("renew", {
      description: "renew, shorten or end a product's registration 延续注册",
      who,
      positional: [product],
      options: [
        organisation("manufacturer", "its manufacturer from now on; 0 if that is not on the ledger", 0),
        date("registeredUntil", "units may be made until here"),
      ],
      example: `renew ${GTIN} --manufacturer 2 --registered-until 2034-01-01 --as officer`,
    }),
    verb("prescribe", {
      description: "prescribe how a product is cared for 规定",
      who,
      positional: [product],
      options: [
        flag("witnessed", "a second person confirms each acceptance 双人验收"),
        optional(whole("calibrationInterval", "for how many days a calibration 强检 holds at most", 1, 0xffff)),
        optional(celsius("lowest", "lowest temperature to keep it at")),
        optional(celsius("highest", "highest one")),
      ],
      parameters: ({ lowest, highest, ...rest }) => {
        // One limit alone is given to the ledger with none beside it, which refuses it: there is no half a span.
        const limits = { lowest: lowest ?? 0, highest: highest ?? 0 };
        return { ...rest, limits: lowest === undefined && highest === undefined ? undefined : limits };
      },
      example: `prescribe ${GTIN} --calibration-interval 365 --lowest -10 --highest 40 --as officer`,
    }),
  ],
};
