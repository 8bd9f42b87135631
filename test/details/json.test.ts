import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/details/json.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { document } from "./arbitraries.ts";

const parse = (text: string) => parseJson("document", text, InvalidInput);

describe("parseJson", () => {
  it("default", () => {
    expect(parse('\ufeff{"a":[{"b":"\\"c\\":"},{"b":1}]}')).toEqual({ a: [{ b: '"c":' }, { b: 1 }] });
  });

  it("behavior: reads any document, however it is spaced", () => {
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 2, "\t"), (one, space) => {
        expect(JSON.stringify(parse(JSON.stringify(one, undefined, space)))).toBe(JSON.stringify(one));
      }),
    );
  });

  it.each([
    "",
    "{",
    "{'a':1}",
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":2}',
    '{"a":{"b":1, "b" :2}}',
    '[{"a":1},{"a":1,"a":1}]',
    '{"__proto__":1,"__proto__":2}',
  ])("error: InvalidInput for %j", (text) => {
    expect(() => parse(text)).toThrow(InvalidInput);
  });
});
