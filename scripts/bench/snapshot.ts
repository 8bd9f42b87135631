/** Where the gas that was last agreed on is kept. */
export const SNAPSHOT = new URL("../../test/snapshots/gas.json", import.meta.url);
