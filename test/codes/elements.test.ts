import { describe, expect, test } from "vitest";
import { codeFromElements } from "../../src/codes/elements.ts";
import { DuplicateApplicationIdentifier, MissingGtin } from "../../src/codes/errors.ts";
import { thrown } from "./thrown.ts";

describe("codeFromElements", () => {
  test("default", () => {
    const elements = [
      ["21", "12345"],
      ["10", "ABC123"],
      ["11", "240601"],
      ["17", "261231"],
      ["01", "9521234543213"],
    ] as const;
    expect(codeFromElements(elements, "")).toEqual({
      gtin: "09521234543213",
      serial: "12345",
      lot: "ABC123",
      expiry: "2026-12-31",
      production: "2024-06-01",
    });
  });

  test("behavior: what is absent has no key", () => {
    expect(Object.keys(codeFromElements([["01", "09521234543213"]], ""))).toEqual(["gtin"]);
  });

  test("behavior: the same value twice is no contradiction, whatever its form", () => {
    const elements = [
      ["01", "9521234543213"],
      ["01", "09521234543213"],
      ["17", "261200"],
      ["17", "261231"],
    ] as const;
    expect(codeFromElements(elements, "")).toEqual({ gtin: "09521234543213", expiry: "2026-12-31" });
  });

  test("error: DuplicateApplicationIdentifier", () => {
    const elements = [
      ["01", "09521234543213"],
      ["21", "A"],
      ["21", "a"],
    ] as const;
    const error = thrown(() => codeFromElements(elements, ""));
    expect(error).toBeInstanceOf(DuplicateApplicationIdentifier);
    expect(error).toMatchObject({
      code: "DuplicateApplicationIdentifier",
      details: { field: "applicationIdentifier", value: "21", values: ["A", "a"] },
    });
  });

  test("error: MissingGtin", () => {
    const error = thrown(() => codeFromElements([["21", "12345"]], "(21)12345"));
    expect(error).toBeInstanceOf(MissingGtin);
    expect(error).toMatchObject({ code: "MissingGtin", details: { field: "text", value: "(21)12345" } });
  });
});
