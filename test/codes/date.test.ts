import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDate, writeDate } from "../../src/codes/date.ts";
import { InvalidDate } from "../../src/codes/errors.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { date } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

describe("readDate", () => {
  test("default", () => {
    expect(readDate("expiry", "261231")).toBe("2026-12-31");
  });

  test.each([
    ["260200", "2026-02-28"],
    ["280200", "2028-02-29"],
    ["260400", "2026-04-30"],
    ["261200", "2026-12-31"],
    ["000200", "2000-02-29"],
  ])("behavior: day 00 in %s is %s", (text, expected) => {
    expect(readDate("expiry", text)).toBe(expected);
  });

  test.each([
    [2026, "760101", "2076-01-01"],
    [2026, "770101", "1977-01-01"],
    [2026, "990101", "1999-01-01"],
    [2049, "990101", "2099-01-01"],
    [2050, "000101", "2100-01-01"],
    [2050, "010101", "2001-01-01"],
    [2099, "490101", "2149-01-01"],
    [2099, "500101", "2050-01-01"],
    [1999, "490101", "2049-01-01"],
    [1999, "500101", "1950-01-01"],
  ])("behavior: in %i, %s is %s", (year, text, expected) => {
    expect(readDate("expiry", text, { year })).toBe(expected);
  });

  test("behavior: the year is at most 49 before and 50 after the current one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 9899 }), fc.integer({ min: 0, max: 99 }), (year, yy) => {
        const read = Number(readDate("expiry", `${String(yy).padStart(2, "0")}0101`, { year }).slice(0, 4));
        expect(read % 100).toBe(yy);
        expect(read - year).toBeGreaterThanOrEqual(-49);
        expect(read - year).toBeLessThanOrEqual(50);
      }),
    );
  });

  test("behavior: the leap day is judged in the century read", () => {
    expect(readDate("expiry", "000229", { year: 2026 })).toBe("2000-02-29");
    expect(thrown(() => readDate("expiry", "000229", { year: 2080 }))).toBeInstanceOf(InvalidDate);
  });

  test.each(["", "26123", "2612310", "26123a", "260001", "261301", "260230", "260431", "261232", "２６１２３１"])(
    "error: InvalidDate for %j",
    (text) => {
      const error = thrown(() => readDate("expiry", text));
      expect(error).toBeInstanceOf(InvalidDate);
      expect(error).toMatchObject({ code: "InvalidDate", details: { field: "expiry", value: text } });
    },
  );

  test.each([26, 1899, 9900, 2026.5, Number.NaN])("error: InvalidInput for the current year %d", (year) => {
    const error = thrown(() => readDate("expiry", "261231", { year }));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ code: "InvalidInput", details: { field: "year", value: year } });
  });
});

describe("writeDate", () => {
  test("default", () => {
    expect(writeDate("expiry", "2026-12-31")).toBe("261231");
  });

  test("behavior: is read back to the same date", () => {
    fc.assert(fc.property(date, (text) => readDate("expiry", writeDate("expiry", text)) === text));
  });

  test.each(["", "2026-12-00", "2026-02-29", "2026-13-01", "26-12-31", "2026-1-1", "2026-12-31T00:00:00Z"])(
    "error: InvalidDate for %j",
    (text) => {
      const error = thrown(() => writeDate("production", text));
      expect(error).toBeInstanceOf(InvalidDate);
      expect(error).toMatchObject({ details: { field: "production", value: text } });
    },
  );

  test.each(["1976-12-31", "2077-01-01", "2126-12-31"])(
    "error: InvalidDate for %s, which would be read back in another century",
    (text) => {
      expect(thrown(() => writeDate("expiry", text, { year: 2026 }))).toBeInstanceOf(InvalidDate);
    },
  );
});
