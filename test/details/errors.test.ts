import { describe, expect, test } from "vitest";
import * as errors from "../../src/details/errors.ts";
import { InvalidInput, MedtraceError } from "../../src/errors/base.ts";
import { rule } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";

const problem = { path: "/a", value: 1, rule: rule(must.exactly, { value: 2 }) };
const inputs = [
  new errors.InvalidField("/a", 1, rule(must.given)),
  new errors.UnknownField("/a"),
  new errors.MalformedDetails("salts", 1, rule(must.given)),
  new errors.MalformedDisclosure("fields", 1, rule(must.given)),
  new errors.WrongCommitment("0x00", "0x01"),
  new errors.InvalidDocument("accept", [problem, { ...problem, path: "/b" }]),
];
const others = [
  new errors.DetailsFolderUnusable("details", "EACCES"),
  new errors.WrongDetailsFile("details/0x00.json", "0x00", rule(must.given)),
];

describe("errors", () => {
  test("default", () => {
    expect([...inputs, ...others].map(({ code }) => code).sort()).toEqual(Object.keys(errors).sort());
  });

  test.each([...inputs, ...others])("behavior: $code has its class's name, a sentence and details", (error) => {
    expect(error).toBeInstanceOf(MedtraceError);
    expect([error.name, error.constructor.name]).toEqual([error.code, error.code]);
    expect(error.message).toMatch(/^\S+ .+\.$/);
    expect(Object.keys(error.details).length).toBeGreaterThan(1);
  });

  test.each(inputs)("behavior: $code is an InvalidInput with field, value and rule", (error) => {
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error.details).toMatchObject({
      field: expect.any(String),
      value: expect.anything(),
      rule: expect.any(String),
    });
  });

  test("behavior: InvalidDocument tells every problem", () => {
    const error = new errors.InvalidDocument("accept", [problem, { ...problem, path: "/b" }]);
    expect(error.message).toBe("/a 1 must be 2; /b must be 2.");
    expect(error.details.problems).toHaveLength(2);
  });
});
