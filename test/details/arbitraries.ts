import fc from "fast-check";
import type { JsonObject, JsonValue } from "../../src/details/json.ts";

/** A scalar that a field may have. */
export const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "输液泵", "\u2028\u0000", "𝒳", '"\\/~', "__proto__"),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((one) => !Object.is(one, -0))
    .filter(isJsonNumber),
  fc.maxSafeInteger().map((one) => one + 0),
  fc.boolean(),
  fc.constant(null),
);

function isJsonNumber(one: number): boolean {
  return !Number.isInteger(one) || Number.isSafeInteger(one);
}

/** A member's name, none of them a list's index. */
export const name = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.constantFrom("", "/", "~", "~1", "a/b", "00", "-1", "01", "1e3", "__proto__", "constructor", "toString", "名称"),
  )
  .filter((one) => !/^(?:0|[1-9]\d*)$/.test(one));

const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(name, tie("value"), { maxKeys: 4 }),
  ),
}));

/** A document: nested JSON with at least one member. */
export const document: fc.Arbitrary<JsonObject> = fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 });

/** Random bytes that are the same each time, none of them twice. */
export function counting(first = 1): (length: number) => Uint8Array {
  let next = first;
  return (length) => {
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(length - 4, next++);
    return bytes;
  };
}

/** Random bytes. */
export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** What is thrown. */
export function thrown(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
