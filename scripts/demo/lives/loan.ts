import { demoScenario } from "../scenarios.ts";

/** A loan to the second hospital of the consortium, and back. */
export const loan = await demoScenario("loan");
/** A pump of the same product as the demo's first. */
export const LOANED_PUMP = loan.text("pump");
