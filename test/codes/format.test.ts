import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidDate, InvalidGtin, MalformedLot, MalformedSerial, WrongCheckDigit } from "../../src/codes/errors.ts";
import { formatCode } from "../../src/codes/format.ts";
import { normaliseGtin } from "../../src/codes/gtin.ts";
import { parseCode } from "../../src/codes/parse.ts";
import { bracketRich, date, gtin, identifier } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

const code = { gtin: "09521234543213", serial: "12345" };

describe("formatCode", () => {
  test("default", () => {
    const full = { ...code, lot: "ABC123", expiry: "2026-12-31", production: "2024-06-01" };
    expect(formatCode(full)).toBe("(01)09521234543213(11)240601(17)261231(10)ABC123(21)12345");
  });

  test("behavior: pads the GTIN", () => {
    expect(formatCode({ gtin: "9521234543213" })).toBe("(01)09521234543213");
  });

  test("behavior: is read back to the same code", () => {
    const value = fc.oneof(identifier, bracketRich);
    const any = fc.record(
      { gtin: gtin.map(normaliseGtin), serial: value, lot: value, expiry: date, production: date },
      { requiredKeys: ["gtin"] },
    );
    fc.assert(
      fc.property(any, (code) => {
        expect(parseCode(formatCode(code))).toEqual(code);
      }),
      { numRuns: 1000 },
    );
  });

  test("behavior: the current year decides which dates can be printed", () => {
    const old = { ...code, expiry: "1940-01-31" };
    expect(formatCode(old, { year: 1980 })).toBe("(01)09521234543213(17)400131(21)12345");
    expect(thrown(() => formatCode(old))).toBeInstanceOf(InvalidDate);
  });

  test.each([
    { Class: InvalidGtin, wrong: { ...code, gtin: "" } },
    { Class: WrongCheckDigit, wrong: { ...code, gtin: "09521234543212" } },
    { Class: MalformedSerial, wrong: { ...code, serial: "" } },
    { Class: MalformedLot, wrong: { ...code, lot: "批" } },
    { Class: InvalidDate, wrong: { ...code, expiry: "2026-02-30" } },
    { Class: InvalidDate, wrong: { ...code, production: "2026-12-00" } },
  ])("error: $Class.name for $wrong", ({ Class, wrong }) => {
    expect(thrown(() => formatCode(wrong))).toBeInstanceOf(Class);
  });
});
