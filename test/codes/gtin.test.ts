import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidGtin, WrongCheckDigit } from "../../src/codes/errors.ts";
import { checkDigit, normaliseGtin } from "../../src/codes/gtin.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { gtin } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

describe("checkDigit", () => {
  test("default", () => {
    expect(checkDigit("0952123454321")).toBe(3);
    expect(checkDigit("629104150021")).toBe(3);
  });

  test("behavior: is 0 when the sum is a multiple of ten", () => {
    expect(checkDigit("0000000")).toBe(0);
  });

  test("behavior: zeros on the left change nothing", () => {
    fc.assert(fc.property(gtin, (text) => checkDigit(`00${text}`) === checkDigit(text)));
  });

  test.each(["", "12a", "１２", "1 2"])("error: InvalidInput for %j", (body) => {
    const error = thrown(() => checkDigit(body));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ details: { field: "body", value: body } });
  });
});

describe("normaliseGtin", () => {
  test("default", () => {
    expect(normaliseGtin("09521234543213")).toBe("09521234543213");
  });

  test.each([
    ["95200002", "00000095200002"],
    ["614141000036", "00614141000036"],
    ["9521234543213", "09521234543213"],
    ["19521234543210", "19521234543210"],
  ])("behavior: %s has the form %s", (text, expected) => {
    expect(normaliseGtin(text)).toBe(expected);
  });

  test("behavior: gives its own result back", () => {
    fc.assert(
      fc.property(gtin, (text) => {
        const once = normaliseGtin(text);
        expect(once).toMatch(/^\d{14}$/);
        expect(normaliseGtin(once)).toBe(once);
      }),
    );
  });

  test.each(["", "0", "952123454", "9521234543", "95212345432", "009521234543213", "9521234543213 ", "952123454321O"])(
    "error: InvalidGtin for %j",
    (text) => {
      const error = thrown(() => normaliseGtin(text));
      expect(error).toBeInstanceOf(InvalidGtin);
      expect(error).toMatchObject({ code: "InvalidGtin", details: { field: "gtin", value: text } });
    },
  );

  test.each(["00000000", "000000000000", "00000000000000"])("error: InvalidGtin for %s, all zeros", (text) => {
    expect(thrown(() => normaliseGtin(text))).toBeInstanceOf(InvalidGtin);
  });

  test("error: WrongCheckDigit", () => {
    const error = thrown(() => normaliseGtin("09521234543214"));
    expect(error).toBeInstanceOf(WrongCheckDigit);
    expect(error).toMatchObject({
      code: "WrongCheckDigit",
      details: { field: "gtin", value: "09521234543214", expected: 3 },
    });
  });

  test("error: WrongCheckDigit for every single digit altered", () => {
    fc.assert(
      fc.property(gtin, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const i = at % text.length;
        const altered = `${text.slice(0, i)}${(Number(text[i]) + by) % 10}${text.slice(i + 1)}`;
        // One digit altered may leave zeros alone, which is caught for another reason.
        fc.pre(!/^0+$/.test(altered));
        expect(thrown(() => normaliseGtin(altered))).toBeInstanceOf(WrongCheckDigit);
      }),
    );
  });

  test("error: WrongCheckDigit for two neighbours swapped, unless they are five apart", () => {
    fc.assert(
      fc.property(gtin, fc.nat(), (text, at) => {
        const i = at % (text.length - 1);
        const [left, right] = [Number(text[i]), Number(text[i + 1])];
        const swapped = `${text.slice(0, i)}${right}${left}${text.slice(i + 2)}`;
        if (Math.abs(left - right) % 5 === 0) expect(() => normaliseGtin(swapped)).not.toThrow();
        else expect(thrown(() => normaliseGtin(swapped))).toBeInstanceOf(WrongCheckDigit);
      }),
      { numRuns: 1000 },
    );
  });
});
