import { encode } from "../connection/write.ts";
import { amend as verb } from "../verbs/products.ts";
import { claimOf } from "./claim.ts";
import { registrationOf } from "./register.ts";
import { write } from "./step.ts";

/**
 * Says anew what a registered product is (更正注册), where it was registered wrongly: name, kind, class, tracking, units, single use,
 * manufacturer, dates. Only as long as no goods of it have entered, and no recall named an item or a batch of it.
 *
 * Duty *approve*, in a regulator.
 *
 * @throws `GoodsEntered`, `UnknownSubject`, and what `register` throws
 *
 * @example
 * await m.as(officer).amend({ product: "09521234543213", name: "infusion pump 输液泵", kind: "device", riskClass: 3, registeredFrom, registeredUntil });
 */
export const amend = write(verb, (_, parameters) => ({
  data: encode("amend", [registrationOf(parameters), claimOf(parameters)]),
}));
