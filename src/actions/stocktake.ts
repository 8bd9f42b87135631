import { stocktake as verb } from "../verbs/items.ts";
import { step } from "./step.ts";

/**
 * Records what a stocktake counted (盘点). The asset's state and quantity stay; a difference is settled by the steps that follow, such as
 * scrapping what is lost.
 *
 * Duty *keep*, in the custodian. From any held state.
 *
 * @example
 * await m.as(keeper).stocktake({ code: "(01)09521234543213(21)P-0001", counted: 1 });
 */
export const stocktake = step(verb, ({ counted }) => ({
  value: counted,
}));
