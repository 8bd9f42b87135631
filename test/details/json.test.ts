import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/details/json.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { document, thrown } from "./arbitraries.ts";

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

  it("behavior: takes nothing in a text for a number, a name or a bracket", () => {
    const texts = ['"1e400', "\\", '\\"1e-400', '","a":1,"a":', "{".repeat(100), '":', '{"a":1,"a":2}'];
    expect(parse(JSON.stringify({ texts, [`"${"[".repeat(100)}1e400`]: 1 }))).toMatchObject({ texts });
  });

  it("behavior: reads texts and names of millions of characters", () => {
    const long = "x\\n".repeat(4_000_000);
    expect(parse(`{"a":"${long}"}`)).toEqual({ a: JSON.parse(`"${long}"`) });
    expect(Object.keys(parse(`{"${long}":1}`) as object)).toEqual([JSON.parse(`"${long}"`)]);
    expect(parse(`${" ".repeat(8_000_000)}1`)).toBe(1);
  });

  const nested = (levels: number, inside = "1") => `${'{"a":['.repeat(levels / 2)}${inside}${"]}".repeat(levels / 2)}`;
  it("behavior: reads 64 objects and lists in each other, and brackets in texts", () => {
    expect(JSON.stringify(parse(nested(64, `"${"[{".repeat(100)}"`)))).toContain("[{");
  });

  it.each([
    ["65", nested(64, "{}")],
    ["4,000", nested(4000)],
    ["5,000,000", "[".repeat(5_000_000)],
  ])("error: InvalidInput for %s objects and lists in each other", (_, text) => {
    const error = thrown(() => parse(text));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ details: { rule: "must have at most 64 objects and lists in each other" } });
  });

  it.each([
    ["0", 0],
    ["-0.0", -0],
    ["0e999999", 0],
    ["1.50", 1.5],
    ["100E-2", 1],
    ["0.1", 0.1],
    ["0.30000000000000004", 0.1 + 0.2],
    ["5e-324", 5e-324],
    ["1.7976931348623157e+308", Number.MAX_VALUE],
    ["-9007199254740991", Number.MIN_SAFE_INTEGER],
    ["1e21", 1e21],
  ])("behavior: reads the number %s", (text, value) => {
    expect(parse(`[${text}]`)).toEqual([value]);
  });

  it("behavior: reads every number that JSON writes", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (one) => {
        expect(parse(JSON.stringify([one]))).toEqual([one + 0]);
      }),
    );
  });

  it.each([
    "1e-400",
    "1e400",
    "-1e400",
    "9007199254740991.4",
    "9007199254740993",
    "0.10000000000000001",
    "2.4703282292062327e-324",
    "12345678901234567890",
    `0.${"0".repeat(100)}1`,
  ])("error: InvalidInput for the number %s, which a double rounds, and which it does not show", (number) => {
    const error = thrown(() => parse(`{"patient":${number}}`));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({
      details: { value: "its text", rule: expect.stringContaining("must have no number that a double rounds") },
    });
    expect((error as Error).message).not.toContain(number);
  });

  it("error: InvalidInput for a number of millions of digits", () => {
    for (const number of [`1${"0".repeat(8_000_000)}`, `0.${"0".repeat(8_000_000)}1`, `1e${"9".repeat(8_000_000)}`]) {
      expect(thrown(() => parse(`[${number}]`))).toBeInstanceOf(InvalidInput);
    }
  });

  it("error: InvalidInput names its field, what is wrong and no value", () => {
    expect(thrown(() => parse("{"))).toMatchObject({ message: 'document "its text" must be JSON.' });
    expect(thrown(() => parse('{"a":{"b":"secret","b":1}}'))).toMatchObject({
      message: 'document "its text" must name each member of an object once, not "b" twice.',
    });
    expect(thrown(() => parse('{"a":0.10000000000000001}'))).toMatchObject({
      message: 'document "its text" must have no number that a double rounds, as at character 6: write it as a text.',
    });
  });

  it.each([
    "",
    '"',
    '"\\',
    '{"a',
    "nul",
    "-",
    "1.2.3",
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
