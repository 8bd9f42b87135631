import type { PackTree } from "../../../src/index.ts";
import { demoScenario } from "../scenarios.ts";

/** A vaccine from its lot's commissioning to its recall: split between two hospitals, dispensed by pack, kept cold. */
export const vaccine = await demoScenario("vaccine");
/** A lot of a vaccine, whose packs have a code each. */
export const VACCINE_LOT = vaccine.text("lot");
/** Another one, which stays in stock, so that there is something to try things on: packs B0001 to B0020. */
export const SPARE_LOT = vaccine.text("spareLot");
/** An older one, whose packs have no codes, and which expires. */
export const OLD_LOT = vaccine.text("oldLot");

/** 200 packs in cases of 20. */
export const vaccineTree = vaccine.names.get("doses") as PackTree;
export const spareTree = vaccine.names.get("spareDoses") as PackTree;

/** The code (SSCC) of a lot's case, from 1. */
export function caseCode(number: number): string {
  const code = vaccineTree.cases[number - 1]?.code ?? "";
  return code.replace(/^\/00\//, "(00)");
}
