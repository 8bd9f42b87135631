import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBracketed, writeBracketed } from "../../src/codes/bracketed.ts";
import { UnknownCodeForm } from "../../src/codes/errors.ts";
import { bracketRich, identifier } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

describe("readBracketed", () => {
  test("default", () => {
    expect(readBracketed("(01)09521234543213(17)261231(10)ABC123(21)12345")).toEqual([
      ["01", "09521234543213"],
      ["17", "261231"],
      ["10", "ABC123"],
      ["21", "12345"],
    ]);
  });

  test.each(["A(B)C", "A(1)C", "A(05)C", "A(12345)C", "A(10C", "((", "()", "A)10("])(
    "behavior: %j is one serial",
    (serial) => {
      expect(readBracketed(`(21)${serial}`)).toEqual([["21", serial]]);
    },
  );

  test("behavior: an identifier that GS1 uses ends the value before it, accepted or not", () => {
    expect(readBracketed("(21)A(10)B")).toEqual([
      ["21", "A"],
      ["10", "B"],
    ]);
    expect(readBracketed("(21)A(8004)B")).toEqual([
      ["21", "A"],
      ["8004", "B"],
    ]);
  });

  test("behavior: any digits in brackets end a value that can only be digits", () => {
    expect(readBracketed("(01)09521234543213(05)B")).toEqual([
      ["01", "09521234543213"],
      ["05", "B"],
    ]);
  });

  test("behavior: an escaped bracket belongs to the value", () => {
    expect(readBracketed("(21)A\\(10)B(10)C")).toEqual([
      ["21", "A(10)B"],
      ["10", "C"],
    ]);
  });

  test("behavior: white space around a value is dropped, within it is kept for the check", () => {
    expect(readBracketed("(01) 09521234543213\n(21)\t1 2 ")).toEqual([
      ["01", "09521234543213"],
      ["21", "1 2"],
    ]);
  });

  test("behavior: an empty value is an element", () => {
    expect(readBracketed("(21)(10)")).toEqual([
      ["21", ""],
      ["10", ""],
    ]);
  });

  test.each(["", "(", "(AB)1", "(1)2", "\\(01)2", "x(01)09521234543213", "(12345)1"])(
    "error: UnknownCodeForm for %j",
    (text) => {
      const error = thrown(() => readBracketed(text));
      expect(error).toBeInstanceOf(UnknownCodeForm);
      expect(error).toMatchObject({ code: "UnknownCodeForm", details: { field: "text", value: text } });
    },
  );
});

describe("writeBracketed", () => {
  test("default", () => {
    expect(
      writeBracketed([
        ["01", "09521234543213"],
        ["21", "12345"],
      ]),
    ).toBe("(01)09521234543213(21)12345");
  });

  test("behavior: escapes a bracket only where it looks like the start of an identifier", () => {
    expect(writeBracketed([["21", "(A)(10)(05)(1)"]])).toBe("(21)(A)\\(10)\\(05)(1)");
  });

  test("behavior: is read back to the same elements", () => {
    const value = fc.oneof(identifier, bracketRich);
    const element = fc.tuple(fc.constantFrom("10", "21", "240"), value);
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), (elements) => {
        expect(readBracketed(writeBracketed(elements))).toEqual(elements);
      }),
      { numRuns: 1000 },
    );
  });
});
