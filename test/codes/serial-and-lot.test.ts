import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MalformedLot, MalformedSerial } from "../../src/codes/errors.ts";
import { checkLot, checkSerial } from "../../src/codes/serial-and-lot.ts";
import { identifier } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

const refused = ["", "A".repeat(21), "A B", "批号", "A#1", "A~1", "A\u001d1", "１２３", "A\\1"];

describe.each([
  { name: "checkSerial", check: checkSerial, Class: MalformedSerial, field: "serial" },
  { name: "checkLot", check: checkLot, Class: MalformedLot, field: "lot" },
])("$name", ({ check, Class, field }) => {
  test("default", () => {
    expect(check("12345")).toBe("12345");
  });

  test("behavior: gives any text of the set back as it is", () => {
    fc.assert(fc.property(identifier, (text) => check(text) === text));
  });

  test.each(refused)(`error: ${Class.name} for %j`, (text) => {
    const error = thrown(() => check(text));
    expect(error).toBeInstanceOf(Class);
    expect(error).toMatchObject({ code: Class.name, details: { field, value: text } });
  });
});
