import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalItem } from "../../src/codes/canonical.ts";
import { InvalidSscc, MissingSerial, UnknownCodeForm } from "../../src/codes/errors.ts";
import { formatCode } from "../../src/codes/format.ts";
import { canonicalUnit, isCanonicalUnit } from "../../src/packs/units.ts";
import { gtin, identifier } from "../codes/arbitraries.ts";
import { thrown } from "../codes/thrown.ts";
import { anySscc } from "./arbitraries.ts";

describe("canonicalUnit", () => {
  test("default", () => {
    expect(canonicalUnit("(01)09521234543213(17)261231(10)ABC123(21)12345")).toBe("/01/09521234543213/21/12345");
    expect(canonicalUnit("(00)106141411234567897")).toBe("/00/106141411234567897");
  });

  test("behavior: gives its own result back, which has the canonical shape", () => {
    fc.assert(
      fc.property(gtin, identifier, anySscc, (gtin, serial, sscc) => {
        const item = canonicalUnit(formatCode({ gtin, serial }));
        expect(item).toBe(canonicalItem({ gtin, serial }));
        for (const code of [item, canonicalUnit(sscc)]) {
          expect(canonicalUnit(code)).toBe(code);
          expect(isCanonicalUnit(code)).toBe(true);
        }
      }),
    );
  });

  test("error: MissingSerial", () => {
    expect(thrown(() => canonicalUnit("09521234543213"))).toBeInstanceOf(MissingSerial);
  });

  test("error: InvalidSscc", () => {
    expect(thrown(() => canonicalUnit("(00)106141411234567890"))).toBeInstanceOf(InvalidSscc);
  });

  test("error: UnknownCodeForm", () => {
    expect(thrown(() => canonicalUnit("pack 7"))).toBeInstanceOf(UnknownCodeForm);
  });
});

describe("isCanonicalUnit", () => {
  test("default", () => {
    expect(isCanonicalUnit("/01/09521234543213/21/A%2FB-._9")).toBe(true);
    expect(isCanonicalUnit("/00/106141411234567897")).toBe(true);
  });

  test.each([
    "",
    "/00/10614141123456789",
    "/01/9521234543213/21/1",
    "/01/09521234543213",
    "/01/09521234543213/21/",
    "/01/09521234543213/21/a/b",
    "/01/09521234543213/21/%2f",
    "/01/09521234543213/21/药",
    `/01/09521234543213/21/${"1".repeat(21)}`,
    "/01/09521234543213/21/1\n",
    "(01)09521234543213(21)1",
  ])("behavior: %j is not", (code) => {
    expect(isCanonicalUnit(code)).toBe(false);
  });
});
