/** What the examples in the help are about: the demo that `npm start` lives. */

/** A product. */
export const GTIN = "09521234543213";
/** An item that is in use. */
export const PUMP = `"(01)${GTIN}(21)P-0002"`;
/** An item that has not entered the ledger. */
export const NEW_PUMP = `"(01)${GTIN}(21)P-0003"`;
/** A product that is told apart by lot. */
export const VACCINE = "09521234543251";
/** A lot of it, of which Demo Hospital has one parcel. */
export const PARCEL = `"(01)${VACCINE}(10)V-2026-02"`;
/** A lot that has not entered the ledger. */
export const NEW_LOT = `"(01)${VACCINE}(10)V-2026-09"`;
/** An account that is no member's. */
export const ACCOUNT = "0xbDA5747bFD65F08deb54cb465eB87D40e51B197E";
/** The commitment to a document. */
export const DETAILS = `0x${"5d".repeat(32)}`;
/** In the place of a head, which `medtrace trace --json` shows. */
export const HEAD = `0x${"00".repeat(27)}`;

/** The date so many days from now, so that an example stays one that runs. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
