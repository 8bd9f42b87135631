import fc from "fast-check";
import { checkDigit } from "../../src/codes/gtin.ts";
import type { PackUnit } from "../../src/packs/units.ts";
import { gtin, identifier } from "../codes/arbitraries.ts";

/** The SSCC with these digits before its check digit. */
export function sscc(body: string | number): string {
  const digits = String(body).padStart(17, "0");
  return `${digits}${checkDigit(digits)}`;
}

/** A valid SSCC. */
export const anySscc = fc.bigInt({ min: 1n, max: 10n ** 17n - 1n }).map((body) => sscc(body.toString()));

/** A batch of up to 60 packs, with cases that nest in up to three levels. */
export const batch = fc
  .record({
    gtin,
    packs: fc.uniqueArray(identifier, { minLength: 1, maxLength: 60 }),
    sizes: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
    offset: fc.nat(20),
  })
  .map(({ gtin, packs, sizes, offset }) => {
    const cases: PackUnit[] = [];
    // Each level holds whole cases of the level before, as a pallet does.
    let size = 1;
    for (const factor of sizes) {
      size *= factor;
      for (let first = Math.min(offset, packs.length - 1); first < packs.length; first += size) {
        cases.push({ code: sscc(cases.length + 1), first, count: Math.min(size, packs.length - first) });
      }
    }
    return { gtin, packs, cases };
  });
