import { demoScenario } from "../scenarios.ts";

/** A calibration that passes and lapses, one that fails, and the way back into use. */
export const monitor = await demoScenario("monitor");
/** A patient monitor, which must be calibrated. */
export const MONITOR = monitor.text("monitor");
