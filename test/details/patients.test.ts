import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { patientPseudonym } from "../../src/details/patients.ts";
import { schemaOf } from "../../src/details/records.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { thrown } from "./arbitraries.ts";

const key = Uint8Array.from({ length: 16 }, (_, index) => index);

describe("patientPseudonym", () => {
  it("default", () => {
    const pseudonym = patientPseudonym(key, "0012345");
    expect(pseudonym).toBe(`0x${createHmac("sha256", key).update("0012345", "utf8").digest("hex")}`);
    expect(pseudonym).toMatch(new RegExp(String(schemaOf("use").properties.patient?.pattern)));
  });

  it("behavior: another number or another key gives another", () => {
    const all = ["1", "01", "住院 7", "𝒳"].flatMap((number) => [
      patientPseudonym(key, number),
      patientPseudonym(key.with(0, 9), number),
    ]);
    expect(new Set(all).size).toBe(8);
  });

  it.each(["", " 1", "1 ", "\t", "x".repeat(65), "\ud800", 1 as unknown as string])(
    "error: InvalidInput for the number %j, which it does not show",
    (number) => {
      const error = thrown(() => patientPseudonym(key, number));
      expect(error).toBeInstanceOf(InvalidInput);
      expect(error).toMatchObject({ details: { value: typeof number } });
    },
  );

  it("error: InvalidInput for a short key, which it does not show", () => {
    for (const bad of [key.subarray(1), new Uint8Array(), "0123456789abcdef" as unknown as Uint8Array]) {
      const error = thrown(() => patientPseudonym(bad, "1"));
      expect(error).toBeInstanceOf(InvalidInput);
      expect((error as Error).message).not.toContain("0123456789abcdef");
    }
  });
});
