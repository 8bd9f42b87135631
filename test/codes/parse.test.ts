import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalItem } from "../../src/codes/canonical.ts";
import {
  DuplicateApplicationIdentifier,
  InvalidDataField,
  InvalidDate,
  InvalidDigitalLink,
  InvalidGtin,
  MalformedLot,
  MalformedSerial,
  MissingGtin,
  UnknownApplicationIdentifier,
  UnknownCodeForm,
  WrongCheckDigit,
} from "../../src/codes/errors.ts";
import { parseCode } from "../../src/codes/parse.ts";
import { bracketRich, gtin, identifier } from "./arbitraries.ts";
import { thrown } from "./thrown.ts";

const item = { gtin: "09521234543213", serial: "12345" };
const full = { ...item, lot: "ABC123", expiry: "2026-12-31" };

describe("parseCode", () => {
  test("default", () => {
    expect(parseCode("(01)09521234543213(17)261231(10)ABC123(21)12345")).toEqual(full);
  });

  test.each(["09521234543213", "9521234543213", " 9521234543213\n", "９５２１２３４５４３２１３"])(
    "behavior: %j is a GTIN alone",
    (text) => {
      expect(parseCode(text)).toEqual({ gtin: "09521234543213" });
    },
  );

  test.each([
    "https://id.gs1.org/01/09521234543213/10/ABC123/21/12345?17=261231",
    "http://example.com/a/b/01/9521234543213/10/ABC123/21/12345?17=261231&linkType=gs1:pip#top",
    "/01/09521234543213/10/ABC123/21/12345?17=261231",
    " /01/09521234543213/10/ABC123/21/12345?17=261200\n",
  ])("behavior: %j is a Digital Link", (text) => {
    expect(parseCode(text)).toEqual(full);
  });

  test("behavior: full-width characters of an input method are read in the bracketed form", () => {
    expect(parseCode("（01）09521234543213（21）12345")).toEqual(item);
    expect(
      parseCode("　（０１）９５２１２３４５４３２１３（１０）ＡＢＣ１２３（１７）２６１２３１（２１）１２３４５　"),
    ).toEqual(full);
  });

  test("behavior: white space around the values of a label is dropped", () => {
    expect(parseCode("(01) 09521234543213\n(17) 261231\n(10) ABC123\n(21) 12345")).toEqual(full);
  });

  test("behavior: elements that do not identify are left out", () => {
    expect(
      parseCode("(01)09521234543213(240)REF-1(22)2A(30)5(37)10(710)12345678(91)x/y(8012)2.1(7003)2612312359(21)12345"),
    ).toEqual(item);
    expect(parseCode("https://example.com/01/09521234543213/22/2A/21/12345?240=REF-1&8012=2.1")).toEqual(item);
  });

  test("behavior: the current year decides the century", () => {
    expect(parseCode("(01)09521234543213(17)800131(11)790100", { year: 2050 })).toEqual({
      gtin: "09521234543213",
      expiry: "2080-01-31",
      production: "2079-01-31",
    });
    expect(parseCode("/01/09521234543213?17=800131")).toMatchObject({ expiry: "1980-01-31" });
  });

  test("behavior: brackets in a serial, and the limit of it", () => {
    expect(parseCode("(01)09521234543213(21)A(B)(05)")).toMatchObject({ serial: "A(B)(05)" });
    expect(parseCode("(01)09521234543213(21)A(10)B")).toMatchObject({ serial: "A", lot: "B" });
    expect(parseCode("(01)09521234543213(21)A\\(10)B")).toEqual({ gtin: "09521234543213", serial: "A(10)B" });
    expect(parseCode("/01/09521234543213/21/A(10)B")).toEqual({ gtin: "09521234543213", serial: "A(10)B" });
  });

  test("behavior: any valid item, in every form it is written in, has one canonical form", () => {
    const host = fc.constantFrom(
      "https://id.gs1.org",
      "http://example.com",
      "https://example.com:8443/some/path",
      "HTTPS://EXAMPLE.COM/01",
      "",
    );
    fc.assert(
      fc.property(gtin, fc.oneof(identifier, bracketRich), identifier, host, (text, serial, lot, host) => {
        const padded = text.padStart(14, "0");
        const expected = `/01/${padded}/21/`;
        const escaped = (value: string) => value.replaceAll("(", "\\(");
        const attributes = [`(10)${escaped(lot)}`, "(17)261231", "(240)X"];
        const forms = [text, padded].flatMap((gtin) => [
          ...permutations([`(01)${gtin}`, `(21)${escaped(serial)}`, ...attributes]),
          `${host}/01/${gtin}/21/${encodeURIComponent(serial)}`,
          `${host}/01/${gtin}/10/${encodeURIComponent(lot)}/21/${encodeAll(serial)}?17=261231&linkType=all`,
        ]);
        const canonical = new Set(forms.map((form) => canonicalItem(parseCode(form))));
        expect(canonical.size).toBe(1);
        const [only = ""] = canonical;
        expect(only.startsWith(expected)).toBe(true);
        expect(parseCode(only)).toEqual({ gtin: padded, serial });
        expect(canonicalItem(parseCode(only))).toBe(only);
      }),
    );
  });

  test("behavior: any text gives a code with a canonical form or a typed error", () => {
    const piece = fc.constantFrom(
      "(01)",
      "09521234543213",
      "/01/",
      "/21/",
      "https://x",
      "?17=",
      "%",
      "(",
      "\\",
      "(21)",
      " ",
    );
    const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (text) => {
        try {
          expect(canonicalItem({ ...parseCode(text), serial: "1" })).toMatch(/^\/01\/\d{14}\/21\/1$/);
        } catch (error) {
          expect(error).toMatchObject({ details: { rule: expect.any(String) } });
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    "",
    "   ",
    "hello",
    "9521234543213x",
    "0 9521234 543213",
    "0109521234543213172612311021",
    "010952123454321321ABC\u001d17261231",
    "]d2010952123454321321ABC",
    "81234567890123456789",
    "urn:epc:id:sgtin:4012345.098765.12345",
    "id.gs1.org/01/09521234543213",
    "ftp://example.com/01/09521234543213",
    "/21/12345",
    "21)12345(01)09521234543213",
    "https://id.gs1.org/ARFKk4XB0CDKWcnpq",
  ])("error: UnknownCodeForm for %j", (text) => {
    const error = thrown(() => parseCode(text));
    expect(error).toBeInstanceOf(UnknownCodeForm);
    expect(error).toMatchObject({ code: "UnknownCodeForm", details: { field: "text" }, hint: expect.any(String) });
  });

  test.each([
    { Class: InvalidGtin, text: "123", details: { field: "gtin", value: "123" } },
    { Class: InvalidGtin, text: "(01)(21)1", details: { field: "gtin", value: "" } },
    { Class: InvalidGtin, text: "(01)0952123454321X", details: { field: "gtin", value: "0952123454321X" } },
    { Class: InvalidGtin, text: "https://example.com/01/123", details: { field: "gtin", value: "123" } },
    { Class: WrongCheckDigit, text: "9521234543214", details: { field: "gtin", value: "9521234543214", expected: 3 } },
    {
      Class: WrongCheckDigit,
      text: "(01)09521234543214",
      details: { field: "gtin", value: "09521234543214", expected: 3 },
    },
    { Class: MalformedSerial, text: "(01)09521234543213(21)", details: { field: "serial", value: "" } },
    {
      Class: MalformedSerial,
      text: `(01)09521234543213(21)${"1".repeat(21)}`,
      details: { field: "serial", value: "1".repeat(21) },
    },
    { Class: MalformedSerial, text: "(01)09521234543213(21)1²", details: { field: "serial", value: "1²" } },
    { Class: MalformedSerial, text: "(01)09521234543213(21)1\u001d", details: { field: "serial", value: "1\u001d" } },
    { Class: MalformedSerial, text: "/01/09521234543213/21/", details: { field: "serial", value: "" } },
    { Class: MalformedSerial, text: "/01/09521234543213/21/１２", details: { field: "serial", value: "１２" } },
    { Class: MalformedSerial, text: "/01/09521234543213/21/A%20B", details: { field: "serial", value: "A B" } },
    { Class: MalformedLot, text: "(01)09521234543213(10)批号", details: { field: "lot", value: "批号" } },
    { Class: MalformedLot, text: "(10)(01)09521234543213", details: { field: "lot", value: "" } },
    { Class: InvalidDate, text: "(01)09521234543213(17)261332", details: { field: "expiry", value: "261332" } },
    { Class: InvalidDate, text: "/01/09521234543213?11=24060", details: { field: "production", value: "24060" } },
    { Class: InvalidDataField, text: "(01)09521234543213(30)x", details: { field: "(30)", value: "x" } },
    { Class: MissingGtin, text: "(21)12345", details: { field: "text", value: "(21)12345" } },
    { Class: UnknownApplicationIdentifier, text: "(01)09521234543213(05)1", details: { value: "05" } },
    { Class: UnknownApplicationIdentifier, text: "(01)09521234543213(21)A(8004)B", details: { value: "8004" } },
    { Class: UnknownApplicationIdentifier, text: "(00)106141411234567897", details: { value: "00" } },
    { Class: UnknownApplicationIdentifier, text: "/01/09521234543213?9999=1", details: { value: "9999" } },
    { Class: UnknownApplicationIdentifier, text: "/01/09521234543213/235/A", details: { value: "235" } },
    {
      Class: DuplicateApplicationIdentifier,
      text: "(01)09521234543213(21)A(21)B",
      details: { value: "21", values: ["A", "B"] },
    },
    {
      Class: DuplicateApplicationIdentifier,
      text: "/01/09521234543213/21/A/21/B",
      details: { value: "21", values: ["A", "B"] },
    },
    { Class: DuplicateApplicationIdentifier, text: "/01/09521234543213?17=261231&17=271231", details: { value: "17" } },
    { Class: DuplicateApplicationIdentifier, text: "(01)09521234543213(240)A(240)B", details: { value: "240" } },
    { Class: InvalidDigitalLink, text: "/01/09521234543213/21/A/10/B", details: { field: "text" } },
    { Class: InvalidDigitalLink, text: "/01/09521234543213?21=A", details: { field: "text" } },
  ])("error: $Class.name for $text", ({ Class, text, details }) => {
    const error = thrown(() => parseCode(text));
    expect(error).toBeInstanceOf(Class);
    expect(error).toMatchObject({ code: Class.name, details });
  });
});

function permutations(parts: readonly string[]): readonly string[] {
  if (parts.length <= 1) return [parts.join("")];
  return parts.flatMap((part, i) => permutations(parts.toSpliced(i, 1)).map((rest) => part + rest));
}

/** Encodes every character, in lower case: allowed to a writer of links, and never canonical. */
function encodeAll(value: string): string {
  return Array.from(value, (c) => `%${c.charCodeAt(0).toString(16)}`).join("");
}
