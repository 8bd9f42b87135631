import { demoScenario } from "../scenarios.ts";

/** A whole life, from the application to the scrapping. */
export const pump = await demoScenario("pump");
/** The demo's infusion pump. */
export const PUMP = pump.text("pump");
/** A second pump, which stays in use, so that there is something to try things on. */
export const SPARE_PUMP = pump.text("spare");
