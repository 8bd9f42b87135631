import { demoScenario } from "../scenarios.ts";

/** A regulator's recall of a product: acknowledged, remedied by the appointed provider, confirmed, and lifted. */
export const recall = await demoScenario("recall");
/** A defibrillator, which is remedied. */
export const DEFIBRILLATOR = recall.text("defibrillator");
/** Another one, which is not, and stays recalled. */
export const RECALLED = recall.text("recalled");
