import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkFile, type FileField, fileField } from "../../src/details/files.ts";
import { InvalidInput } from "../../src/errors/base.ts";

const bytes = new TextEncoder().encode("certificate 合格证");
const field = fileField(bytes, { name: "合格证.pdf", mediaType: "application/pdf" });

describe("fileField", () => {
  it("default", () => {
    const hash = createHash("sha256").update(bytes).digest("hex");
    expect(field).toEqual({
      name: "合格证.pdf",
      mediaType: "application/pdf",
      size: bytes.length,
      sha256: `0x${hash}`,
    });
    expect(fileField(new Uint8Array(), { name: "empty" })).toEqual({
      name: "empty",
      size: 0,
      sha256: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    });
  });

  it.each(["", ".", "..", "a/b", "a\\b", "a\u0000", "a\n", "\ud800", "x".repeat(256)])(
    "error: InvalidInput for the name %j",
    (name) => {
      expect(() => fileField(bytes, { name })).toThrow(InvalidInput);
    },
  );

  it.each(["", "pdf", "application/", "Application/PDF", "text/plain; charset=utf-8"])(
    "error: InvalidInput for the media type %j",
    (mediaType) => {
      expect(() => fileField(bytes, { name: "a", mediaType })).toThrow(InvalidInput);
    },
  );

  it("error: InvalidInput for what is not bytes", () => {
    expect(() => fileField("0x00" as unknown as Uint8Array, { name: "a" })).toThrow(InvalidInput);
  });
});

describe("checkFile", () => {
  it("default", () => {
    expect(checkFile(field, bytes)).toEqual([]);
  });

  it("behavior: says what is other than the document names", () => {
    const changed = bytes.with(0, 1);
    expect(checkFile(field, changed)).toEqual([
      { code: "otherHash", expected: field.sha256, actual: fileField(changed, { name: "a" }).sha256 },
    ]);
    expect(checkFile(field, bytes.subarray(1)).map(({ code }) => code)).toEqual(["otherSize", "otherHash"]);
    expect(checkFile({ ...field, size: 1 }, bytes)).toEqual([{ code: "otherSize", expected: 1, actual: bytes.length }]);
  });

  it.each([null, {}, { size: 1 }, { size: "1", sha256: field.sha256 }, { size: 1, sha256: "0x" }])(
    "error: InvalidInput for %j",
    (bad) => {
      expect(() => checkFile(bad as unknown as FileField, bytes)).toThrow(InvalidInput);
    },
  );
});
