import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidSscc } from "../../src/codes/errors.ts";
import { canonicalSscc, isSscc, readSscc } from "../../src/codes/sscc.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { thrown } from "../codes/thrown.ts";
import { anySscc } from "./arbitraries.ts";

const number = "106141411234567897";

describe("readSscc", () => {
  test("default", () => {
    expect(readSscc(`(00)${number}`)).toBe(number);
  });

  test.each([
    number,
    ` ${number}\n`,
    "1 0614141 123456789 7",
    "(00) 1 0614141 123456789 7",
    `/00/${number}`,
    `https://id.gs1.org/00/${number}`,
    `HTTP://example.com/a/b/00/${number}?linkType=gs1:pip#top`,
    "（００）１０６１４１４１１２３４５６７８９７",
  ])("behavior: %j is read", (text) => {
    expect(readSscc(text)).toBe(number);
  });

  test("behavior: gives its own result back", () => {
    fc.assert(fc.property(anySscc, (text) => readSscc(text) === text && readSscc(canonicalSscc(text)) === text));
  });

  test.each(["", "1", number.slice(1), `${number}0`, "(00)", `(00)${number}(37)12`, `(01)${number}`, `/01/${number}`])(
    "error: InvalidSscc for %j",
    (text) => {
      const error = thrown(() => readSscc(text));
      expect(error).toBeInstanceOf(InvalidSscc);
      expect(error).toMatchObject({
        code: "InvalidSscc",
        details: { field: "sscc", value: text, rule: "must be 18 digits" },
      });
    },
  );

  test("error: InvalidSscc for zeros, which have a right check digit", () => {
    const error = thrown(() => readSscc("0".repeat(18)));
    expect(error).toBeInstanceOf(InvalidSscc);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ details: { rule: "must not be all zeros" } });
  });

  test("error: InvalidSscc for a wrong check digit", () => {
    const error = thrown(() => readSscc("106141411234567898"));
    expect(error).toBeInstanceOf(InvalidSscc);
    expect(error).toMatchObject({ details: { rule: "must end in check digit 7" } });
  });

  test("error: InvalidSscc for every single digit altered", () => {
    fc.assert(
      fc.property(anySscc, fc.nat(17), fc.integer({ min: 1, max: 9 }), (text, i, by) => {
        const altered = `${text.slice(0, i)}${(Number(text[i]) + by) % 10}${text.slice(i + 1)}`;
        expect(thrown(() => readSscc(altered))).toBeInstanceOf(InvalidSscc);
      }),
    );
  });
});

describe("isSscc", () => {
  test("default", () => {
    expect(isSscc(`(00)${number}`)).toBe(true);
  });

  test.each(["000000000000000001", "(00)1", "/00/x", "https://id.gs1.org/00/"])(
    "behavior: %j is meant for one",
    (text) => {
      expect(isSscc(text)).toBe(true);
    },
  );

  test.each([
    "09521234543213",
    "(01)09521234543213(21)1",
    "/01/09521234543213/21/00",
    "https://example.com/00/a/01/09521234543213/21/5",
    "https://example.com/01/09521234543213?x=/00/1",
    "",
  ])("behavior: %j is not", (text) => {
    expect(isSscc(text)).toBe(false);
  });
});

describe("canonicalSscc", () => {
  test("default", () => {
    expect(canonicalSscc("(00)106141411234567897")).toBe("/00/106141411234567897");
  });

  test("error: InvalidSscc", () => {
    expect(thrown(() => canonicalSscc("1"))).toBeInstanceOf(InvalidSscc);
  });
});
