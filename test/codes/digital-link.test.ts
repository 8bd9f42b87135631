import { describe, expect, test } from "vitest";
import { readDigitalLink } from "../../src/codes/digital-link.ts";
import { InvalidDigitalLink, UnknownApplicationIdentifier, UnknownCodeForm } from "../../src/codes/errors.ts";
import { thrown } from "./thrown.ts";

const path = "/01/09521234543213";
const product = ["01", "09521234543213"];

describe("readDigitalLink", () => {
  test("default", () => {
    expect(readDigitalLink(`https://id.gs1.org${path}/22/2A/10/ABC123/21/12345?17=261231&11=240601`)).toEqual([
      product,
      ["22", "2A"],
      ["10", "ABC123"],
      ["21", "12345"],
      ["17", "261231"],
      ["11", "240601"],
    ]);
  });

  test.each(["", "http://example.com", "HTTPS://EXAMPLE.COM", "https://u:p@example.com:8443", "https://[::1]:80"])(
    "behavior: any host, %j",
    (host) => {
      expect(readDigitalLink(`${host}${path}`)).toEqual([product]);
    },
  );

  test.each(["/a/b", "/01", "/01/01", "/2024/01/02", "/a%20b", "/%zz", "//"])(
    "behavior: any path before the GTIN, %j",
    (prefix) => {
      expect(readDigitalLink(`https://example.com${prefix}${path}/21/1`)).toEqual([product, ["21", "1"]]);
    },
  );

  test("behavior: percent-encoding is undone, a plus sign stays", () => {
    expect(readDigitalLink(`${path}/10/a%2fb%2Fc/21/%28+%29%25?240=%3d=+&%31%37=261231`)).toEqual([
      product,
      ["10", "a/b/c"],
      ["21", "(+)%"],
      ["240", "==+"],
      ["17", "261231"],
    ]);
  });

  test.each([".", "..", "01", "21"])("behavior: %j is a serial like any other", (serial) => {
    expect(readDigitalLink(`https://example.com${path}/21/${serial}`)).toEqual([product, ["21", serial]]);
  });

  test("behavior: names that are not all digits are left out", () => {
    expect(readDigitalLink(`${path}?linkType=gs1:pip&17=261231&&x17=1`)).toEqual([product, ["17", "261231"]]);
  });

  test.each([`${path}/21/1#top`, `${path}/21/1?#21=9`, `${path}/21/1#?17=261231`])(
    "behavior: the fragment of %j is left out",
    (text) => {
      expect(readDigitalLink(text)).toEqual([product, ["21", "1"]]);
    },
  );

  test("behavior: an element without a value is an empty one", () => {
    expect(readDigitalLink(`${path}/21/?17`)).toEqual([product, ["21", ""], ["17", ""]]);
  });

  test("behavior: what follows 01 is the GTIN even if it is none, so that the error says so", () => {
    expect(readDigitalLink("https://example.com/01/0952123454321X")).toEqual([["01", "0952123454321X"]]);
  });

  test.each([
    "https://id.gs1.org/ARFKk4XB0CDKWcnpq",
    "https://example.com/",
    "https://example.com/01",
    "https://id.gs1.org/00/106141411234567897",
    `https://${path}`,
    `https://exa mple.com${path}`,
    "https://example.com",
  ])("error: UnknownCodeForm for %j", (text) => {
    const error = thrown(() => readDigitalLink(text));
    expect(error).toBeInstanceOf(UnknownCodeForm);
    expect(error).toMatchObject({ details: { field: "text", value: text } });
  });

  test.each([
    `${path}/21/1/10/A`,
    `${path}/10/A/22/B`,
    `${path}/21/1/01/09521234543213`,
    `${path}/17/261231`,
    `${path}/ser/1`,
    `${path}/21/1/index.html`,
    `${path}/21/1/`,
    `${path}/`,
    `${path}/21`,
    `${path}?21=12345`,
    `${path}?10=ABC123`,
    `${path}?22=2A`,
    `${path}?01=09521234543213`,
    `${path}/21/100%`,
    `${path}/21/%ff`,
    `${path}?17=%2`,
  ])("error: InvalidDigitalLink for %j", (text) => {
    const error = thrown(() => readDigitalLink(text));
    expect(error).toBeInstanceOf(InvalidDigitalLink);
    expect(error).toMatchObject({ code: "InvalidDigitalLink", details: { field: "text", value: text } });
  });

  test("error: InvalidDigitalLink keeps its cause", () => {
    expect(thrown(() => readDigitalLink(`${path}/21/%ff`))).toMatchObject({ cause: expect.any(URIError) });
  });

  test("error: UnknownApplicationIdentifier", () => {
    const error = thrown(() => readDigitalLink(`${path}/235/ABC`));
    expect(error).toBeInstanceOf(UnknownApplicationIdentifier);
    expect(error).toMatchObject({ details: { value: "235" } });
  });
});
