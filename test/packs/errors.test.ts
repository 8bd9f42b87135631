import { describe, expect, test } from "vitest";
import { InvalidInput, MedtraceError } from "../../src/errors/base.ts";
import { rule } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";
import * as errors from "../../src/packs/errors.ts";

const unit = { code: "/00/106141411234567897", first: 0, count: 2 };
const samples = [
  new errors.NoPacks(),
  new errors.TooManyUnits("packs", 2, 1),
  new errors.DuplicateUnitCode(unit, unit),
  new errors.InvalidCaseRange(unit, rule(must.given)),
  new errors.OverlappingCases(unit, unit),
  new errors.UnknownUnit(unit.code),
  new errors.MalformedPackList("packs", 1, rule(must.given)),
  new errors.WrongPackRoot("0x00", "0x01"),
  new errors.InvalidPackIndex(-1, rule(must.given)),
  new errors.InvalidPackRange(0, 0, rule(must.given)),
  new errors.DuplicatePack(1),
  new errors.InvalidMark(0, { word: 0, mask: 0n }, rule(must.given)),
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
    expect(error.message).toMatch(/^\S+ .+\.$/);
  });
});
