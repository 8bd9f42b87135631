import { demoScenario } from "../scenarios.ts";

/** Consigned by the manufacturer, used, and settled by a requisition. */
export const implant = await demoScenario("implant");
/** A joint implant, which one use consumes. */
export const IMPLANT = implant.text("implant");
/** The instruments to put it in with, which were settled too, and sent back. */
export const INSTRUMENTS = implant.text("instruments");
