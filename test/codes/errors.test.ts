import { describe, expect, test } from "vitest";
import * as errors from "../../src/codes/errors.ts";
import { InvalidInput, MedtraceError } from "../../src/errors/base.ts";
import { rule } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";

const code = { gtin: "09521234543213" };
const samples = [
  new errors.UnknownCodeForm("x"),
  new errors.InvalidDigitalLink("x", rule(must.given)),
  new errors.MissingGtin("x"),
  new errors.InvalidGtin("x", rule(must.given)),
  new errors.WrongCheckDigit("x", 3),
  new errors.MalformedSerial("x", rule(must.given)),
  new errors.MalformedLot("x", rule(must.given)),
  new errors.InvalidDate("expiry", "x", rule(must.given)),
  new errors.InvalidDataField("30", "x"),
  new errors.UnknownApplicationIdentifier("05"),
  new errors.DuplicateApplicationIdentifier("21", "A", "B"),
  new errors.MissingSerial(code),
  new errors.MissingLot(code),
  new errors.InvalidSscc("x", rule(must.given)),
];

describe("errors", () => {
  test("default", () => {
    expect(samples.map((error) => error.code).sort()).toEqual(Object.keys(errors).sort());
  });

  test.each(samples)("behavior: $code is an InvalidInput with its class's name and full details", (error) => {
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toBeInstanceOf(MedtraceError);
    expect([error.name, error.constructor.name]).toEqual([error.code, error.code]);
    expect(error.details).toMatchObject({
      field: expect.any(String),
      value: expect.anything(),
      rule: expect.any(String),
    });
  });
});
