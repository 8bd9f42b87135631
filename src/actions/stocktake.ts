import { type StepParameters, step } from "./step.ts";
import { numberIn } from "./targets.ts";

export interface StocktakeParameters extends StepParameters {
  /** How many units were found: of an item 1, or 0 if it is missing. */
  readonly counted: number;
}

/**
 * Records what a stocktake counted (盘点). The asset's state and quantity stay; a difference is settled by the steps that follow, such as
 * scrapping what is lost.
 *
 * Duty *keep*, in the custodian. From any held state.
 *
 * @example
 * await m.as(keeper).stocktake({ code: "(01)09521234543213(21)P-0001", counted: 1 });
 */
export const stocktake = step<StocktakeParameters>("stocktake", ({ counted }) => ({
  value: numberIn("counted", counted, 0xffff_ffff),
}));
