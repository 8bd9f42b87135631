import { demoScenario } from "../scenarios.ts";

/** A high-value consumable (高值耗材): bought, and used once. */
export const stent = await demoScenario("stent");
/** A coronary stent, a consumable of the highest risk class. */
export const STENT = stent.text("stent");
