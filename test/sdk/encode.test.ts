import { hexlify, type ParamType } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { encode } from "../../src/ledger/encode.ts";

const anyEncode = encode as unknown as (name: string, values: readonly unknown[]) => string;
const functions = ledgerInterface.fragments.flatMap((fragment) =>
  fragment.type === "function" ? [(fragment as unknown as { readonly name: string }).name] : [],
);

/** Any value of a type. */
function anyOf(type: ParamType): fc.Arbitrary<unknown> {
  if (type.isTuple()) return fc.record(Object.fromEntries(type.components.map((one) => [one.name, anyOf(one)])));
  if (type.isArray()) return fc.array(anyOf(type.arrayChildren), { maxLength: 3 });
  const [, kind, size = ""] = /^(uint|int|bytes)(\d*)$/.exec(type.baseType) ?? [];
  if (kind === "uint") {
    const bits = BigInt(size);
    const number = fc.bigInt({ min: 0n, max: (1n << bits) - 1n });
    return bits <= 48n ? fc.oneof(number, number.map(Number)) : number;
  }
  if (kind === "int") return fc.bigInt({ min: -(1n << (BigInt(size) - 1n)), max: (1n << (BigInt(size) - 1n)) - 1n });
  if (kind === "bytes") {
    const length = size === "" ? { maxLength: 40 } : { minLength: Number(size), maxLength: Number(size) };
    return fc.uint8Array(length).map((bytes) => hexlify(bytes));
  }
  if (type.baseType === "bool") return fc.boolean();
  if (type.baseType === "address") {
    return fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => hexlify(bytes));
  }
  return fc.string();
}

describe("encode", () => {
  it.each(functions)("behavior: %s as ethers has it", (name) => {
    const inputs = ledgerInterface.getFunction(name as never)?.inputs ?? [];
    fc.assert(
      fc.property(fc.tuple(...inputs.map(anyOf)), (values) => {
        expect(anyEncode(name, values)).toBe(ledgerInterface.encodeFunctionData(name as never, values as never));
      }),
      { numRuns: 50 },
    );
  });

  const claim = {
    ...{ expected: `0x${"00".repeat(27)}`, value: 0, until: 0, occurredAt: 0 },
    details: `0x${"00".repeat(32)}`,
  };
  const word = `0x${"11".repeat(32)}`;

  it("behavior: a tuple as a list, and digits in upper case", () => {
    const upper = `0x${"AB".repeat(32)}`;
    for (const one of [claim, Object.values(claim)]) {
      expect(anyEncode("enrol", [upper, word, one])).toBe(
        ledgerInterface.encodeFunctionData("enrol", [upper, word, one] as never),
      );
    }
  });

  it.each([
    ["too few bytes", [word.slice(0, -2), word, claim]],
    ["too many bytes", [`${word}00`, word, claim]],
    ["no hexadecimal", [`0x${"zz".repeat(32)}`, word, claim]],
    ["a number that is too large", [word, word, { ...claim, value: 2 ** 32 }]],
    ["a negative number", [word, word, { ...claim, value: -1 }]],
    ["half a number", [word, word, { ...claim, value: 1.5 }]],
    ["a member that is missing", [word, word, { ...claim, details: undefined }]],
    ["too few arguments", [word, word]],
    ["too many arguments", [word, word, claim, word]],
  ])("error: ethers' own, for %s", (_name, values) => {
    expect(() => anyEncode("enrol", values)).toThrow();
  });
});
