import { describe, expect, test } from "vitest";
import { isAccepted, isApplicationIdentifier, isNumeric, readValue } from "../../src/codes/application-identifiers.ts";
import { InvalidDataField, InvalidDate, UnknownApplicationIdentifier } from "../../src/codes/errors.ts";
import { thrown } from "./thrown.ts";

const everyNumber = [2, 3, 4].flatMap((length) =>
  Array.from({ length: 10 ** length }, (_, i) => String(i).padStart(length, "0")),
);

describe("readValue", () => {
  test("default", () => {
    expect(readValue("21", "12345")).toBe("12345");
  });

  test("behavior: gives a value its one form", () => {
    expect(readValue("01", "9521234543213")).toBe("09521234543213");
    expect(readValue("17", "261200")).toBe("2026-12-31");
    expect(readValue("11", "500101", { year: 2000 })).toBe("2050-01-01");
  });

  test.each([
    ["20", "1", "00"],
    ["22", "", "A1"],
    ["30", "", "1"],
    ["30", "123456789", "12345678"],
    ["37", "123456789", "1"],
    ["240", "A".repeat(31), "A".repeat(30)],
    ["422", "15", "156"],
    ["710", "A B", "12345678"],
    ["7003", "261231", "2612312359"],
    ["91", "A".repeat(91), "A".repeat(90)],
  ])("error: InvalidDataField for a (%s) that is %j and not like %j", (ai, wrong, right) => {
    expect(readValue(ai, right)).toBe(right);
    const error = thrown(() => readValue(ai, wrong));
    expect(error).toBeInstanceOf(InvalidDataField);
    expect(error).toMatchObject({ code: "InvalidDataField", details: { field: `(${ai})`, value: wrong } });
  });

  test("error: InvalidDate for a date that is read over", () => {
    const error = thrown(() => readValue("15", "261332"));
    expect(error).toBeInstanceOf(InvalidDate);
    expect(error).toMatchObject({ details: { field: "(15)", value: "261332" } });
  });

  test.each(["00", "02", "05", "235", "254", "414", "8003", "8004", "8006"])(
    "error: UnknownApplicationIdentifier for %s",
    (ai) => {
      const error = thrown(() => readValue(ai, "1"));
      expect(error).toBeInstanceOf(UnknownApplicationIdentifier);
      expect(error).toMatchObject({
        code: "UnknownApplicationIdentifier",
        details: { field: "applicationIdentifier", value: ai },
      });
    },
  );
});

describe("isAccepted", () => {
  test("default", () => {
    expect(isAccepted("21")).toBe(true);
    expect(isAccepted("8004")).toBe(false);
  });
});

describe("isApplicationIdentifier", () => {
  test("default", () => {
    expect(
      ["00", "01", "10", "17", "21", "240", "3103", "414", "710", "8004", "8200", "99"].every(isApplicationIdentifier),
    ).toBe(true);
  });

  test("behavior: knows all that are accepted", () => {
    expect(everyNumber.filter(isAccepted).filter((ai) => !isApplicationIdentifier(ai))).toEqual([]);
  });

  test("behavior: no identifier begins another, or a text could be split in two ways", () => {
    const all = everyNumber.filter(isApplicationIdentifier);
    expect(all.filter((ai) => all.some((other) => other !== ai && other.startsWith(ai)))).toEqual([]);
  });

  test("behavior: refuses what GS1 does not assign from", () => {
    expect(
      ["04", "05", "14", "19", "38", "50", "123", "310", "500", "7500", "9000"].some(isApplicationIdentifier),
    ).toBe(false);
  });
});

describe("isNumeric", () => {
  test("default", () => {
    expect(isNumeric("01")).toBe(true);
    expect(isNumeric("21")).toBe(false);
  });

  test("behavior: is true of an accepted identifier exactly if its value may not hold a bracket", () => {
    const refusesBracket = (ai: string) => {
      try {
        readValue(ai, "(");
        return false;
      } catch {
        return true;
      }
    };
    const accepted = everyNumber.filter(isAccepted);
    expect(accepted.filter(isNumeric)).toEqual(accepted.filter(refusesBracket));
  });
});
