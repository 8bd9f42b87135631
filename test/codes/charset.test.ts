import { describe, expect, test } from "vitest";
import { isCharset82, toHalfWidth } from "../../src/codes/charset.ts";
import { CHARSET_82 } from "./arbitraries.ts";

describe("isCharset82", () => {
  test("default", () => {
    expect(isCharset82(CHARSET_82)).toBe(true);
  });

  test("behavior: allows exactly 82 of the first 65536 characters", () => {
    const allowed = Array.from({ length: 0x10000 }, (_, i) => String.fromCharCode(i)).filter(isCharset82);
    expect(allowed.join("")).toBe([...CHARSET_82].sort().join(""));
    expect(allowed).toHaveLength(82);
  });

  test("behavior: one character outside is enough", () => {
    expect(isCharset82("AB C")).toBe(false);
    expect(isCharset82("\u{1f48a}")).toBe(false);
  });

  test("behavior: the empty text passes", () => {
    expect(isCharset82("")).toBe(true);
  });
});

describe("toHalfWidth", () => {
  test("default", () => {
    expect(toHalfWidth("（０１）０９５２１２３４５４３２１３")).toBe("(01)09521234543213");
  });

  test("behavior: turns each full-width form into its own ASCII character", () => {
    const ascii = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).join("");
    const wide = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0xff01 + i)).join("");
    expect(toHalfWidth(wide)).toBe(ascii);
    expect(toHalfWidth(ascii)).toBe(ascii);
  });

  test("behavior: keeps what is no full-width form, even where NFKC would not", () => {
    expect(toHalfWidth("A²①ﬁ．。　批号")).toBe("A²①ﬁ.。　批号");
  });
});
