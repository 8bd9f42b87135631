import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalBatch, canonicalItem, canonicalProduct } from "../../src/codes/canonical.ts";
import {
  InvalidGtin,
  MalformedLot,
  MalformedSerial,
  MissingLot,
  MissingSerial,
  WrongCheckDigit,
} from "../../src/codes/errors.ts";
import { normaliseGtin } from "../../src/codes/gtin.ts";
import { parseCode } from "../../src/codes/parse.ts";
import { bracketRich, CHARSET_82, gtin, identifier } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

const code = { gtin: "09521234543213", serial: "12345", lot: "ABC123", expiry: "2026-12-31" };
const serial = fc.oneof(identifier, bracketRich);

describe("canonicalProduct", () => {
  test("default", () => {
    expect(canonicalProduct(code)).toBe("/01/09521234543213");
  });

  test("behavior: is the same whatever the padding, and is read back to the product", () => {
    fc.assert(
      fc.property(gtin, (text) => {
        const canonical = canonicalProduct({ gtin: text });
        expect(canonical).toBe(`/01/${normaliseGtin(text)}`);
        expect(parseCode(canonical)).toEqual({ gtin: normaliseGtin(text) });
      }),
    );
  });

  test("error: InvalidGtin", () => {
    expect(thrown(() => canonicalProduct({ gtin: "1" }))).toBeInstanceOf(InvalidGtin);
  });

  test("error: WrongCheckDigit", () => {
    expect(thrown(() => canonicalProduct({ gtin: "09521234543210" }))).toBeInstanceOf(WrongCheckDigit);
  });
});

describe("canonicalItem", () => {
  test("default", () => {
    expect(canonicalItem(code)).toBe("/01/09521234543213/21/12345");
  });

  test("behavior: encodes all but letters, digits and - . _, in upper case", () => {
    const encoded = [0, 20, 40, 60, 80].map((i) =>
      canonicalItem({ gtin: code.gtin, serial: CHARSET_82.slice(i, i + 20) }).slice("/01/09521234543213/21/".length),
    );
    expect(encoded.join("")).toBe(
      "%21%22%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3FABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
    );
  });

  test("behavior: is read back to the item", () => {
    fc.assert(
      fc.property(gtin, serial, (text, serial) => {
        expect(parseCode(canonicalItem({ gtin: text, serial }))).toEqual({ gtin: normaliseGtin(text), serial });
      }),
      { numRuns: 1000 },
    );
  });

  test("behavior: two items have two forms", () => {
    const item = fc.record({ gtin, serial: fc.oneof(serial, fc.constantFrom("a", "A", "%41", "0", "00")) });
    fc.assert(
      fc.property(item, item, (a, b) => {
        const same = normaliseGtin(a.gtin) === normaliseGtin(b.gtin) && a.serial === b.serial;
        expect(canonicalItem(a) === canonicalItem(b)).toBe(same);
        // Two serials of one product, which two random GTINs never are.
        expect(canonicalItem(a) === canonicalItem({ ...b, gtin: a.gtin })).toBe(a.serial === b.serial);
      }),
      { numRuns: 1000 },
    );
  });

  test("behavior: lot and dates are no part of it", () => {
    expect(canonicalItem({ gtin: code.gtin, serial: code.serial })).toBe(canonicalItem(code));
  });

  test("error: MissingSerial", () => {
    const product = { gtin: code.gtin };
    const error = thrown(() => canonicalItem(product));
    expect(error).toBeInstanceOf(MissingSerial);
    expect(error).toMatchObject({ code: "MissingSerial", details: { field: "code", value: product } });
  });

  test("error: MalformedSerial", () => {
    expect(thrown(() => canonicalItem({ gtin: code.gtin, serial: "" }))).toBeInstanceOf(MalformedSerial);
  });
});

describe("canonicalBatch", () => {
  test("default", () => {
    expect(canonicalBatch(code)).toBe("/01/09521234543213/10/ABC123");
  });

  test("behavior: is read back to the batch", () => {
    fc.assert(
      fc.property(gtin, serial, (text, lot) => {
        expect(parseCode(canonicalBatch({ gtin: text, lot }))).toEqual({ gtin: normaliseGtin(text), lot });
      }),
    );
  });

  test("behavior: a batch is never an item", () => {
    fc.assert(
      fc.property(gtin, serial, (text, same) => {
        expect(canonicalBatch({ gtin: text, lot: same })).not.toBe(canonicalItem({ gtin: text, serial: same }));
      }),
    );
  });

  test("error: MissingLot", () => {
    const product = { gtin: code.gtin };
    const error = thrown(() => canonicalBatch(product));
    expect(error).toBeInstanceOf(MissingLot);
    expect(error).toMatchObject({ code: "MissingLot", details: { field: "code", value: product } });
  });

  test("error: MalformedLot", () => {
    expect(thrown(() => canonicalBatch({ gtin: code.gtin, lot: "A B" }))).toBeInstanceOf(MalformedLot);
  });
});
